package dev.hourglass.cli;

import dev.hourglass.autoencoders.Architecture;
import dev.hourglass.autoencoders.DenseSpec;
import dev.hourglass.autoencoders.TrainingRecord;
import dev.hourglass.autoencoders.conv.ConvSpec;
import dev.hourglass.autoencoders.file.LoadedModel;
import dev.hourglass.autoencoders.file.ModelFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hourglass info}: what a model file holds. */
@Command(
    name = "info",
    description = "Architecture, parameters, preprocessing and training record of a model file.",
    footerHeading = "%nExamples:%n",
    footer = {"  hourglass info digits.safetensors", "  hourglass info digits.safetensors --json"})
final class InfoCommand extends Common {
  @Parameters(index = "0", paramLabel = "MODEL", description = "A model file.")
  Path model = Path.of("");

  @Option(
      names = "--u-matrix",
      paramLabel = "FILE",
      description =
          "Of a self-organising map: draw how far neighbouring units are from each other (.png).")
  @Nullable Path uMatrix;

  @Override
  public void run() {
    FileKind kind = FileKind.of(model);
    if (uMatrix != null && kind != FileKind.MAP) {
      throw new Mistake(model + " is no self-organising map; --u-matrix is for these");
    }
    output()
        .result(
            switch (kind) {
              case MAP -> SomInfo.of(model, uMatrix);
              case SERIES_DETECTOR -> SeriesInfo.of(model);
              case TABLE_DETECTOR -> DetectorInfo.of(model);
              case MODEL -> info();
            });
  }

  private Map<String, Object> info() {
    LoadedModel loaded = ModelFile.read(model);
    Architecture architecture = loaded.model().architecture();
    TrainingRecord record = loaded.record();
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("model", model.toString());
    result.put("kind", architecture.kind());
    result.put("family", loaded.model().family().id());
    result.put("layers", TrainCommand.describe(loaded.model()));
    result.put("latent", architecture.codeWidth());
    if (architecture instanceof DenseSpec dense) {
      result.put("activation", dense.activation().id());
      result.put("latent_activation", dense.latentActivation().id());
      result.put("tied", dense.tied());
      result.put("norm", dense.norm().text());
      result.put("dropout", dense.dropout());
    } else if (architecture instanceof ConvSpec conv) {
      result.put("norm", conv.norm().text());
      result.put("dropout", conv.dropout());
    }
    result.put("output_activation", architecture.outputActivation().id());
    result.put("parameters", loaded.model().parameterCount());
    result.put("preprocessing", loaded.model().preprocessing().id());
    result.put("loss", record.loss());
    result.put("optimizer", record.optimizer());
    result.put("schedule", record.schedule());
    result.put("clipping", record.clipping());
    result.put("penalty", record.penalty());
    result.put("adversary", record.adversary());
    result.put("curriculum", record.curriculum());
    result.put("batch_size", record.batchSize());
    result.put("epochs", record.history().size());
    result.put("seed", record.seed());
    result.put("rows", record.rows());
    record.history().stream()
        .skip(Math.max(0, record.keptEpoch() - 1))
        .findFirst()
        .ifPresent(kept -> {
          result.put("kept_epoch", kept.epoch());
          result.put("train_loss", kept.trainLoss());
          kept.validationLoss().ifPresent(v -> result.put("validation_loss", v));
        });
    result.putAll(record.measures());
    result.put("stopped", record.stopped().toString().toLowerCase(Locale.ROOT));
    result.put("verdict", record.verdict());
    result.put("notes", record.notes());
    return result;
  }
}
