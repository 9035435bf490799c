package dev.hourglass.tasks.anomaly;

import dev.hourglass.autoencoders.Preprocessing;
import dev.hourglass.autoencoders.file.Field;
import dev.hourglass.autoencoders.file.ModelFileException;
import dev.hourglass.autoencoders.file.TensorArchive;
import dev.hourglass.data.table.TableEncoding;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Shape;
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
  private static final String MEAN = "scale.mean";
  private static final String DEVIATION = "scale.deviation";
  private static final String REFERENCE = "reference";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private DetectorFile() {}

  static boolean isOne(Path file) {
    try (TensorArchive in = TensorArchive.open(file)) {
      return in.has(TensorArchive.DETECTOR);
    } catch (ModelFileException _) {
      return false;
    }
  }

  static void write(Path file, TableDetector table) {
    AnomalyDetector detector = table.detector();
    ObjectNode settings = JSON.createObjectNode();
    settings.set("model", ModelSettings.json(detector.model()));
    settings.put("threshold", detector.threshold());
    settings.set("calibration", numbers(detector.calibration().heldOut()));
    ArrayNode rows = settings.putArray("reference_rows");
    Arrays.stream(detector.reference().numbers()).forEach(rows::add);
    ArrayNode missing = settings.putArray("missing");
    table.missing().forEach(missing::add);
    table
        .label()
        .ifPresent(
            l -> settings.putObject("label").put("column", l.column()).put("normal", l.normal()));
    settings.set("training", json(table.training()));
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
    tensors.put(MEAN, NDArray.of(detector.scale().mean(), columns));
    tensors.put(DEVIATION, NDArray.of(detector.scale().deviation(), columns));
    tensors.putAll(ModelSettings.tensors(detector.model()));
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
    ObjectNode baselines = json.putObject("baseline_thresholds");
    training.baselineThresholds().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(e -> baselines.put(e.getKey(), e.getValue()));
    return json;
  }

  static ArrayNode numbers(double[] values) {
    ArrayNode list = JSON.createArrayNode();
    Arrays.stream(values).forEach(list::add);
    return list;
  }

  static double[] numbers(Field list) {
    return list.elements().stream().mapToDouble(Field::number).toArray();
  }

  static TableDetector read(Path file, int threads) {
    try (TensorArchive in = TensorArchive.open(file)) {
      String version = in.text(TensorArchive.DETECTOR);
      if (!version.equals(VERSION)) {
        throw in.problem(
            TensorArchive.DETECTOR,
            "found \"%s\", expected \"%s\"; use the release that wrote the file"
                .formatted(version, VERSION));
      }
      TableEncoding encoding = encoding(in);
      Field settings = in.json(SETTINGS);
      AnomalyDetector detector = detector(in, settings, encoding.width(), threads);
      List<String> missing = settings.at("missing").elements().stream().map(Field::string).toList();
      return new TableDetector(
          encoding, detector, missing, label(settings), training(settings.at("training")));
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
    ModelSettings model = ModelSettings.read(settings.at("model"), threads);
    double[] calibration = sorted(settings.at("calibration"));
    List<Field> rows = settings.at("reference_rows").elements();
    if (rows.size() < 2) {
      throw settings.at("reference_rows").wrong("two rows or more");
    }
    long[] numbers = rows.stream().mapToLong(r -> r.whole(0, Long.MAX_VALUE)).toArray();
    double threshold = settings.at("threshold").number();
    Map<String, Shape> shapes = new LinkedHashMap<>(model.shapes(columns));
    shapes.put(MEAN, Shape.of(columns));
    shapes.put(DEVIATION, Shape.of(columns));
    shapes.put(REFERENCE, Shape.of(numbers.length, columns));
    in.requireTensors(shapes);
    Reference reference =
        Reference.of(in.read(REFERENCE, Shape.of(numbers.length, columns)), numbers, threads);
    return new AnomalyDetector(
        scale(in, columns),
        model.model(in, columns, reference),
        new Calibration(calibration),
        threshold,
        reference);
  }

  private static Preprocessing.Standardise scale(TensorArchive in, int columns) {
    float[] mean = in.read(MEAN, Shape.of(columns)).data();
    float[] deviation = in.read(DEVIATION, Shape.of(columns)).data();
    for (int j = 0; j < columns; j++) {
      if (!(deviation[j] > 0)) {
        throw in.problem(
            "tensor " + DEVIATION,
            "number %d is %s, expected one above 0; the file is damaged"
                .formatted(j + 1, deviation[j]));
      }
    }
    return new Preprocessing.Standardise(mean, deviation);
  }

  private static double[] sorted(Field list) {
    double[] values = numbers(list);
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

  private static Training training(Field f) {
    return new Training(
        f.at("data").string(),
        f.at("rows").whole(0, Long.MAX_VALUE),
        f.at("trained_rows").count(1),
        f.at("held_out_rows").count(1),
        f.at("held_out_anomalies").count(0),
        f.at("seed").whole(Long.MIN_VALUE, Long.MAX_VALUE),
        f.at("threshold").string(),
        f.at("baseline_thresholds").numbers());
  }
}
