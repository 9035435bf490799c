package dev.hourglass.cli;

import dev.hourglass.tasks.anomaly.TableDetector;
import dev.hourglass.tasks.anomaly.Training;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code info} of an anomaly detector. */
final class DetectorInfo {
  private DetectorInfo() {}

  static Map<String, Object> of(Path file) {
    TableDetector detector = TableDetector.load(file, 1);
    Training t = detector.training();
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("model", file.toString());
    result.put("kind", "anomaly detector");
    result.put("family", detector.detector().modelId());
    result.put("columns", detector.schema().names());
    result.put("width", detector.encoding().width());
    detector
        .label()
        .ifPresent(l -> {
          result.put("label", l.column());
          result.put("normal", l.normal());
        });
    result.put("threshold", detector.detector().threshold());
    result.put("threshold_by", t.threshold());
    result.put("rows", t.rows());
    result.put("trained_rows", t.trainedRows());
    result.put("held_out_rows", t.heldOutRows());
    result.put("held_out_anomalies", t.heldOutAnomalies());
    result.put("seed", t.seed());
    result.put("data", t.data());
    return result;
  }
}
