package dev.hourglass.cli;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.file.LoadedModel;
import dev.hourglass.autoencoders.file.ModelFile;
import dev.hourglass.autoencoders.file.SomFile;
import dev.hourglass.autoencoders.som.SelfOrganizingMap;
import dev.hourglass.data.ArrayWriter;
import dev.hourglass.data.Dataset;
import dev.hourglass.engine.NDArray;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code hourglass encode} and {@code hourglass reconstruct}: what a model makes of data, as CSV or
 * npy.
 */
abstract class EncodeCommand extends Common {
  @Parameters(index = "0", paramLabel = "MODEL", description = "A model file.")
  Path model = Path.of("");

  @Parameters(index = "1", paramLabel = "DATA", description = "As for train.")
  String data = "";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "A .csv or .npy file to write. Required.")
  Path out = Path.of("");

  abstract NDArray apply(Autoencoder autoencoder, NDArray rows);

  abstract List<String> columns(Dataset dataset, int width);

  abstract NDArray apply(SelfOrganizingMap map, NDArray rows);

  abstract List<String> mapColumns(Dataset dataset);

  @Override
  public void run() {
    ArrayWriter.check(out);
    Dataset dataset;
    NDArray result;
    List<String> names;
    if (FileKind.of(model) == FileKind.MAP) {
      SelfOrganizingMap map = SomFile.read(model, Runtime.getRuntime().availableProcessors());
      dataset = read(data);
      result = apply(map, SomEvaluation.matching(map, model, dataset.rows(), data));
      names = mapColumns(dataset);
    } else {
      LoadedModel loaded = ModelFile.read(model);
      Autoencoder autoencoder = loaded.model();
      dataset = PredictCommand.withoutAnswers(loaded, read(data));
      result =
          apply(autoencoder, EvaluateCommand.matching(autoencoder, model, dataset.rows(), data));
      names = columns(dataset, result.shape().dim(1));
    }
    ArrayWriter.write(out, result, names);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("out", out.toString());
    answer.put("rows", result.shape().dim(0));
    answer.put("columns", result.shape().dim(1));
    output().result(answer);
  }

  /** Codes. */
  @Command(
      name = "encode",
      description =
          "Write the codes of data; of a self-organising map the row and column of each best unit.",
      footerHeading = "%nExamples:%n",
      footer = {
        "  hourglass encode digits.safetensors sample:mnist-test --out codes.npy",
        "  hourglass encode sensors.safetensors sensors.csv --out codes.csv"
      })
  static final class Encode extends EncodeCommand {
    @Override
    NDArray apply(Autoencoder autoencoder, NDArray rows) {
      return autoencoder.encode(rows);
    }

    @Override
    List<String> columns(Dataset dataset, int width) {
      return TrainCommand.codeColumns(width);
    }

    @Override
    NDArray apply(SelfOrganizingMap map, NDArray rows) {
      return map.encode(rows);
    }

    @Override
    List<String> mapColumns(Dataset dataset) {
      return List.of("row", "column");
    }
  }

  /** Reconstructions. */
  @Command(
      name = "reconstruct",
      description = "Write what the model makes of data.",
      footerHeading = "%nExamples:%n",
      footer = {
        "  hourglass reconstruct digits.safetensors sample:mnist-test --out rebuilt.npy",
        "  hourglass reconstruct sensors.safetensors sensors.csv --out rebuilt.csv"
      })
  static final class Reconstruct extends EncodeCommand {
    @Override
    NDArray apply(Autoencoder autoencoder, NDArray rows) {
      if (!autoencoder.architecture().reconstructs()) {
        throw new Mistake(model + " has a head in place of its decoder; see hourglass predict");
      }
      return autoencoder.reconstruct(rows);
    }

    @Override
    List<String> columns(Dataset dataset, int width) {
      return dataset.columns();
    }

    @Override
    NDArray apply(SelfOrganizingMap map, NDArray rows) {
      return map.reconstruct(rows);
    }

    @Override
    List<String> mapColumns(Dataset dataset) {
      return dataset.columns();
    }
  }
}
