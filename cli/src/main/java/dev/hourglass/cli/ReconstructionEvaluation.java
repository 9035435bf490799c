package dev.hourglass.cli;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.DenseSpec;
import dev.hourglass.autoencoders.Metrics;
import dev.hourglass.autoencoders.baseline.Pca;
import dev.hourglass.autoencoders.file.LoadedModel;
import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.layer.Norm;
import dev.hourglass.autoencoders.loss.Loss;
import dev.hourglass.autoencoders.scheme.Adversary;
import dev.hourglass.autoencoders.train.Robustness;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Shape;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code evaluate} for an autoencoder: its reconstruction error, beside PCA's. */
record ReconstructionEvaluation(
    Path model,
    LoadedModel loaded,
    String data,
    Adversary adversary,
    Optional<Harm> harm,
    Output output) {

  void run() {
    Autoencoder autoencoder = loaded.model();
    NDArray rows = EvaluateCommand.matching(autoencoder, model, Common.read(data).rows(), data);
    Metrics metrics = Metrics.of(autoencoder, rows);
    FittingRows fitting = FittingRows.of(loaded.record().notes(), rows, data, "PCA", output);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("mse", metrics.mse());
    result.put("bce", Double.isNaN(metrics.bce()) ? null : metrics.bce());
    underNoise(rows)
        .ifPresent(noisy -> {
          result.put("noisy_mse", noisy.mse());
          result.put("noisy_bce", Double.isNaN(noisy.bce()) ? null : noisy.bce());
        });
    if (!adversary.equals(Adversary.NONE)) {
      underAttack(result, rows);
    }
    result.put("rows", metrics.rows());
    if (fitting.rows() != rows) {
      result.put("train_mse", Metrics.meanSquaredError(autoencoder, fitting.rows()));
    }
    double pca = besidePca(result, rows, fitting);
    if (pca < metrics.mse()) {
      output.say(
          "warning: PCA with a code of %s numbers reconstructs better than this model (%.6g against %.6g)"
              .formatted(result.get("pca_components"), pca, metrics.mse()));
    }
    output.result(result);
  }

  private Optional<Metrics> underNoise(NDArray rows) {
    if (harm.isPresent()) {
      return Optional.of(Metrics.ofDamaged(loaded.model(), harm.get().to(rows), rows));
    }
    return loaded.model().family().corrupts()
        ? Optional.of(Metrics.underNoise(loaded.model(), rows, loaded.record().seed()))
        : Optional.empty();
  }

  private void underAttack(Map<String, Object> result, NDArray rows) {
    int threads = Runtime.getRuntime().availableProcessors();
    Loss loss = Loss.parse(loaded.record().loss());
    Robustness robustness = Robustness.of(loaded.model(), loss, adversary, rows, threads);
    result.put("loss", loss.id());
    result.put("clean_error", robustness.cleanError());
    result.put("robust_error", robustness.robustError());
  }

  private double besidePca(Map<String, Object> result, NDArray rows, FittingRows fitting) {
    Autoencoder autoencoder = loaded.model();
    int code = autoencoder.architecture().codeWidth();
    int components = Math.min(code, Math.min(rows.shape().dim(1), fitting.rows().shape().dim(0)));
    Pca pca = Pca.fit(fitting.rows(), components);
    double error = pca.mse(rows);
    result.put("pca_mse", error);
    result.put("pca_components", components);
    result.put("pca_fitted_on", fitting.name());
    if (autoencoder.architecture() instanceof DenseSpec dense
        && isLinear(dense)
        && code <= rows.shape().dim(1)) {
      double[] angles = pca.principalAngles(decoderSpan(autoencoder, code));
      result.put("principal_angles_mean_degrees", Math.toDegrees(mean(angles)));
      result.put("principal_angles_max_degrees", Math.toDegrees(angles[angles.length - 1]));
    }
    return error;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  private static boolean isLinear(DenseSpec spec) {
    return spec.norm().equals(Norm.NONE)
        && Stream.of(spec.activation(), spec.latentActivation(), spec.outputActivation())
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
}
