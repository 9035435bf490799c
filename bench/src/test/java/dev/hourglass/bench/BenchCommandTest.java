package dev.hourglass.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BenchCommandTest {
  private static final String[] COMMON = {
    "lo",
    "hi",
    "foreign",
    "allocated_bytes_per_row",
    "peak_gflops",
    "fraction_of_peak",
    "threads",
    "batch_size",
    "rows",
    "time_to_first_step_seconds"
  };

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void oneWorkloadIsOneObject() {
    assertThat(run("bench dense-30-20-10-20-30 --rows 1000 --seconds 0.1 --threads 1 --json"))
        .as(err.toString())
        .isZero();
    JsonNode result = JsonMapper.shared().readTree(out.toString());
    assertThat(result.propertyNames()).contains(COMMON).contains("samples_per_second", "loss");
    assertThat(result.get("batch_size").asInt()).isEqualTo(256);
    assertThat(result.get("threads").asInt()).isEqualTo(1);
    double rate = result.get("samples_per_second").asDouble();
    assertThat(rate).isBetween(result.get("lo").asDouble(), result.get("hi").asDouble());
    double possible = result.get("peak_gflops").asDouble() * 1e9;
    assertThat(result.get("fraction_of_peak").asDouble())
        .isBetween(rate * 8400 / possible - 1e-4, rate * 8400 / possible + 1e-4);
  }

  @Test
  void severalAreAList() {
    String call =
        "bench dense-30-20-10-20-30 score-784-128-784 --rows 100 --batch-size 32 --seconds 0.1 --json";
    assertThat(run(call)).as(err.toString()).isZero();
    JsonNode results = JsonMapper.shared().readTree(out.toString());
    assertThat(results.size()).isEqualTo(2);
    assertThat(results.get(1).propertyNames())
        .contains(COMMON)
        .contains("rows_per_second", "single_row_micros");
    assertThat(results.get(1).get("single_row_micros").asDouble()).isPositive();
  }

  @Test
  void aMistakeIsOneLine() {
    assertThat(run("bench dense --json")).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines()).hasSize(1).first().asString().contains("\"dense\"");
  }

  @Test
  void noTimeIsAMistake() {
    assertThat(run("bench dense-784-128-784 --seconds 0")).isEqualTo(2);
    assertThat(err.toString()).contains("--seconds must be above 0, got 0.0");
  }

  private int run(String call) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return line.execute(call.split(" ", -1));
  }
}
