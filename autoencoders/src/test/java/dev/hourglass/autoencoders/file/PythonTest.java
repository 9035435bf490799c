package dev.hourglass.autoencoders.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hourglass.autoencoders.Samples;
import dev.hourglass.autoencoders.train.TrainingRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The stock Python package reads our weights; needs a Python with safetensors and numpy, named by
 * HOURGLASS_PYTHON if it is not python3.
 */
class PythonTest {
  private static final String SCRIPT =
      """
      import sys
      from safetensors import safe_open
      with safe_open(sys.argv[1], "np") as f:
          print(",".join(f.keys()))
          print(f.metadata()["hourglass.version"])
          w = f.get_tensor("encoder.0.weight")
          print(w.shape[0], w.shape[1], w.dtype)
          print(" ".join(float(x).hex() for x in w.reshape(-1)))
      """;

  @TempDir Path folder;

  @Test
  void stock_safetensors_reads_the_weights() throws IOException, InterruptedException {
    assumeTrue(
        python("import safetensors, numpy").status == 0,
        "no Python with safetensors and numpy (set HOURGLASS_PYTHON): skipped");
    TrainingRun run = Samples.run();
    Path file = folder.resolve("model.safetensors");
    run.save(file);
    Answer answer = python(SCRIPT, file.toString());
    assertThat(answer.status).as(answer.text).isZero();
    List<String> lines = answer.text.lines().toList();
    assertThat(lines.get(0)).contains("encoder.0.weight", "decoder.1.bias");
    assertThat(lines.get(1)).isEqualTo("1");
    assertThat(lines.get(2)).isEqualTo("6 4 float32");
    float[] theta = run.model().state().get(run.model().layout().theta()).data();
    String[] weights = lines.get(3).split(" ", -1);
    for (int i = 0; i < 24; i++) {
      assertThat(Float.parseFloat(weights[i])).isEqualTo(theta[i]);
    }
  }

  private record Answer(int status, String text) {}

  private static Answer python(String script, String... arguments)
      throws IOException, InterruptedException {
    String python = System.getenv().getOrDefault("HOURGLASS_PYTHON", "python3");
    ProcessBuilder builder = new ProcessBuilder(python, "-c", script).redirectErrorStream(true);
    builder.command().addAll(List.of(arguments));
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return new Answer(127, "cannot start " + python + ": " + e);
    }
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor(60, TimeUnit.SECONDS)
        ? new Answer(process.exitValue(), text)
        : new Answer(124, text);
  }
}
