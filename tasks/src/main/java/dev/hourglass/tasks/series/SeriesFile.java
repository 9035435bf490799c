package dev.hourglass.tasks.series;

import dev.hourglass.autoencoders.file.Field;
import dev.hourglass.autoencoders.file.TensorArchive;
import dev.hourglass.autoencoders.layer.ParameterSpec;
import dev.hourglass.data.table.Column;
import dev.hourglass.data.table.ColumnType;
import dev.hourglass.data.table.TableSchema;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Shape;
import dev.hourglass.tasks.anomaly.Calibration;
import dev.hourglass.tasks.anomaly.ColumnSummary;
import dev.hourglass.tasks.anomaly.Label;
import dev.hourglass.tasks.anomaly.SummaryJson;
import dev.hourglass.tasks.archive.DetectorParts;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A {@link SeriesDetector} as one safetensors file: settings and calibration as JSON in its
 * metadata, weights, scale and reference windows as tensors.
 */
final class SeriesFile {
  private static final String VERSION = "series-1";
  private static final String SETTINGS = "hourglass.series";
  private static final String REFERENCE = "reference";
  private static final String SUMMARIES = "summaries";
  private static final String SCORE_DEPENDENCE = "score_dependence";
  private static final int LONGEST = 1 << 20;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private SeriesFile() {}

  static boolean isOne(Path file) {
    return DetectorParts.has(file, TensorArchive.SERIES);
  }

  static void write(Path file, SeriesDetector detector) {
    SeriesScorer scorer = detector.scorer();
    int channels = scorer.weights().length;
    Map<String, NDArray> tensors = new LinkedHashMap<>();
    DetectorParts.putScale(tensors, scorer.scale(), channels);
    tensors.putAll(detector.network().weights());
    tensors.put(REFERENCE, detector.reference());
    Map<String, String> texts =
        Map.of(TensorArchive.SERIES, VERSION, SETTINGS, JSON.writeValueAsString(json(detector)));
    TensorArchive.write(file, texts, tensors);
  }

  private static ObjectNode json(SeriesDetector detector) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("model", detector.model().id())
            .put("window", detector.window())
            .put("code", detector.code())
            .put("reference_windows", detector.reference().shape().dim(0))
            .put("keys", detector.columns().keys());
    ArrayNode columns = json.putArray("columns");
    for (Column c : detector.columns().schema().columns()) {
      columns
          .addObject()
          .put("name", c.name())
          .put("type", c.type().id())
          .put("number", c.stored() == Column.Stored.NUMBER)
          .put("format", c.format());
    }
    ArrayNode missing = json.putArray("missing");
    detector.columns().missing().forEach(missing::add);
    json.set("weights", DetectorParts.numbers(detector.scorer().weights()));
    json.set("calibration", DetectorParts.numbers(detector.calibration().heldOut()));
    usual(detector)
        .ifPresent(u -> json.put("usual_error", u.error()).put("usual_distance", u.distance()));
    json.set("flagging", json(detector.flagging()));
    detector
        .label()
        .ifPresent(
            l -> json.putObject("label").put("column", l.column()).put("normal", l.normal()));
    json.set("training", json(detector.training()));
    detector
        .summary()
        .ifPresent(s -> {
          json.set(SUMMARIES, SummaryJson.of(s.columns()));
          json.put(SCORE_DEPENDENCE, s.scoreDependence());
        });
    return json;
  }

  private static Optional<PointScores.Usual> usual(SeriesDetector detector) {
    return detector.scorer().distance().map(SeriesScorer.Distance::usual);
  }

  private static ObjectNode json(Flagging flagging) {
    return switch (flagging) {
      case Flagging.Above(double threshold, String rule) ->
          JSON.createObjectNode().put("threshold", threshold).put("rule", rule);
      case Flagging.InSpans(Spans s) ->
          JSON.createObjectNode()
              .put("share", s.share())
              .put("step", s.step())
              .put("deviations", s.deviations())
              .put("padding", s.padding())
              .put("least_fall", s.leastFall());
    };
  }

  private static ObjectNode json(SeriesRecord r) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("data", r.data())
            .put("rows", r.rows())
            .put("series", r.series())
            .put("step", r.step())
            .put("dates", r.dates())
            .put("trained_windows", r.trainedWindows())
            .put("held_out_points", r.heldOutPoints())
            .put("steps", r.steps())
            .put("seed", r.seed());
    DetectorParts.putBaselines(json, r.baselineThresholds());
    return json;
  }

  static SeriesDetector read(Path file, int threads) {
    try (TensorArchive in = TensorArchive.open(file)) {
      DetectorParts.requireVersion(in, TensorArchive.SERIES, VERSION);
      return detector(in, in.json(SETTINGS), threads);
    }
  }

  private static SeriesDetector detector(TensorArchive in, Field f, int threads) {
    SeriesColumns columns = columns(f);
    int channels = columns.values().size();
    int length = (int) f.at("window").whole(SeriesTrainingOptions.SHORTEST, LONGEST);
    int code = (int) f.at("code").whole(1, (long) length * channels);
    int count = f.at("reference_windows").count(2);
    WindowModel model =
        f.at("model").made("a model of windows", () -> WindowModel.ofId(f.at("model").string()));
    WindowNetwork network =
        f.made(
            "a network for windows of %d points".formatted(length),
            () -> WindowNetwork.of(model, length, channels, code));
    Shape reference =
        f.made("windows", () -> Shape.of(count, Math.multiplyExact(length, channels)));
    Map<String, Shape> shapes = new LinkedHashMap<>();
    network.layout().specs().forEach(s -> shapes.put(s.name(), s.shape()));
    DetectorParts.expectScale(shapes, channels);
    shapes.put(REFERENCE, reference);
    in.requireTensors(shapes);
    Map<String, NDArray> weights = new LinkedHashMap<>();
    for (ParameterSpec s : network.layout().specs()) {
      weights.put(s.name(), in.read(s.name(), s.shape()));
    }
    TrainedNetwork trained = TrainedNetwork.of(network, weights, threads);
    double[] channelWeights = DetectorParts.numbers(f.at("weights"));
    if (channelWeights.length != channels) {
      throw f.at("weights").wrong(channels + " weights");
    }
    NDArray windows = in.read(REFERENCE, reference);
    return new SeriesDetector(
        columns,
        model,
        code,
        new SeriesScorer(
            DetectorParts.scale(in, channels),
            length,
            trained,
            channelWeights,
            distance(f, windows, threads)),
        trained,
        windows,
        calibration(f.at("calibration")),
        flagging(f.at("flagging")),
        label(f),
        training(f.at("training")),
        summary(f, columns));
  }

  private static SeriesColumns columns(Field f) {
    List<Column> columns = f.at("columns").elements().stream().map(SeriesFile::column).toList();
    List<String> missing = f.at("missing").elements().stream().map(Field::string).toList();
    return f.made(
        "columns",
        () -> new SeriesColumns(new TableSchema(columns), f.at("keys").count(0), missing));
  }

  private static Column column(Field f) {
    ColumnType type = f.at("type").made("a type", () -> ColumnType.ofId(f.at("type").string()));
    return new Column(
        f.at("name").string(),
        type,
        f.at("number").bool() ? Column.Stored.NUMBER : Column.Stored.TEXT,
        f.at("format").string(),
        Column.Profile.NONE);
  }

  private static Calibration calibration(Field list) {
    double[] scores = DetectorParts.numbers(list);
    if (scores.length == 0) {
      throw list.wrong("a score or more");
    }
    return Calibration.of(scores);
  }

  private static Optional<SeriesScorer.Distance> distance(Field f, NDArray windows, int threads) {
    if (!f.has("usual_error")) {
      return Optional.empty();
    }
    PointScores.Usual usual =
        f.made(
            "what is usual",
            () ->
                new PointScores.Usual(
                    f.at("usual_error").number(), f.at("usual_distance").number()));
    return Optional.of(
        new SeriesScorer.Distance(
            NearestReconstruction.fit(windows, SeriesBaselines.NEIGHBOURS, threads), usual));
  }

  private static Flagging flagging(Field f) {
    if (f.has("threshold")) {
      return new Flagging.Above(f.at("threshold").number(), f.at("rule").string());
    }
    return f.made(
        "spans",
        () ->
            new Flagging.InSpans(
                new Spans(
                    f.at("share").number(),
                    f.at("step").number(),
                    f.at("deviations").number(),
                    f.at("padding").count(0),
                    f.at("least_fall").number())));
  }

  private static Optional<Label> label(Field f) {
    if (!f.has("label")) {
      return Optional.empty();
    }
    Field label = f.at("label");
    return Optional.of(new Label(label.at("column").string(), label.at("normal").string()));
  }

  /** Empty in files from before it was kept. */
  private static Optional<SeriesSummary> summary(Field f, SeriesColumns columns) {
    if (!f.has(SUMMARIES)) {
      return Optional.empty();
    }
    List<Column> values =
        columns.values().stream()
            .map(n ->
                new Column(n, ColumnType.NUMERIC, Column.Stored.NUMBER, "", Column.Profile.NONE))
            .toList();
    List<ColumnSummary> summaries = SummaryJson.read(f.at(SUMMARIES), values);
    Field dependence = f.at(SCORE_DEPENDENCE);
    return Optional.of(
        dependence.made(
            "a number of 1 or more", () -> new SeriesSummary(summaries, dependence.number())));
  }

  private static SeriesRecord training(Field f) {
    return new SeriesRecord(
        f.at("data").string(),
        f.at("rows").whole(0, Long.MAX_VALUE),
        f.at("series").count(1),
        f.at("step").number(),
        f.at("dates").bool(),
        f.at("trained_windows").count(1),
        f.at("held_out_points").count(1),
        f.at("steps").count(1),
        f.at("seed").whole(Long.MIN_VALUE, Long.MAX_VALUE),
        f.at("baseline_thresholds").numbers());
  }
}
