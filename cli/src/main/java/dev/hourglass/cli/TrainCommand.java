package dev.hourglass.cli;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.DenseSpec;
import dev.hourglass.autoencoders.LayerSummary;
import dev.hourglass.autoencoders.Metrics;
import dev.hourglass.autoencoders.PreprocessingPlan;
import dev.hourglass.autoencoders.StopReason;
import dev.hourglass.autoencoders.TrainingRecord;
import dev.hourglass.autoencoders.file.Checkpoint;
import dev.hourglass.autoencoders.loss.Loss;
import dev.hourglass.autoencoders.train.TrainOptions;
import dev.hourglass.autoencoders.train.Trainer;
import dev.hourglass.autoencoders.train.TrainingFailure;
import dev.hourglass.autoencoders.train.TrainingRun;
import dev.hourglass.data.Dataset;
import dev.hourglass.engine.NDArray;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;

/** {@code hourglass train}: learns a code of some data and writes the model file. */
@Command(
    name = "train",
    description = "Train an autoencoder and write its model file.",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  hourglass train sample:mnist --layers 784,128,32,128,784 --out digits.safetensors",
      "  hourglass train sample:mnist --model k-sparse --k 20 --epochs 5 --out sparse.safetensors",
      "  hourglass train sample:mnist --model som --map 12x12 --u-matrix map.png --out map.safetensors",
      "  hourglass train sensors.csv --latent 4 --scale standardise --validation-split 0.1 --out s.safetensors",
      "  hourglass train claims.csv --task anomaly --label fraud --normal 0 --out fraud.safetensors"
    })
final class TrainCommand extends Common {
  @Parameters(
      index = "0",
      paramLabel = "DATA",
      description =
          "CSV, npy, idx(.gz), PNG or a folder of PNGs, or sample:NAME; with --task anomaly a table, as for describe.")
  String data = "";

  @Mixin ModelFlags model = new ModelFlags();

  @Mixin UpdateFlags update = new UpdateFlags();

  @Option(
      names = "--scale",
      paramLabel = "P",
      description =
          "none, min-max, standardise, clip:LOW:HIGH, joined by commas. Default: ${DEFAULT-VALUE}",
      defaultValue = "none")
  String scale = "none";

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Times through the data. Default: ${DEFAULT-VALUE}")
  int epochs = TrainOptions.DEFAULTS.epochs();

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Rows per step. Default: ${DEFAULT-VALUE}")
  int batchSize = TrainOptions.DEFAULTS.batchSize();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Same seed, same data: the same model, bit for bit. Default: ${DEFAULT-VALUE}")
  long seed = TrainOptions.DEFAULTS.seed();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Changes nothing but the time it takes. Default: all processors.")
  int threads = TrainOptions.DEFAULTS.threads();

  @Mixin SchemeFlags scheme = new SchemeFlags();

  @Mixin HeadFlags head = new HeadFlags();

  @Option(names = "--limit", paramLabel = "N", description = "Use only the first N rows.")
  @Nullable Integer limit;

  @Option(names = "--valid", paramLabel = "DATA", description = "Validate on this data.")
  @Nullable String valid;

  @Option(
      names = "--validation-split",
      paramLabel = "X",
      description = "Keep this share of the rows for validation. Default: ${DEFAULT-VALUE}")
  double validationSplit = TrainOptions.DEFAULTS.validationSplit();

  @Option(
      names = "--test",
      paramLabel = "DATA",
      description = "After training report the error on this data, which training never sees.")
  @Nullable String test;

  @Option(
      names = "--patience",
      paramLabel = "N",
      description =
          "Stop after N epochs without a lower validation loss; 0: never. Default: ${DEFAULT-VALUE}")
  int patience = TrainOptions.DEFAULTS.patience();

  @Option(
      names = "--checkpoint",
      paramLabel = "DIR",
      description = "Keep a checkpoint there while training.")
  @Nullable Path checkpoint;

  @Option(
      names = "--resume",
      description = "Go on from the checkpoint, to the same bits as without the stop.")
  boolean resume;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "MODEL",
      description = "The model file to write (.safetensors). Required.")
  Path out = Path.of("");

  @Option(names = "--quiet", description = "No progress.")
  boolean quiet;

  @Mixin SomFlags som = new SomFlags();

  @ArgGroup(validate = false, heading = "%nAnomaly detection in tables:%n")
  AnomalyFlags anomaly = new AnomalyFlags();

  @ArgGroup(validate = false, heading = "%nReading a table, with --task anomaly:%n")
  TableFlags table = new TableFlags();

  @Override
  public void run() {
    Writable.check(out);
    ParseResult parsed = spec.commandLine().getParseResult();
    AnomalyTraining.requireMeant(parsed, anomaly.chosen());
    if (anomaly.chosen()) {
      String name = parsed.hasMatchedOption("--model") ? model.name : null;
      Optional<ReportTo> report = ReportTo.of(anomaly.report, spec, out.toString(), data);
      DenseFlags dense = DenseFlags.of(parsed);
      new AnomalyTraining(data, out, anomaly, table, name, dense, seed, threads, report, output())
          .run();
    } else if (SomTraining.isMeant(model.name, parsed)) {
      new SomTraining(this, parsed).run();
    } else {
      train();
    }
  }

  private void train() {
    Optional<HeadRun> withHead = head.chosen() ? Optional.of(headRun()) : Optional.empty();
    Dataset dataset = withHead.map(h -> h.training().dataset()).orElseGet(() -> read(data));
    NDArray rows =
        limit == null || withHead.isPresent() // answers are limited already
            ? dataset.rows()
            : firstRows(dataset.rows(), limit);
    Optional<Unseen> unseen = Optional.ofNullable(test).map(name -> unseen(name, rows));
    Output output = output();
    Trainer trainer = trainer(dataset, rows);
    withHead.flatMap(HeadRun::validation).ifPresent(v -> trainer.validation(v.dataset().rows()));
    trainer.options(); // mistakes in them come before any other word
    output.say(
        "%s: %,d rows of %d; seed %d"
            .formatted(data, rows.shape().dim(0), rows.shape().dim(1), seed));
    if (!quiet) {
      trainer.callback(new Progress(output.progress(), epochs));
    }
    TrainingRun run = fit(output, stop -> trainer.callback(stop).fit(rows));
    Map<String, Object> result = new LinkedHashMap<>(result(run));
    if (withHead.isPresent() && run.record().stopped() != StopReason.CANCELLED) {
      Autoencoder encoder = run.model();
      run = fit(output, stop -> withHead.get().fit(encoder, t -> headSettings(t, stop, output)));
      HeadRun.report(result, run);
    }
    if (run.record().stopped() == StopReason.CANCELLED) {
      return; // the interruption says what is left
    }
    run.save(out);
    Autoencoder trained = run.model();
    unseen.ifPresent(u -> u.report(result, trained));
    output.result(result);
  }

  private HeadRun headRun() {
    Answers all = answers(data);
    Answers training = limit == null ? all : all.first(limit);
    Optional<Answers> validation = Optional.ofNullable(valid).map(this::answers);
    return new HeadRun(head, training, validation, head.column(anomaly.label));
  }

  private Answers answers(String name) {
    return Answers.of(name, read(name), head.column(anomaly.label));
  }

  private Unseen unseen(String name, NDArray rows) {
    Optional<Answers> answers = head.chosen() ? Optional.of(answers(name)) : Optional.empty();
    NDArray unseen = answers.map(Answers::dataset).orElseGet(() -> read(name)).rows();
    if (unseen.shape().dim(1) != rows.shape().dim(1)) {
      throw new Mistake(
          "--test %s has rows of %d numbers, but %s has rows of %d"
              .formatted(name, unseen.shape().dim(1), data, rows.shape().dim(1)));
    }
    return new Unseen(unseen, answers);
  }

  /** Data that training never sees. */
  private record Unseen(NDArray rows, Optional<Answers> answers) {
    void report(Map<String, Object> result, Autoencoder model) {
      if (answers.isPresent()) {
        HeadRun.accuracy(result, "test_", model, answers.get());
      } else {
        Metrics metrics = Metrics.of(model, rows);
        result.put("test_mse", metrics.mse());
        result.put("test_bce", Double.isNaN(metrics.bce()) ? null : metrics.bce());
      }
      result.put("test_rows", rows.shape().dim(0));
    }
  }

  private TrainingRun fit(Output output, Function<Interruption, TrainingRun> training) {
    try (Interruption interruption = new Interruption(output.progress(), remains())) {
      return training.apply(interruption);
    } catch (TrainingFailure e) {
      throw new Mistake(e.getMessage() + "; " + kept());
    }
  }

  private Map<String, Object> result(TrainingRun run) {
    TrainingRecord record = run.record();
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("model", out.toString());
    result.put("family", run.model().family().id());
    result.put("architecture", describe(run.model()));
    result.put("loss", record.loss());
    result.put("parameters", run.model().parameterCount());
    result.put("rows", record.rows());
    result.put("epochs", record.history().size());
    result.put("seed", record.seed());
    result.put("train_loss", record.history().getLast().trainLoss());
    record.history().getLast().validationLoss().ifPresent(v -> result.put("validation_loss", v));
    scheme.report(
        result, record.history().size(), Math.toIntExact(record.rows()), record.batchSize());
    result.putAll(record.measures());
    result.put("stopped", record.stopped().toString().toLowerCase(Locale.ROOT));
    result.put("verdict", record.verdict());
    return result;
  }

  /** What is there after Ctrl-C. */
  private String remains() {
    return checkpoint == null
        ? "no model was written; with --checkpoint DIR a run can go on later"
        : "go on with the same call and --resume (the checkpoint is in %s)".formatted(checkpoint);
  }

  /** What is there after a loss that is no number. */
  private String kept() {
    return checkpoint == null || !Files.exists(Checkpoint.file(checkpoint))
        ? "no model was written"
        : "the last good checkpoint stays in " + checkpoint;
  }

  /** The widths of a dense network, for others the shapes of their layers. */
  static List<?> describe(Autoencoder model) {
    return model.architecture() instanceof DenseSpec dense
        ? dense.layers()
        : model.architecture().describe().stream().map(LayerSummary::shapes).toList();
  }

  private Trainer trainer(Dataset dataset, NDArray rows) {
    boolean unit = ModelFlags.isUnit(rows, scale);
    Map<String, String> settings = FamilySettings.given(spec.commandLine().getParseResult());
    ModelFlags.Chosen chosen = model.choose(settings, dataset, unit, data);
    return trainer(chosen.model(), chosen.loss());
  }

  private Trainer trainer(Autoencoder autoencoder, Loss loss) {
    Trainer trainer =
        settings(Trainer.of(autoencoder))
            .loss(loss)
            .preprocessing(PreprocessingPlan.parse(scale))
            .epochs(epochs);
    scheme.apply(trainer, epochs);
    if (valid != null && !head.chosen()) {
      trainer.validation(read(valid).rows());
    }
    if (resume && checkpoint == null) {
      throw new Mistake("--resume needs --checkpoint DIR, the folder to go on from");
    }
    if (checkpoint != null) {
      trainer.checkpoint(checkpoint, resume && Files.isDirectory(checkpoint));
    }
    return trainer;
  }

  private Trainer headSettings(Trainer trainer, Interruption stop, Output output) {
    int epochsOfHead = head.epochs == null ? epochs : head.epochs;
    settings(trainer).epochs(epochsOfHead).callback(stop);
    if (!head.frozen) {
      scheme.apply(trainer, epochsOfHead);
    }
    if (checkpoint != null) {
      Path folder = checkpoint.resolve("head");
      trainer.checkpoint(folder, resume && Files.isDirectory(folder));
    }
    if (!quiet) {
      Progress progress = new Progress(output.progress(), epochsOfHead);
      progress.onPart(
          head.frozen ? "head, on codes as they are" : "head and encoder", epochsOfHead);
      trainer.callback(progress);
    }
    return trainer;
  }

  /** What the training of an autoencoder and that of a head have in common. */
  private Trainer settings(Trainer trainer) {
    update
        .apply(trainer)
        .batchSize(batchSize)
        .seed(seed)
        .threads(threads)
        .validation(validationSplit)
        .earlyStopping(patience)
        .note("data", data);
    if (limit != null) {
      trainer.note("limit", limit.toString());
    }
    return trainer;
  }

  static NDArray firstRows(NDArray rows, int limit) {
    if (limit < 1) {
      throw new Mistake("--limit must be 1 or more, got " + limit);
    }
    int n = Math.min(limit, rows.shape().dim(0));
    int width = rows.shape().dim(1);
    return NDArray.of(Arrays.copyOf(rows.data(), n * width), n, width);
  }

  static List<String> codeColumns(int n) {
    return java.util.stream.IntStream.range(0, n).mapToObj(i -> "code" + i).toList();
  }
}
