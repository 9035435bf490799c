package dev.hourglass.cli;

import dev.hourglass.autoencoders.scheme.Adversary;
import dev.hourglass.autoencoders.scheme.Curriculum;
import dev.hourglass.autoencoders.train.Trainer;
import dev.hourglass.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Ways of training that go with any family. */
final class SchemeFlags {
  private static final String START = "0.3";

  @Option(
      names = "--adversarial",
      paramLabel = "A",
      description =
          "Train on rows changed to be hard, towards the clean ones: fgsm:SIZE or pgd:SIZE:STEP:ITERATIONS, such as fgsm:0.1.")
  @Nullable String adversarial;

  @Option(
      names = "--curriculum",
      arity = "0..1",
      fallbackValue = START,
      paramLabel = "C",
      description =
          "Easy rows first: START or START:EPOCHS, the share of rows in the first epoch and the epoch from which on all take part. Without a value: "
              + START
              + ", all from half of the epochs on.")
  @Nullable String curriculum;

  @Option(
      names = "--curriculum-scores",
      paramLabel = "DATA",
      description = "One column that says how hard each row is. Default: the model's own error.")
  @Nullable String scores;

  private Curriculum chosen = Curriculum.NONE;

  void apply(Trainer trainer, int epochs) {
    if (adversarial != null) {
      trainer.adversary(Adversary.parse(adversarial));
    }
    if (curriculum == null) {
      if (scores != null) {
        throw new Mistake("--curriculum-scores needs --curriculum");
      }
      return;
    }
    chosen = Curriculum.parse(curriculum, epochs);
    if (scores != null) {
      chosen = new Curriculum(chosen.start(), chosen.epochs(), Optional.of(column(scores)));
    }
    trainer.curriculum(chosen);
  }

  private static List<Float> column(String data) {
    Dataset dataset = Common.read(data);
    if (dataset.rows().shape().dim(1) != 1) {
      throw new Mistake(
          "--curriculum-scores %s has %d columns, expected one"
              .formatted(data, dataset.rows().shape().dim(1)));
    }
    List<Float> values = new ArrayList<>();
    for (float x : dataset.rows().data()) {
      values.add(x);
    }
    return values;
  }

  /** Says what the schemes changed. */
  void report(Map<String, Object> result, int epochs, int rows, int batch) {
    if (adversarial != null) {
      result.put("adversarial", adversarial);
    }
    if (!chosen.equals(Curriculum.NONE)) {
      result.put("curriculum_rows", chosen.counts(epochs, rows, batch));
    }
  }
}
