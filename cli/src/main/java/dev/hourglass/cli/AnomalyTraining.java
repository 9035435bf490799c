package dev.hourglass.cli;

import dev.hourglass.cli.report.TrainingReport;
import dev.hourglass.data.table.ColumnType;
import dev.hourglass.data.table.EncodingOptions;
import dev.hourglass.data.table.TableOptions;
import dev.hourglass.data.table.TableSource;
import dev.hourglass.tasks.anomaly.AnomalyModel;
import dev.hourglass.tasks.anomaly.AnomalyOptions;
import dev.hourglass.tasks.anomaly.Label;
import dev.hourglass.tasks.anomaly.TableDetector;
import dev.hourglass.tasks.anomaly.TableTraining;
import dev.hourglass.tasks.anomaly.ThresholdRule;
import dev.hourglass.tasks.anomaly.Training;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code train --task anomaly}: a detector for the rows of a table, beside its baselines.
 *
 * @param model the name of the model; null for the default one
 * @param dense what was said about the network of a dense model
 * @param report where a page about held-out rows goes
 */
record AnomalyTraining(
    String data,
    Path out,
    AnomalyFlags flags,
    TableFlags table,
    @Nullable String model,
    DenseFlags dense,
    long seed,
    int threads,
    Optional<ReportTo> report,
    Output output) {
  /** Options of {@code train} that mean something here, besides those of the two groups. */
  private static final Set<String> SHARED =
      Set.of(
          "--model",
          DenseFlags.LAYERS,
          DenseFlags.EPOCHS,
          DenseFlags.BATCH_SIZE,
          "--seed",
          "--threads",
          "--out",
          "--quiet",
          "--json",
          "--debug");

  private static final String NPZ_LABEL = "y";

  /** Refuses options that would do nothing, with the task or without it. */
  static void requireMeant(ParseResult parsed, boolean anomaly) {
    for (OptionSpec option : parsed.matchedOptions()) {
      boolean ofTables = option.group() != null;
      boolean ofHead =
          option.longestName().equals("--label") && parsed.hasMatchedOption("--classify");
      boolean meant =
          anomaly ? ofTables || SHARED.contains(option.longestName()) : !ofTables || ofHead;
      if (!meant) {
        throw new Mistake(
            anomaly
                ? option.longestName() + " means nothing with --task anomaly; leave it out"
                : option.longestName()
                    + " needs --task anomaly"
                    + (option.longestName().equals("--label") ? " or --classify" : ""));
      }
    }
  }

  void run() {
    if (flags.ofSeries()) {
      dense.requireNone("--time");
      if (report.isPresent()) {
        throw new Mistake(
            "--report means nothing with --time; use detect --report or evaluate --report");
      }
      new SeriesAnomalyTraining(data, out, flags, table, model, seed, threads, output).run();
      return;
    }
    TableOptions reading = table.tableOptions(data);
    EncodingOptions encoding = encoding();
    AnomalyOptions options = options();
    Optional<Label> label = label();
    ThresholdRule rule = flags.rule(flags.normal != null);
    if (flags.label != null) {
      reading = reading.withType(ColumnType.CATEGORICAL, List.of(flags.label));
    }
    try (TableSource source = TableSource.open(data, reading)) {
      source.notes().forEach(output::say);
      output.say(
          "%s: %,d rows, %d columns; seed %d"
              .formatted(source.name(), source.rows(), source.schema().columns().size(), seed));
      TableTraining.Result result =
          new TableTraining(
                  withoutNpzLabel(encoding, source), options, label, flags.trainOnAll(), rule)
              .fit(source, reading.missing());
      result.detector().save(out);
      report.ifPresent(r -> new TrainingReport(result, r.command()).write(r.file()));
      answer(source, result);
    }
  }

  private Optional<Label> label() {
    if (flags.normal != null && flags.label == null && !isNpz()) {
      throw new Mistake("--normal needs --label, the column that has this value");
    }
    if (flags.normal == null) {
      if (flags.trainOnAll()) {
        throw new Mistake("--train-on all needs --label COLUMN --normal VALUE");
      }
      return Optional.empty();
    }
    return Optional.of(new Label(flags.label == null ? NPZ_LABEL : flags.label, flags.normal));
  }

  private boolean isNpz() {
    return data.toLowerCase(Locale.ROOT).endsWith(".npz");
  }

  private EncodingOptions encoding() {
    EncodingOptions options = table.encodingOptions();
    return flags.label == null ? options : options.without(flags.label);
  }

  /** An npz file's y is a label, said or not. */
  private EncodingOptions withoutNpzLabel(EncodingOptions encoding, TableSource source) {
    boolean hidden = isNpz() && source.schema().indexOf(NPZ_LABEL) >= 0;
    return hidden ? encoding.without(NPZ_LABEL) : encoding;
  }

  private AnomalyOptions options() {
    AnomalyOptions options = AnomalyOptions.DEFAULTS.withSeed(seed).withThreads(threads);
    AnomalyModel usual = flags.trainOnAll() ? AnomalyModel.Robust.DEFAULTS : options.model();
    AnomalyModel chosen = dense.applied(model == null ? usual : named(model));
    if (table.embeds() && !embeds(chosen)) {
      throw new Mistake(
          "%s needs --model mixed: only that learns embeddings, got %s"
              .formatted(TableFlags.EMBED_ABOVE, chosen.id()));
    }
    return options.withModel(chosen);
  }

  private static boolean embeds(AnomalyModel model) {
    return switch (model) {
      case AnomalyModel.Mixed _ -> true;
      case AnomalyModel.AndDistance(AnomalyModel base, int _) -> embeds(base);
      default -> false;
    };
  }

  private static AnomalyModel named(String id) {
    return AnomalyModel.all().stream()
        .filter(m -> m.id().equals(id))
        .findFirst()
        .orElseThrow(() ->
            new Mistake(
                "--model with --task anomaly is one of %s, got \"%s\""
                    .formatted(
                        String.join(
                            ", ", AnomalyModel.all().stream().map(AnomalyModel::id).toList()),
                        id)));
  }

  private void answer(TableSource source, TableTraining.Result result) {
    TableDetector detector = result.detector();
    Training t = detector.training();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("model", out.toString());
    json.put("task", "anomaly");
    json.put("data", source.name());
    json.put("rows", t.rows());
    json.put("skipped_rows", source.badRows().size());
    json.put("columns", detector.schema().columns().size());
    json.put("width", detector.encoding().width());
    json.put("trained_rows", t.trainedRows());
    json.put("held_out_rows", t.heldOutRows());
    json.put("held_out_anomalies", t.heldOutAnomalies());
    json.put("seed", t.seed());
    json.put("threshold_by", t.threshold());
    report.ifPresent(r -> json.put("report", r.file().toString()));
    json.put("detector", detector.detector().modelId());
    if (!t.candidates().isEmpty()) {
      json.put("candidates", t.candidates());
    }
    json.put("judged_on", result.synthetic() ? "synthetic anomalies" : "held-out anomalies");
    ComparisonAnswer answer =
        new ComparisonAnswer(result.comparison(), detector.detector().modelId());
    json.putAll(answer.json());
    output.result(json, text(result, answer));
  }

  private String text(TableTraining.Result result, ComparisonAnswer answer) {
    Training t = result.detector().training();
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: %,d rows trained, %,d ordinary rows and %,d anomalies held out"
            .formatted(out, t.trainedRows(), t.heldOutRows(), t.heldOutAnomalies()));
    if (!t.candidates().isEmpty()) {
      lines.add(
          t.candidates().entrySet().stream()
              .map(c -> String.format(Locale.ROOT, "%s %.4f", c.getKey(), c.getValue()))
              .collect(Collectors.joining(", ", "AUROC of the models on held-out rows: ", "")));
    }
    if (result.synthetic()) {
      lines.add("No anomaly is known; these are figures against anomalies made of held-out rows:");
    }
    lines.add(answer.text());
    return String.join(System.lineSeparator(), lines);
  }
}
