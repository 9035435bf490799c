package dev.hourglass.cli;

import dev.hourglass.autoencoders.catalogue.MapCard;
import dev.hourglass.autoencoders.file.SomFile;
import dev.hourglass.autoencoders.som.MapRecord;
import dev.hourglass.autoencoders.som.SelfOrganizingMap;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code info} of a self-organising map. */
final class SomInfo {
  private SomInfo() {}

  /** What the file holds; draws the map where a picture is wanted. */
  static Map<String, Object> of(Path file, @Nullable Path uMatrix) {
    if (uMatrix != null) {
      UMatrixPicture.check(uMatrix);
    }
    SelfOrganizingMap map = SomFile.read(file, Runtime.getRuntime().availableProcessors());
    MapRecord record = map.record();
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("model", file.toString());
    result.put("kind", "self-organising map");
    result.put("family", MapCard.NAME);
    describe(result, map);
    result.put("preprocessing", map.preprocessing().id());
    result.put("rows", record.errors().rows());
    result.put("epochs", record.history().size());
    result.put("seed", record.seed());
    SomTraining.put(result, "", record.errors());
    result.put("notes", record.notes());
    if (uMatrix != null) {
      UMatrixPicture.write(map.uMatrix(), uMatrix);
      result.put("u_matrix", uMatrix.toString());
    }
    return result;
  }

  /** What the map is made of. */
  static void describe(Map<String, Object> result, SelfOrganizingMap map) {
    result.put("map", map.grid().size());
    result.put("grid", map.grid().lattice().id());
    result.put("units", map.grid().units());
    result.put("width", map.weights().shape().dim(1));
    result.put("parameters", map.weights().shape().size());
    result.put("radius", map.record().radius().text());
    result.put("map_start", map.record().start().id());
    map.encoder()
        .ifPresent(e -> {
          result.put("codes_of", map.record().notes().getOrDefault("codes_of", "a model"));
          result.put("encoder", TrainCommand.describe(e.model()));
        });
  }
}
