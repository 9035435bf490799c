package dev.hourglass.cli;

import dev.hourglass.autoencoders.file.LoadedModel;
import dev.hourglass.autoencoders.file.ModelFile;
import dev.hourglass.autoencoders.supervised.Predictor;
import dev.hourglass.autoencoders.supervised.Targets;
import dev.hourglass.data.ArrayWriter;
import dev.hourglass.data.Dataset;
import dev.hourglass.engine.NDArray;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hourglass predict}: what the head of a model says about rows. */
@Command(
    name = "predict",
    description =
        "Write what a model trained with --classify or --predict says: the class of each row and the probability of each class, or the quantity.",
    footerHeading = "%nExamples:%n",
    footer = {"  hourglass predict digits.safetensors sample:mnist-test --out classes.csv"})
final class PredictCommand extends Common {
  @Parameters(index = "0", paramLabel = "MODEL", description = "A model file with a head.")
  Path model = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "DATA",
      description = "As for train; the column of the answers may be there or not.")
  String data = "";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "A .csv or .npy file to write. Required.")
  Path out = Path.of("");

  @Override
  public void run() {
    ArrayWriter.check(out);
    LoadedModel loaded = ModelFile.read(model);
    if (!Predictor.isOne(loaded.model())) {
      throw new Mistake(model + " has no head; train with --classify or --predict COLUMN");
    }
    Predictor predictor = Predictor.of(loaded.model());
    NDArray rows =
        EvaluateCommand.matching(
            loaded.model(), model, withoutAnswers(loaded, read(data)).rows(), data);
    NDArray said = predictor.predict(rows);
    switch (predictor.targets()) {
      case Targets.Classes classes ->
          ArrayWriter.write(out, withClass(said, classes), columns(classes));
      case Targets.Quantity quantity -> ArrayWriter.write(out, said, List.of(quantity.name()));
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("out", out.toString());
    answer.put("rows", rows.shape().dim(0));
    output().result(answer);
  }

  /** The rows, without the column that the model predicts, where it is there. */
  static Dataset withoutAnswers(LoadedModel loaded, Dataset dataset) {
    String column = loaded.record().notes().get(HeadRun.NOTE);
    int at = column == null ? -1 : dataset.columns().indexOf(column);
    return at < 0 ? dataset : AnswerColumns.without(dataset, at);
  }

  private static List<String> columns(Targets.Classes classes) {
    List<String> columns = new ArrayList<>(List.of("class"));
    classes.names().forEach(name -> columns.add("p_" + name));
    return columns;
  }

  /** The most probable class in front of the probabilities. */
  private static NDArray withClass(NDArray said, Targets.Classes classes) {
    int n = said.shape().dim(0);
    int k = classes.count();
    int[] best = Predictor.mostProbable(said);
    float[] table = new float[Math.multiplyExact(n, k + 1)];
    for (int i = 0; i < n; i++) {
      table[i * (k + 1)] = Integer.parseInt(classes.names().get(best[i]));
      System.arraycopy(said.data(), i * k, table, i * (k + 1) + 1, k);
    }
    return NDArray.of(table, n, k + 1);
  }
}
