package dev.hourglass.tasks.anomaly;

import dev.hourglass.autoencoders.file.Field;
import dev.hourglass.autoencoders.file.ModelFileException;
import dev.hourglass.autoencoders.file.TensorArchive;
import dev.hourglass.data.table.TableEncoding;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Shape;
import dev.hourglass.tasks.archive.DetectorParts;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A {@link TableDetector} as one safetensors file: the encoding of the table and all settings as
 * JSON, weights and rows as tensors. Calibration scores, thresholds and the like are decimal
 * numbers in the JSON, written so that they come back in every bit.
 */
final class DetectorFile {
  private static final String VERSION = "1";
  private static final String TABLE = "hourglass.table";
  private static final String SETTINGS = "hourglass.detector";
  private static final String REFERENCE = "reference";
  private static final String SUMMARIES = "summaries";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private DetectorFile() {}

  static boolean isOne(Path file) {
    return DetectorParts.has(file, TensorArchive.DETECTOR);
  }

  static void write(Path file, TableDetector table) {
    AnomalyDetector detector = table.detector();
    ObjectNode settings = JSON.createObjectNode();
    detector.model().describe(settings.putObject("model").put("kind", detector.modelId()));
    settings.put("threshold", detector.threshold());
    settings.set("calibration", DetectorParts.numbers(detector.calibration().heldOut()));
    ArrayNode rows = settings.putArray("reference_rows");
    Arrays.stream(detector.reference().numbers()).forEach(rows::add);
    ArrayNode missing = settings.putArray("missing");
    table.missing().forEach(missing::add);
    table
        .label()
        .ifPresent(
            l -> settings.putObject("label").put("column", l.column()).put("normal", l.normal()));
    settings.set("training", json(table.training()));
    if (!table.summaries().isEmpty()) {
      settings.set(SUMMARIES, SummaryJson.of(table.summaries()));
    }
    Map<String, String> texts =
        Map.of(
            TensorArchive.DETECTOR,
            VERSION,
            TABLE,
            table.encoding().toJson(),
            SETTINGS,
            JSON.writeValueAsString(settings));
    Map<String, NDArray> tensors = new LinkedHashMap<>();
    int columns = detector.columns();
    DetectorParts.putScale(tensors, detector.scale(), columns);
    tensors.putAll(detector.model().tensors());
    tensors.put(REFERENCE, detector.reference().rows());
    TensorArchive.write(file, texts, tensors);
  }

  private static ObjectNode json(Training training) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("data", training.data())
            .put("rows", training.rows())
            .put("trained_rows", training.trainedRows())
            .put("held_out_rows", training.heldOutRows())
            .put("held_out_anomalies", training.heldOutAnomalies())
            .put("seed", training.seed())
            .put("threshold", training.threshold());
    DetectorParts.putBaselines(json, training.baselineThresholds());
    ObjectNode candidates = json.putObject("candidates");
    training.candidates().forEach(candidates::put);
    return json;
  }

  static TableDetector read(Path file, int threads) {
    try (TensorArchive in = TensorArchive.open(file)) {
      DetectorParts.requireVersion(in, TensorArchive.DETECTOR, VERSION);
      TableEncoding encoding = encoding(in);
      Field settings = in.json(SETTINGS);
      AnomalyDetector detector = detector(in, settings, encoding.width(), threads);
      List<String> missing = settings.at("missing").elements().stream().map(Field::string).toList();
      return new TableDetector(
          encoding,
          detector,
          missing,
          label(settings),
          training(settings.at("training")),
          summaries(settings, encoding));
    }
  }

  private static TableEncoding encoding(TensorArchive in) {
    try {
      return TableEncoding.ofJson(in.text(TABLE));
    } catch (IllegalArgumentException e) {
      throw e instanceof ModelFileException m
          ? m
          : in.problem(TABLE, e.getMessage() + "; the file is damaged or not from Hourglass");
    }
  }

  private static AnomalyDetector detector(
      TensorArchive in, Field settings, int columns, int threads) {
    ModelReader.Blueprint model =
        new ModelReader(settings.at("model"), columns, threads).blueprint();
    double[] calibration = sorted(settings.at("calibration"));
    List<Field> rows = settings.at("reference_rows").elements();
    if (rows.size() < 2) {
      throw settings.at("reference_rows").wrong("two rows or more");
    }
    long[] numbers = rows.stream().mapToLong(r -> r.whole(0, Long.MAX_VALUE)).toArray();
    double threshold = settings.at("threshold").number();
    Map<String, Shape> shapes = new LinkedHashMap<>(model.shapes());
    DetectorParts.expectScale(shapes, columns);
    shapes.put(REFERENCE, Shape.of(numbers.length, columns));
    in.requireTensors(shapes);
    Reference reference =
        Reference.of(in.read(REFERENCE, Shape.of(numbers.length, columns)), numbers, threads);
    return new AnomalyDetector(
        DetectorParts.scale(in, columns),
        model.model(in, reference),
        new Calibration(calibration),
        threshold,
        reference);
  }

  private static double[] sorted(Field list) {
    double[] values = DetectorParts.numbers(list);
    boolean sorted = values.length > 0;
    for (int i = 1; i < values.length; i++) {
      sorted &= values[i] >= values[i - 1];
    }
    if (!sorted) {
      throw list.wrong("scores in rising order");
    }
    return values;
  }

  private static Optional<Label> label(Field settings) {
    if (!settings.has("label")) {
      return Optional.empty();
    }
    Field label = settings.at("label");
    return Optional.of(new Label(label.at("column").string(), label.at("normal").string()));
  }

  /** None in files from before they were kept. */
  private static List<ColumnSummary> summaries(Field settings, TableEncoding encoding) {
    return settings.has(SUMMARIES)
        ? SummaryJson.read(settings.at(SUMMARIES), encoding.schema().columns())
        : List.of();
  }

  private static Training training(Field f) {
    return new Training(
        f.at("data").string(),
        f.at("rows").whole(0, Long.MAX_VALUE),
        f.at("trained_rows").count(1),
        f.at("held_out_rows").count(1),
        f.at("held_out_anomalies").count(0),
        f.at("seed").whole(Long.MIN_VALUE, Long.MAX_VALUE),
        f.at("threshold").string(),
        f.at("baseline_thresholds").numbers(),
        f.has("candidates") ? f.at("candidates").numbers() : Map.of());
  }
}
