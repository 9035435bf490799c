package dev.hourglass.tasks.anomaly;

import dev.hourglass.data.table.EncodingOptions;
import dev.hourglass.data.table.TableOptions;
import dev.hourglass.data.table.TableSource;
import dev.hourglass.engine.Op.Cell;
import dev.hourglass.tasks.denoising.DenoisingOptions;
import dev.hourglass.tasks.denoising.NoiseSchedule;
import dev.hourglass.tasks.mixed.MixedOptions;
import dev.hourglass.tasks.variational.VariationalOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/** A small table of claims in which some rows break its rule: the amount goes with the age. */
final class ClaimsTable {
  static final Label LABEL = new Label("fraud", "no");
  private static final DenoisingOptions SMALL =
      new DenoisingOptions(16, 2, NoiseSchedule.DEFAULTS, 300, 32, 3e-3, 3, 1, 1);

  private ClaimsTable() {}

  static List<AnomalyModel> models() {
    return List.of(
        new AnomalyModel.Denoising(SMALL).andDistance(),
        new AnomalyModel.Denoising(SMALL),
        new AnomalyModel.Dense(List.of(8, 4, 2), 20, 64),
        new AnomalyModel.Robust(3, 64, 20, 0.5),
        new AnomalyModel.Variational(new VariationalOptions(16, 2, 300, 32, 1e-3, 3, 1, 1)),
        new AnomalyModel.Mixed(
            new MixedOptions(List.of(16, 2), 2, 0.2, 300, 32, 1e-3, 1, 1), Optional.empty()),
        new AnomalyModel.Ensemble(3, 5),
        AnomalyModel.Principal.DEFAULTS,
        AnomalyModel.Distance.DEFAULTS,
        new AnomalyModel.Recurrent(Cell.LSTM, 6, 2, 20),
        new AnomalyModel.AndDistance(new AnomalyModel.Recurrent(Cell.GRU, 6, 2, 20), 3),
        new AnomalyModel.Best(
            List.of(AnomalyModel.Principal.DEFAULTS, AnomalyModel.Distance.DEFAULTS)));
  }

  /** Every tenth row is an anomaly. */
  static Path write(Path file, long seed, int rows) throws IOException {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder("age,amount,state,opened,fraud\n");
    for (int i = 0; i < rows; i++) {
      boolean fraud = i % 10 == 9;
      int age = 20 + random.nextInt(50);
      double amount = 100 * age + 30 * random.nextGaussian() + (fraud ? 4000 : 0);
      String state = fraud ? "NY" : List.of("OH", "NY", "PA").get(random.nextInt(3));
      String day = random.nextInt(12) == 0 ? "" : "2024-0%d-1%d".formatted(1 + i % 9, i % 10);
      text.append(
          String.format(
              Locale.ROOT, "%d,%.2f,%s,%s,%s%n", age, amount, state, day, fraud ? "yes" : "no"));
    }
    return Files.writeString(file, text);
  }

  static TableTraining.Result fit(Path csv, AnomalyModel model, int threads) {
    AnomalyOptions options = AnomalyOptions.DEFAULTS.withModel(model).withThreads(threads);
    TableTraining training =
        new TableTraining(
            EncodingOptions.DEFAULTS,
            options,
            Optional.of(LABEL),
            false,
            new ThresholdRule.BestF1());
    try (TableSource source = TableSource.open(csv, TableOptions.DEFAULTS)) {
      return training.fit(source, TableOptions.MISSING);
    }
  }
}
