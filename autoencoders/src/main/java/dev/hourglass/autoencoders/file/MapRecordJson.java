package dev.hourglass.autoencoders.file;

import dev.hourglass.autoencoders.som.MapEpoch;
import dev.hourglass.autoencoders.som.MapErrors;
import dev.hourglass.autoencoders.som.MapRecord;
import dev.hourglass.autoencoders.som.Radius;
import dev.hourglass.autoencoders.som.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of how a self-organising map was built, in a fixed order of keys. */
final class MapRecordJson {
  private MapRecordJson() {}

  static ObjectNode json(MapRecord r) {
    ObjectNode json = Json.object();
    json.put("radius_start", r.radius().start());
    json.put("radius_end", r.radius().end());
    json.put("start", r.start().id());
    json.put("epochs", r.epochs());
    json.put("seed", r.seed());
    json.putObject("errors")
        .put("quantization", r.errors().quantization())
        .put("topographic", r.errors().topographic())
        .put("mean_square", r.errors().meanSquare())
        .put("rows", r.errors().rows());
    ArrayNode history = json.putArray("history");
    for (MapEpoch e : r.history()) {
      ObjectNode epoch = history.addObject();
      epoch.put("epoch", e.epoch());
      epoch.put("radius", e.radius());
      epoch.put("quantization", e.quantization());
      epoch.put("topographic", e.topographic());
      e.validation().ifPresent(v -> epoch.put("validation", v));
    }
    ObjectNode notes = json.putObject("notes");
    r.notes().forEach(notes::put);
    return json;
  }

  static MapRecord read(Field f) {
    double start = f.at("radius_start").number();
    double end = f.at("radius_end").number();
    Field errors = f.at("errors");
    return new MapRecord(
        f.made("a radius", () -> new Radius(start, end)),
        f.at("start").choice(Start.class),
        f.at("epochs").count(1),
        f.at("seed").whole(Long.MIN_VALUE, Long.MAX_VALUE),
        history(f.at("history")),
        new MapErrors(
            errors.at("quantization").number(),
            errors.at("topographic").number(),
            errors.at("mean_square").number(),
            errors.at("rows").whole(1, Long.MAX_VALUE)),
        f.at("notes").strings());
  }

  private static List<MapEpoch> history(Field f) {
    List<MapEpoch> history = new ArrayList<>();
    for (Field e : f.elements()) {
      history.add(
          new MapEpoch(
              e.at("epoch").count(1),
              e.at("radius").number(),
              e.at("quantization").number(),
              e.at("topographic").number(),
              e.has("validation")
                  ? OptionalDouble.of(e.at("validation").number())
                  : OptionalDouble.empty()));
    }
    return history;
  }
}
