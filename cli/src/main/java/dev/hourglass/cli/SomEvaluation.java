package dev.hourglass.cli;

import dev.hourglass.autoencoders.baseline.Pca;
import dev.hourglass.autoencoders.file.SomFile;
import dev.hourglass.autoencoders.som.MapErrors;
import dev.hourglass.autoencoders.som.SelfOrganizingMap;
import dev.hourglass.engine.NDArray;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code evaluate} of a self-organising map: its errors, beside PCA in the plane and beside k-means
 * of as many centres, which is the map without its order.
 */
record SomEvaluation(Path model, String data, Output output) {
  private static final int PLANE = 2;

  void run() {
    SelfOrganizingMap map = SomFile.read(model, Runtime.getRuntime().availableProcessors());
    NDArray rows = matching(map, model, Common.read(data).rows(), data);
    MapErrors errors = map.errors(rows);
    FittingRows fitting =
        FittingRows.of(map.record().notes(), rows, data, "PCA and k-means", output);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("measured_on", map.encoder().isPresent() ? "codes" : "rows");
    SomTraining.put(result, "", errors);
    result.put("rows", errors.rows());
    NDArray seen = map.seen(fitting.rows());
    int width = seen.shape().dim(1);
    if (width > PLANE && seen.shape().dim(0) > 1) {
      result.put("pca_mse", Pca.fit(seen, PLANE).mse(map.seen(rows)));
      result.put("pca_components", PLANE);
    }
    result.put("kmeans_mse", map.withoutOrder(fitting.rows()).errors(rows).meanSquare());
    result.put("kmeans_centres", map.grid().units());
    result.put("baselines_fitted_on", fitting.name());
    output.result(result);
  }

  static NDArray matching(SelfOrganizingMap map, Path model, NDArray rows, String data) {
    if (rows.shape().dim(1) != map.inputWidth()) {
      throw new Mistake(
          "%s has rows of %d numbers, but the model %s takes %d"
              .formatted(data, rows.shape().dim(1), model, map.inputWidth()));
    }
    return rows;
  }
}
