package dev.hourglass.cli;

import dev.hourglass.data.series.SeriesOptions;
import dev.hourglass.data.series.SeriesTable;
import dev.hourglass.data.table.Column;
import dev.hourglass.data.table.ColumnType;
import dev.hourglass.data.table.TableOptions;
import dev.hourglass.data.table.TableSource;
import dev.hourglass.tasks.anomaly.Label;
import dev.hourglass.tasks.anomaly.ThresholdRule;
import dev.hourglass.tasks.series.Flagging;
import dev.hourglass.tasks.series.SeriesDetector;
import dev.hourglass.tasks.series.SeriesRecord;
import dev.hourglass.tasks.series.SeriesTraining;
import dev.hourglass.tasks.series.SeriesTrainingOptions;
import dev.hourglass.tasks.series.WindowModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code train --task anomaly --time COLUMN}: a detector for the points of time series.
 *
 * @param model the name of the model; null for the default one
 */
record SeriesAnomalyTraining(
    String data,
    Path out,
    AnomalyFlags flags,
    TableFlags table,
    @Nullable String model,
    long seed,
    int threads,
    Output output) {

  void run() {
    SeriesTrainingOptions options = options();
    Optional<Label> label = label();
    Optional<ThresholdRule> rule = flags.ruleOfSeries();
    TableOptions reading = reading();
    try (TableSource source = open(reading)) {
      source.notes().forEach(output::say);
      SeriesTable.of(source, series()).notes().forEach(output::say);
      output.say("%s: %,d rows; seed %d".formatted(source.name(), source.rows(), seed));
      SeriesDetector detector =
          new SeriesTraining(series(), options, label, rule).fit(source, reading.missing());
      detector.save(out);
      answer(source, detector);
    }
  }

  /** Reads times as dates where they are text, so that the first one that is none is named. */
  private TableSource open(TableOptions reading) {
    String time = Objects.requireNonNull(flags.time);
    TableSource source = TableSource.open(data, reading);
    boolean text =
        source.schema().find(time).stream().anyMatch(c -> c.stored() == Column.Stored.TEXT);
    if (!text) {
      return source;
    }
    source.close();
    return TableSource.open(data, reading.withType(ColumnType.DATE_TIME, List.of(time)));
  }

  private TableOptions reading() {
    TableOptions reading = table.tableOptions(data).withType(ColumnType.CATEGORICAL, flags.keys);
    return flags.label == null
        ? reading
        : reading.withType(ColumnType.CATEGORICAL, List.of(flags.label));
  }

  private SeriesOptions series() {
    List<String> without = new ArrayList<>(table.drop);
    if (flags.label != null) {
      without.add(flags.label);
    }
    return SeriesOptions.DEFAULTS
        .withTime(Objects.requireNonNull(flags.time))
        .withKeys(flags.keys.toArray(String[]::new))
        .without(without.toArray(String[]::new));
  }

  private Optional<Label> label() {
    if (flags.trainOnAll()) {
      throw new Mistake("--train-on all means nothing with --time; leave out --normal instead");
    }
    if (!table.scaling.equals("standard")) {
      throw new Mistake("--scaling means nothing with --time; leave it out");
    }
    if (flags.normal == null) {
      return Optional.empty();
    }
    if (flags.label == null) {
      throw new Mistake("--normal needs --label, the column that has this value");
    }
    return Optional.of(new Label(flags.label, flags.normal));
  }

  private SeriesTrainingOptions options() {
    SeriesTrainingOptions options =
        SeriesTrainingOptions.DEFAULTS.withSeed(seed).withThreads(threads);
    if (flags.window != null) {
      if (flags.window < SeriesTrainingOptions.SHORTEST) {
        throw new Mistake(
            "--window must be %d or more, got %d"
                .formatted(SeriesTrainingOptions.SHORTEST, flags.window));
      }
      options = options.withWindow(flags.window);
    }
    if (model == null) {
      return options;
    }
    if (!WindowModel.ids().contains(model)) {
      throw new Mistake(
          "--model with --task anomaly and --time is %s, got \"%s\""
              .formatted(String.join(", ", WindowModel.ids()), model));
    }
    return options.withModel(WindowModel.ofId(model));
  }

  private void answer(TableSource source, SeriesDetector detector) {
    SeriesRecord t = detector.training();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("model", out.toString());
    json.put("task", "anomaly");
    json.put("data", source.name());
    json.put("family", detector.model().id());
    json.put("rows", t.rows());
    json.put("skipped_rows", source.badRows().size());
    json.put("series", t.series());
    json.put("columns", detector.columns().values());
    json.put("window", detector.window());
    json.put("trained_windows", t.trainedWindows());
    json.put("held_out_points", t.heldOutPoints());
    json.put("seed", t.seed());
    json.put("threshold_by", detector.flagging().text());
    json.put("threshold", threshold(detector.flagging()));
    json.put("baseline_thresholds", t.baselineThresholds());
    output.result(json);
  }

  /** Null where each stretch of a series has a threshold of its own. */
  static @Nullable Double threshold(Flagging flagging) {
    return flagging instanceof Flagging.Above above ? above.threshold() : null;
  }
}
