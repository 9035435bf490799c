package dev.hourglass.cli;

import dev.hourglass.autoencoders.PreprocessingPlan;
import dev.hourglass.autoencoders.catalogue.MapCard;
import dev.hourglass.autoencoders.catalogue.Setting;
import dev.hourglass.autoencoders.file.LoadedModel;
import dev.hourglass.autoencoders.file.ModelFile;
import dev.hourglass.autoencoders.file.SomFile;
import dev.hourglass.autoencoders.som.Encoder;
import dev.hourglass.autoencoders.som.MapErrors;
import dev.hourglass.autoencoders.som.SelfOrganizingMap;
import dev.hourglass.autoencoders.som.SomOptions;
import dev.hourglass.autoencoders.som.SomTrainer;
import dev.hourglass.data.Dataset;
import dev.hourglass.engine.NDArray;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code train --model som}: a self-organising map of data, or of an autoencoder's codes. */
final class SomTraining {
  private static final Set<String> OWN = Set.of("--codes-of", "--u-matrix");

  /** Options of {@code train} that mean something here, besides the map's own. */
  private static final Set<String> SHARED =
      Set.of(
          "--model",
          "--epochs",
          "--seed",
          "--threads",
          "--scale",
          "--limit",
          "--valid",
          "--test",
          "--out",
          "--quiet",
          "--json",
          "--debug");

  private final TrainCommand call;
  private final ParseResult parsed;
  private final Output output;

  SomTraining(TrainCommand call, ParseResult parsed) {
    this.call = call;
    this.parsed = parsed;
    this.output = call.output();
  }

  /** Whether a map is wanted; refuses options that would do nothing with it, or without it. */
  static boolean isMeant(String model, ParseResult parsed) {
    boolean map = model.equals(MapCard.NAME);
    Set<String> meant = Stream.of(OWN, SHARED).flatMap(Set::stream).collect(Collectors.toSet());
    MapCard.settings().stream().map(Setting::name).forEach(s -> meant.add("--" + s));
    for (OptionSpec option : parsed.matchedOptions()) {
      String name = option.longestName();
      if (map && !meant.contains(name)) {
        throw new Mistake(name + " means nothing with --model som; leave it out");
      }
      if (!map && OWN.contains(name)) {
        throw new Mistake(name + " needs --model som");
      }
    }
    return map;
  }

  void run() {
    SomOptions options = options();
    if (call.som.uMatrix != null) {
      UMatrixPicture.check(call.som.uMatrix);
    }
    Dataset dataset = TrainCommand.read(call.data);
    NDArray rows =
        call.limit == null ? dataset.rows() : TrainCommand.firstRows(dataset.rows(), call.limit);
    SomTrainer trainer = trainer(options, rows);
    NDArray test = call.test == null ? null : alike("--test", call.test, rows);
    NDArray valid = call.valid == null ? null : alike("--valid", call.valid, rows);
    if (valid != null) {
      trainer.validation(valid);
    }
    output.say(
        "%s: %,d rows of %d; seed %d"
            .formatted(call.data, rows.shape().dim(0), rows.shape().dim(1), call.seed));
    SelfOrganizingMap map = fit(trainer, rows, options.epochs());
    if (!map.record().isComplete()) {
      return; // the interruption says what is left
    }
    SomFile.write(call.out, map);
    if (call.som.uMatrix != null) {
      UMatrixPicture.write(map.uMatrix(), call.som.uMatrix);
    }
    output.result(result(map, rows, valid, test));
  }

  private SomOptions options() {
    SomOptions options =
        MapCard.options(FamilySettings.given(parsed)).withSeed(call.seed).withThreads(call.threads);
    return parsed.hasMatchedOption("--epochs") ? options.withEpochs(call.epochs) : options;
  }

  private SomTrainer trainer(SomOptions options, NDArray rows) {
    SomTrainer trainer =
        SomTrainer.of(options)
            .preprocessing(PreprocessingPlan.parse(call.scale))
            .note("data", call.data);
    if (call.limit != null) {
      trainer.note("limit", call.limit.toString());
    }
    Path codes = call.som.codesOf;
    if (codes != null) {
      if (!call.scale.equals("none")) {
        throw new Mistake("--scale does not go with --codes-of, whose model has its own");
      }
      LoadedModel loaded = ModelFile.read(codes);
      EvaluateCommand.matching(loaded.model(), codes, rows, call.data);
      trainer.codesOf(new Encoder(loaded.model(), loaded.record()));
      trainer.note("codes_of", codes.toString());
    }
    return trainer;
  }

  private NDArray alike(String option, String name, NDArray rows) {
    NDArray others = TrainCommand.read(name).rows();
    if (others.shape().dim(1) != rows.shape().dim(1)) {
      throw new Mistake(
          "%s %s has rows of %d numbers, but %s has rows of %d"
              .formatted(option, name, others.shape().dim(1), call.data, rows.shape().dim(1)));
    }
    return others;
  }

  private SelfOrganizingMap fit(SomTrainer trainer, NDArray rows, int epochs) {
    try (Interruption interruption = new Interruption(output.progress(), "no map was written")) {
      return trainer.listener(new SomProgress(output, interruption, epochs, call.quiet)).fit(rows);
    }
  }

  private Map<String, Object> result(
      SelfOrganizingMap map, NDArray rows, @Nullable NDArray valid, @Nullable NDArray test) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("model", call.out.toString());
    result.put("family", MapCard.NAME);
    SomInfo.describe(result, map);
    result.put("rows", rows.shape().dim(0));
    result.put("epochs", map.record().history().size());
    result.put("seed", map.record().seed());
    put(result, "", map.record().errors());
    if (valid != null) {
      put(result, "validation_", map.errors(valid));
    }
    if (test != null) {
      put(result, "test_", map.errors(test));
      result.put("test_rows", test.shape().dim(0));
    }
    if (call.som.uMatrix != null) {
      result.put("u_matrix", call.som.uMatrix.toString());
    }
    return result;
  }

  /** Both errors and the squared one under names that begin alike. */
  static void put(Map<String, Object> result, String prefix, MapErrors errors) {
    result.put(prefix + "quantization_error", errors.quantization());
    result.put(prefix + "topographic_error", errors.topographic());
    result.put(prefix + "mse", errors.meanSquare());
  }
}
