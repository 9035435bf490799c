package dev.hourglass.tasks.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.data.DataException;
import dev.hourglass.data.table.ColumnBatches;
import dev.hourglass.data.table.EncodingOptions;
import dev.hourglass.data.table.EncodingTally;
import dev.hourglass.data.table.TableOptions;
import dev.hourglass.data.table.TableSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableDetectorTest {
  @TempDir static Path folder;
  private static Path claims = Path.of("");

  @BeforeAll
  static void write() throws IOException {
    claims = ClaimsTable.write(folder.resolve("claims.csv"), 1, 400);
  }

  private static TableTraining.Result fit() {
    return ClaimsTable.fit(claims, ClaimsTable.models().getFirst(), 1);
  }

  private static List<Verdict> judge(TableDetector detector, Path csv) {
    try (TableSource source = TableSource.open(csv, detector.reading(TableOptions.DEFAULTS));
        ColumnBatches batches = detector.encoding().open(source, 1000)) {
      assertThat(batches.next()).isTrue();
      return detector.judge(batches.batch(), 2, new EncodingTally());
    }
  }

  @Test
  void the_label_is_no_input_and_the_rows_are_split_by_it() {
    TableTraining.Result result = fit();
    TableDetector detector = result.detector();
    assertThat(detector.schema().names()).containsExactly("age", "amount", "state", "opened");
    Training training = detector.training();
    assertThat(training.trainedRows()).isEqualTo(288);
    assertThat(training.heldOutRows()).isEqualTo(72);
    assertThat(training.heldOutAnomalies()).isEqualTo(40);
    Comparison comparison = result.comparison();
    assertThat(comparison.detector().auroc()).isGreaterThan(0.95);
    assertThat(comparison.baselines())
        .containsOnlyKeys("pca", "mahalanobis", "knn-5", "isolation-forest");
    assertThat(training.baselineThresholds()).hasSize(4);
  }

  @Test
  void new_rows_are_judged_with_reasons() throws IOException {
    Path others = ClaimsTable.write(folder.resolve("others.csv"), 2, 50);
    List<Verdict> verdicts = judge(fit().detector(), others);
    Verdict fraud = verdicts.get(9);
    assertThat(fraud.row()).isEqualTo(10);
    assertThat(fraud.anomaly()).isTrue();
    assertThat(fraud.pValue()).isLessThan(0.05);
    assertThat(fraud.causes()).hasSize(2);
    assertThat(fraud.causes().getFirst().column()).isEqualTo("amount");
    assertThat(fraud.because())
        .matches(
            "amount = \\d+.* \\(expected .*, \\d+ %\\); .*most like row \\d+ of the training data");
    double shares = fraud.causes().stream().mapToDouble(Verdict.Cause::share).sum();
    assertThat(shares).isBetween(0.2, 1.0);
    assertThat(verdicts.stream().filter(Verdict::anomaly).count()).isBetween(5L, 15L);
  }

  @Test
  void evaluation_gives_the_same_scores_and_thresholds() {
    TableDetector detector = fit().detector();
    try (TableSource source = TableSource.open(claims, TableOptions.DEFAULTS)) {
      Comparison comparison = new TableEvaluation(detector, ClaimsTable.LABEL, 1).of(source);
      assertThat(comparison.detector().auroc()).isGreaterThan(0.95);
      assertThat(comparison.detector().atThreshold().threshold())
          .isEqualTo(detector.detector().threshold());
      assertThat(comparison.baseline("pca").atThreshold().threshold())
          .isEqualTo(detector.training().baselineThresholds().get("pca"));
      assertThat(comparison.scored().scores()[3]).isEqualTo(judge(detector, claims).get(3).score());
    }
  }

  @Test
  void without_a_label_all_rows_count_as_ordinary() {
    TableTraining training =
        new TableTraining(
            EncodingOptions.DEFAULTS.without("fraud"),
            AnomalyOptions.DEFAULTS.withModel(new AnomalyModel.Dense(List.of(8, 2), 5, 64)),
            Optional.empty(),
            false,
            new ThresholdRule.ExpectedShare(0.1));
    try (TableSource source = TableSource.open(claims, TableOptions.DEFAULTS)) {
      TableTraining.Result result = training.fit(source, List.of());
      assertThat(result.synthetic()).isTrue();
      assertThat(result.comparison().scored().positives()).isEqualTo(5 * 80);
      assertThat(result.detector().training().heldOutRows()).isEqualTo(80);
      assertThat(result.detector().training().threshold()).isEqualTo("expected share 0.1");
      assertThat(result.detector().missing()).isEmpty();
    }
  }

  private static DriftTally drift(TableDetector detector, Path csv) {
    DriftTally tally = DriftTally.of(detector);
    try (TableSource source = TableSource.open(csv, detector.reading(TableOptions.DEFAULTS));
        ColumnBatches batches = detector.encoding().open(source, 64)) {
      while (batches.next()) {
        tally.add(batches.batch(), detector.judge(batches.batch(), 0, new EncodingTally()));
      }
    }
    return tally;
  }

  @Test
  void columns_of_new_rows_are_held_against_those_of_the_training() throws IOException {
    TableDetector detector = fit().detector();
    assertThat(DriftTally.of(detector).drifts()).isEmpty();
    assertThat(DriftTally.of(detector).score()).isEmpty();
    Path same = ClaimsTable.write(folder.resolve("same.csv"), 8, 400);
    List<Drift> ofSame = drift(detector, same).drifts();
    assertThat(ofSame).hasSize(4);
    assertThat(ofSame.getFirst().column()).as("the frauds").isEqualTo("amount");
    assertThat(ofSame.subList(1, 4)).allMatch(d -> d.level() == Drift.Level.NONE);
    Path other = folder.resolve("older.csv");
    Files.writeString(other, Files.readString(same).replaceAll("(?m)^(\\d)(\\d),", "9$2,"));
    DriftTally tally = drift(detector, other);
    Drift age = tally.drifts().getFirst();
    assertThat(age.column()).isEqualTo("age");
    assertThat(age.level()).isEqualTo(Drift.Level.MUCH);
    assertThat(age.largest().values()).startsWith("above ");
    assertThat(age.largest().now()).isEqualTo(1);
    assertThat(tally.score().orElseThrow().level()).isEqualTo(Drift.Level.MUCH);
    Drift opened =
        ofSame.stream().filter(d -> d.column().equals("opened")).findFirst().orElseThrow();
    assertThat(opened.missingThen()).isBetween(0.04, 0.14);
  }

  @Test
  void labels_that_say_nothing_are_refused() {
    try (TableSource source = TableSource.open(claims, TableOptions.DEFAULTS)) {
      assertThatThrownBy(() -> new Label("fraud", "0").anomalies(source))
          .isInstanceOf(DataException.class)
          .hasMessageEndingWith(
              "column \"fraud\": found no row with \"0\", only no, yes, expected the value of ordinary rows; name it with --normal");
      assertThatThrownBy(() -> new Label("opened", "2024-01-10").anomalies(source))
          .hasMessageContaining(
              "column \"opened\": found no value, expected a label for every row");
    }
    assertThatThrownBy(() -> new ThresholdRule.BestF1().of(new double[] {1}, Optional.empty()))
        .hasMessage("a threshold by best F1 needs to know which rows are anomalies");
  }

  @Test
  void anomalies_train_where_they_are_asked_to() {
    BitSet anomalous = new BitSet();
    anomalous.set(0, 40);
    AnomalyOptions options = AnomalyOptions.DEFAULTS;
    TableSplit all = TableSplit.of(400, anomalous, true, options);
    assertThat(all.train()).hasSize(288 + 32);
    assertThat(all.anomalies()).hasSize(8);
    TableSplit normal = TableSplit.of(400, anomalous, false, options);
    assertThat(list(normal.train())).hasSize(288).allMatch(i -> i >= 40);
    assertThat(normal.anomalies()).hasSize(40);
    assertThat(list(normal.heldOut())).doesNotContainAnyElementsOf(list(normal.train()));
    assertThatThrownBy(() -> TableSplit.of(45, anomalous, false, options))
        .hasMessageEndingWith("got 5");
  }

  private static List<Integer> list(int[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
