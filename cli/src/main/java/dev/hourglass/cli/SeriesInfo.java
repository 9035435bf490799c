package dev.hourglass.cli;

import dev.hourglass.tasks.series.SeriesDetector;
import dev.hourglass.tasks.series.SeriesRecord;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code info} of a detector of series. */
final class SeriesInfo {
  private SeriesInfo() {}

  static Map<String, Object> of(Path file) {
    SeriesDetector detector = SeriesDetector.load(file, 1);
    SeriesRecord t = detector.training();
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("model", file.toString());
    result.put("kind", "anomaly detector of series");
    result.put("family", detector.model().id());
    result.put("time", detector.columns().time());
    result.put("columns", detector.columns().values());
    result.put("keys", detector.columns().keyNames());
    result.put("window", detector.window());
    result.put("latent", detector.code());
    result.put("parameters", detector.parameters());
    detector
        .label()
        .ifPresent(l -> {
          result.put("label", l.column());
          result.put("normal", l.normal());
        });
    result.put("threshold", SeriesAnomalyTraining.threshold(detector.flagging()));
    result.put("threshold_by", detector.flagging().text());
    result.put("rows", t.rows());
    result.put("series", t.series());
    result.put("step", t.step());
    result.put("trained_windows", t.trainedWindows());
    result.put("held_out_points", t.heldOutPoints());
    result.put("steps", t.steps());
    result.put("seed", t.seed());
    result.put("data", t.data());
    return result;
  }
}
