package dev.hourglass.autoencoders.file;

import dev.hourglass.autoencoders.EpochRecord;
import dev.hourglass.autoencoders.StopReason;
import dev.hourglass.autoencoders.TrainingRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of training records, in a fixed order of keys. */
final class ModelJson {
  private ModelJson() {}

  static ObjectNode training(TrainingRecord r) {
    ObjectNode json = Json.object();
    json.put("seed", r.seed());
    json.put("loss", r.loss());
    json.put("optimizer", r.optimizer());
    json.put("schedule", r.schedule());
    json.put("clipping", r.clipping());
    json.put("penalty", r.penalty());
    json.put("learning_rate", r.learningRate());
    json.put("batch_size", r.batchSize());
    json.put("epochs", r.epochs());
    json.put("rows", r.rows());
    json.put("validation_rows", r.validationRows());
    json.put("best_epoch", r.bestEpoch());
    json.put("kept_epoch", r.keptEpoch());
    json.put("stopped", Field.id(r.stopped()));
    json.put("verdict", r.verdict());
    json.put("adversary", r.adversary());
    json.put("curriculum", r.curriculum());
    ObjectNode measures = json.putObject("measures");
    r.measures().forEach(measures::put);
    ObjectNode notes = json.putObject("notes");
    r.notes().forEach(notes::put);
    json.set("history", history(r.history(), false));
    return json;
  }

  static TrainingRecord training(Field f) {
    return new TrainingRecord(
        f.at("seed").whole(Long.MIN_VALUE, Long.MAX_VALUE),
        f.at("loss").string(),
        f.at("optimizer").string(),
        f.at("schedule").string(),
        f.at("clipping").string(),
        f.at("penalty").string(),
        f.at("learning_rate").number(),
        f.at("batch_size").count(1),
        f.at("epochs").count(1),
        f.at("rows").whole(0, Long.MAX_VALUE),
        f.at("validation_rows").whole(0, Long.MAX_VALUE),
        history(f.at("history")),
        f.at("best_epoch").count(0),
        f.at("kept_epoch").count(0),
        f.at("stopped").choice(StopReason.class),
        f.at("verdict").string(),
        f.has("adversary") ? f.at("adversary").string() : "none",
        f.has("curriculum") ? f.at("curriculum").string() : "none",
        f.has("measures") ? f.at("measures").numbers() : Map.of(),
        f.at("notes").strings());
  }

  /**
   * @param timed whether to keep clock times, which differ from run to run
   */
  static ArrayNode history(List<EpochRecord> history, boolean timed) {
    ArrayNode list = Json.object().arrayNode();
    for (EpochRecord e : history) {
      ObjectNode json = list.addObject();
      json.put("epoch", e.epoch());
      json.put("train_loss", e.trainLoss());
      e.validationLoss().ifPresent(loss -> json.put("validation_loss", loss));
      if (timed && Double.isFinite(e.seconds()) && Double.isFinite(e.samplesPerSecond())) {
        json.put("samples_per_second", e.samplesPerSecond());
        json.put("seconds", e.seconds());
      }
    }
    return list;
  }

  static List<EpochRecord> history(Field f) {
    List<EpochRecord> result = new ArrayList<>();
    for (Field e : f.elements()) {
      OptionalDouble validation =
          e.has("validation_loss")
              ? OptionalDouble.of(e.at("validation_loss").number())
              : OptionalDouble.empty();
      int epoch = e.at("epoch").count(1);
      if (epoch != result.size() + 1) {
        throw e.at("epoch").wrong(Integer.toString(result.size() + 1));
      }
      result.add(
          new EpochRecord(
              epoch,
              e.at("train_loss").number(),
              validation,
              optional(e, "samples_per_second"),
              optional(e, "seconds")));
    }
    return result;
  }

  private static double optional(Field f, String key) {
    return f.has(key) ? f.at(key).number() : Double.NaN;
  }
}
