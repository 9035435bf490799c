package dev.hourglass.cli;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.denoising.Noise;
import dev.hourglass.autoencoders.file.LoadedModel;
import dev.hourglass.autoencoders.file.ModelFile;
import dev.hourglass.autoencoders.scheme.Adversary;
import dev.hourglass.autoencoders.supervised.Predictor;
import dev.hourglass.engine.NDArray;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code hourglass evaluate}: the reconstruction error, beside that of PCA at the same code size.
 */
@Command(
    name = "evaluate",
    description =
        "Reconstruction error of a model on data, beside PCA with a code of the same size; for a"
            + " linear model also the principal angles between its decoder's span and PCA's. Of a"
            + " self-organising map the quantization and topographic errors. An anomaly detector is held against labelled rows, beside its baselines.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  hourglass evaluate digits.safetensors sample:mnist-test",
      "  hourglass evaluate sensors.safetensors new.csv --json",
      "  hourglass evaluate fraud.safetensors test.csv --label fraud --normal 0 --report report.html"
    })
final class EvaluateCommand extends Common {
  @Parameters(index = "0", paramLabel = "MODEL", description = "A model file.")
  Path model = Path.of("");

  @Parameters(index = "1", paramLabel = "DATA", description = "As for train.")
  String data = "";

  @Option(
      names = "--label",
      paramLabel = "COLUMN",
      description =
          "The column that says which rows are anomalies, or what a head should say. Default: as in training")
  @Nullable String label;

  @Option(
      names = "--normal",
      paramLabel = "VALUE",
      description = "What ordinary rows have there. Default: as in training; 0 for time series")
  @Nullable String normal;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description =
          "Of an anomaly detector: also write an HTML page about it, to open in a browser.")
  @Nullable Path report;

  @Option(
      names = "--adversarial",
      paramLabel = "A",
      description =
          "Of an autoencoder: also the loss under attack, fgsm:SIZE or pgd:SIZE:STEP:ITERATIONS.")
  @Nullable String adversarial;

  @Option(
      names = "--noise",
      paramLabel = "N",
      description =
          "Of an autoencoder or a head: also the error on damaged rows, as gaussian:0.3, gaussian:0.3:clip,"
              + " masking:0.3 or salt-and-pepper:0.1 damages them. Default: as a denoising model was trained")
  @Nullable String noise;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Of the noise. Default: that of the training")
  @Nullable Long seed;

  @ArgGroup(validate = false, heading = "%nReading a table, for an anomaly detector:%n")
  ReadingFlags reading = new ReadingFlags();

  @Override
  public void run() {
    Adversary adversary = adversarial == null ? Adversary.NONE : Adversary.parse(adversarial);
    FileKind kind = FileKind.of(model);
    if (report != null && kind != FileKind.SERIES_DETECTOR && kind != FileKind.TABLE_DETECTOR) {
      throw new Mistake(model + " is no anomaly detector; --report is for these");
    }
    Optional<ReportTo> page = ReportTo.of(report, spec, model.toString(), data);
    switch (kind) {
      case SERIES_DETECTOR -> {
        requireUnharmed("an anomaly detector");
        new SeriesAnomalyEvaluation(model, data, reading, label, normal, page, output()).run();
      }
      case TABLE_DETECTOR -> {
        requireUnharmed("an anomaly detector");
        new AnomalyEvaluation(model, data, reading, label, normal, page, output()).run();
      }
      case MAP -> {
        requireUnharmed("a self-organising map");
        if (label != null || normal != null) {
          throw new Mistake(model + " is no anomaly detector; --label and --normal are for these");
        }
        new SomEvaluation(model, data, output()).run();
      }
      case MODEL -> ofModel(ModelFile.read(model), adversary);
    }
  }

  private void ofModel(LoadedModel loaded, Adversary adversary) {
    if (normal != null) {
      throw new Mistake(model + " is no anomaly detector; --normal is for these");
    }
    if (Predictor.isOne(loaded.model())) {
      if (adversarial != null) {
        throw new Mistake(model + " is a model with a head; --adversarial is for autoencoders");
      }
      new HeadEvaluation(model, loaded, data, label, harm(loaded), output()).run();
    } else if (label != null) {
      throw new Mistake(model + " is no anomaly detector and has no head; --label is for these");
    } else {
      new ReconstructionEvaluation(model, loaded, data, adversary, harm(loaded), output()).run();
    }
  }

  private Optional<Harm> harm(LoadedModel loaded) {
    if (noise == null) {
      if (seed != null) {
        throw new Mistake("--seed is that of the noise; it needs --noise");
      }
      return Optional.empty();
    }
    return Optional.of(new Harm(Noise.parse(noise), seed == null ? loaded.record().seed() : seed));
  }

  private void requireUnharmed(String what) {
    if (adversarial != null || noise != null || seed != null) {
      throw new Mistake(
          "%s is %s; --adversarial, --noise and --seed are for autoencoders"
              .formatted(model, what));
    }
  }

  static NDArray matching(Autoencoder autoencoder, Path model, NDArray rows, String data) {
    int wanted = autoencoder.architecture().inputWidth();
    if (rows.shape().dim(1) != wanted) {
      throw new Mistake(
          "%s has rows of %d numbers, but the model %s takes %d"
              .formatted(data, rows.shape().dim(1), model, wanted));
    }
    return rows;
  }
}
