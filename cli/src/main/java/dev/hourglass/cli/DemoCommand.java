package dev.hourglass.cli;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.Metrics;
import dev.hourglass.autoencoders.StopReason;
import dev.hourglass.autoencoders.baseline.Pca;
import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.loss.Loss;
import dev.hourglass.autoencoders.train.TrainOptions;
import dev.hourglass.autoencoders.train.Trainer;
import dev.hourglass.autoencoders.train.TrainingRun;
import dev.hourglass.data.Dataset;
import dev.hourglass.engine.NDArray;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code hourglass demo}: trains on the embedded digits, tells how well it went beside PCA, and
 * writes a report to open.
 */
@Command(
    name = "demo",
    description = "Train on the embedded handwritten digits and write a report to open.",
    footerHeading = "%nExamples:%n",
    footer = {"  hourglass demo", "  hourglass demo --epochs 20 --out digits.html"})
final class DemoCommand extends Common {
  private static final int CODE = 32;

  /** Fewer rows than this need a larger share of them to validate on. */
  private static final int SMALL = 10_000;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Times through the 60,000 digits. Default: ${DEFAULT-VALUE}",
      defaultValue = "10")
  int epochs;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Same seed: the same model and the same report, but for times. Default: ${DEFAULT-VALUE}")
  long seed = TrainOptions.DEFAULTS.seed();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Changes nothing but the time it takes. Default: all processors.")
  int threads = TrainOptions.DEFAULTS.threads();

  @Option(names = "--limit", paramLabel = "N", description = "Use only the first N digits.")
  @Nullable Integer limit;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The report. Default: ${DEFAULT-VALUE}",
      defaultValue = "report.html")
  Path out = Path.of("report.html");

  @Override
  public void run() {
    Writable.check(out);
    Output output = output();
    output.say("Training 784-128-32-128-784 on handwritten digits, seed " + seed);
    Dataset train = read("sample:mnist");
    Dataset test = read("sample:mnist-test");
    NDArray rows = limit == null ? train.rows() : TrainCommand.firstRows(train.rows(), limit);
    long start = System.nanoTime();
    TrainingRun run = train(rows, output);
    if (run.record().stopped() == StopReason.CANCELLED) {
      return; // the interruption says so
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Metrics metrics = Metrics.of(run.model(), test.rows());
    double pca = Pca.fit(rows, CODE).mse(test.rows());
    String command =
        "./hourglass demo --epochs %d --seed %d".formatted(epochs, seed)
            + (limit == null ? "" : " --limit " + limit);
    new Report(run, test, metrics, pca, seconds, command).write(out);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("test_mse", metrics.mse());
    result.put("test_bce", metrics.bce());
    result.put("pca_mse", pca);
    result.put("code", CODE);
    result.put("seconds", seconds);
    result.put("seed", seed);
    result.put("report", out.toAbsolutePath().toString());
    if (pca < metrics.mse()) {
      output.say("warning: PCA reconstructs better than this autoencoder; train for more epochs");
    }
    String text =
        """
        Squeezed each digit of 784 numbers into 32 and rebuilt it, in %.1f s of training.
        Test error (mean squared): autoencoder %.5f, PCA with 32 components %.5f: %.1f times smaller.
        Open %s\
        """
            .formatted(seconds, metrics.mse(), pca, pca / metrics.mse(), out);
    output.result(result, String.format(Locale.ROOT, "%s", text));
  }

  private TrainingRun train(NDArray rows, Output output) {
    Autoencoder model =
        Autoencoder.dense(784, 128, CODE)
            .activation(Activation.RELU)
            .latentActivation(Activation.LINEAR)
            .outputActivation(Activation.SIGMOID)
            .build();
    try (Interruption interruption = new Interruption(output.progress(), "no report was written")) {
      return Trainer.of(model)
          .loss(Loss.BCE)
          .epochs(epochs)
          .seed(seed)
          .threads(threads)
          .validation(rows.shape().dim(0) < SMALL ? 0.2 : 0.05)
          .note("data", "sample:mnist")
          .callback(new Progress(output.progress(), epochs))
          .callback(interruption)
          .fit(rows);
    }
  }
}
