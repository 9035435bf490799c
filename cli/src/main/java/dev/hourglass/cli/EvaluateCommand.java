package dev.hourglass.cli;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.DenseSpec;
import dev.hourglass.autoencoders.Metrics;
import dev.hourglass.autoencoders.baseline.Pca;
import dev.hourglass.autoencoders.file.LoadedModel;
import dev.hourglass.autoencoders.file.ModelFile;
import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.supervised.Predictor;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Shape;
import dev.hourglass.tasks.anomaly.TableDetector;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
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
            + " linear model also the principal angles between its decoder's span and PCA's. An"
            + " anomaly detector is held against labelled rows, beside its baselines.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  hourglass evaluate digits.safetensors sample:mnist-test",
      "  hourglass evaluate sensors.safetensors new.csv --json",
      "  hourglass evaluate fraud.safetensors test.csv --label fraud --normal 0"
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
      description = "What ordinary rows have there. Default: as in training")
  @Nullable String normal;

  @ArgGroup(validate = false, heading = "%nReading a table, for an anomaly detector:%n")
  ReadingFlags reading = new ReadingFlags();

  @Override
  public void run() {
    if (TableDetector.isOne(model)) {
      new AnomalyEvaluation(model, data, reading, label, normal, output()).run();
      return;
    }
    LoadedModel loaded = ModelFile.read(model);
    if (normal != null) {
      throw new Mistake(model + " is no anomaly detector; --normal is for these");
    }
    if (Predictor.isOne(loaded.model())) {
      new HeadEvaluation(model, loaded, data, label, output()).run();
    } else if (label != null) {
      throw new Mistake(model + " is no anomaly detector and has no head; --label is for these");
    } else {
      evaluate(loaded);
    }
  }

  private void evaluate(LoadedModel loaded) {
    Autoencoder autoencoder = loaded.model();
    NDArray rows = matching(autoencoder, model, read(data).rows(), data);
    Metrics metrics = Metrics.of(autoencoder, rows);
    String trainedOn = loaded.record().notes().getOrDefault("data", data);
    String fittedOn = data;
    NDArray fitRows = rows;
    try {
      NDArray training = trainedOn.equals(data) ? rows : read(trainedOn).rows();
      String limit = loaded.record().notes().get("limit");
      if (limit != null) {
        training = TrainCommand.firstRows(training, Integer.parseInt(limit));
      }
      if (training.shape().dim(1) == rows.shape().dim(1)) {
        fitRows = training;
        fittedOn = trainedOn;
      }
    } catch (IllegalArgumentException e) {
      output()
          .say(
              "PCA is fitted on %s: the training data %s cannot be read (%s)"
                  .formatted(data, trainedOn, e.getMessage()));
    }
    int code = autoencoder.architecture().codeWidth();
    int components = Math.min(code, Math.min(rows.shape().dim(1), fitRows.shape().dim(0)));
    Pca fitted = Pca.fit(fitRows, components);
    double pca = fitted.mse(rows);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("mse", metrics.mse());
    result.put("bce", Double.isNaN(metrics.bce()) ? null : metrics.bce());
    if (autoencoder.family().corrupts()) {
      result.put("noisy_mse", Metrics.underNoise(autoencoder, rows, loaded.record().seed()).mse());
    }
    result.put("rows", metrics.rows());
    if (fitRows != rows) {
      result.put("train_mse", Metrics.meanSquaredError(autoencoder, fitRows));
    }
    result.put("pca_mse", pca);
    result.put("pca_components", components);
    result.put("pca_fitted_on", fittedOn);
    if (autoencoder.architecture() instanceof DenseSpec dense
        && isLinear(dense)
        && code <= rows.shape().dim(1)) {
      double[] angles = fitted.principalAngles(decoderSpan(autoencoder, code));
      result.put("principal_angles_mean_degrees", Math.toDegrees(mean(angles)));
      result.put("principal_angles_max_degrees", Math.toDegrees(angles[angles.length - 1]));
    }
    if (pca < metrics.mse()) {
      output()
          .say(
              "warning: PCA with a code of %d numbers reconstructs better than this model (%.6g against %.6g)"
                  .formatted(components, pca, metrics.mse()));
    }
    output().result(result);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  private static boolean isLinear(DenseSpec spec) {
    return Stream.of(spec.activation(), spec.latentActivation(), spec.outputActivation())
        .allMatch(Activation.LINEAR::equals);
  }

  /** What a linear decoder makes of each number of the code alone: a basis of all it can say. */
  private static double[][] decoderSpan(Autoencoder autoencoder, int code) {
    NDArray codes = NDArray.zeros(Shape.of(code + 1, code)); // the last row is the origin
    for (int i = 0; i < code; i++) {
      codes.data()[i * code + i] = 1;
    }
    float[] decoded = autoencoder.decode(codes).data();
    int width = decoded.length / (code + 1);
    double[][] basis = new double[code][width];
    for (int i = 0; i < code; i++) {
      for (int j = 0; j < width; j++) {
        basis[i][j] = (double) decoded[i * width + j] - decoded[code * width + j];
      }
    }
    return basis;
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
