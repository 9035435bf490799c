package dev.hourglass.tasks.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.autoencoders.file.ModelFileException;
import dev.hourglass.data.series.SeriesOptions;
import dev.hourglass.data.series.SeriesTable;
import dev.hourglass.data.table.TableOptions;
import dev.hourglass.data.table.TableSource;
import dev.hourglass.tasks.anomaly.Drift;
import dev.hourglass.tasks.anomaly.DriftTally;
import dev.hourglass.tasks.anomaly.Label;
import dev.hourglass.tasks.anomaly.ThresholdRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SeriesDetectorTest {
  private static final Label LABEL = new Label("bad", "0");
  private static final SeriesTrainingOptions SMALL =
      new SeriesTrainingOptions(WindowModel.DENSE, 16, 0.2, 20, 16, 3, 1);

  @TempDir Path folder;

  /** Two channels that go together, but for the points 300 to 319; every fifth row is missing. */
  private Path waves(String name, int points) throws IOException {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder("t,unit,a,b,bad\n");
    for (int t = 0; t < points; t++) {
      for (String unit : List.of("u", "v")) {
        boolean bad = t >= 300 && t < 320;
        double a = Math.sin(t / 4.0) + 0.05 * random.nextGaussian();
        double b = (bad ? -1 : 1) * a + 0.05 * random.nextGaussian();
        text.append(String.format(Locale.ROOT, "%d,%s,%.4f,%.4f,%d%n", t, unit, a, b, bad ? 1 : 0));
      }
    }
    return Files.writeString(folder.resolve(name), text);
  }

  private static SeriesOptions columns() {
    return SeriesOptions.DEFAULTS.withTime("t").withKeys("unit").without("bad");
  }

  private static SeriesDetector fit(Path csv, SeriesTrainingOptions options) {
    return fit(csv, options, Optional.empty(), Optional.empty());
  }

  private static SeriesDetector fit(
      Path csv,
      SeriesTrainingOptions options,
      Optional<Label> label,
      Optional<ThresholdRule> rule) {
    try (TableSource source = TableSource.open(csv, TableOptions.DEFAULTS)) {
      return new SeriesTraining(columns(), options, label, rule).fit(source, TableOptions.MISSING);
    }
  }

  private static List<SeriesVerdict> judge(SeriesDetector detector, Path csv) {
    TableOptions reading = detector.columns().reading(TableOptions.DEFAULTS);
    try (TableSource source = TableSource.open(csv, reading)) {
      SeriesTable table = detector.columns().read(source);
      long[] numbers = LongStream.rangeClosed(1, source.rows()).toArray();
      List<SeriesVerdict> verdicts = detector.judge(table, 2, numbers);
      assertThat(verdicts.stream().mapToDouble(SeriesVerdict::score).toArray())
          .isEqualTo(detector.score(table));
      return verdicts;
    }
  }

  @Test
  void the_strange_stretch_is_found_in_both_series_and_explained() throws IOException {
    Path csv = waves("w.csv", 500);
    SeriesDetector detector =
        fit(csv, SMALL, Optional.of(LABEL), Optional.of(new ThresholdRule.FalseAlarms(0.01)));
    List<SeriesVerdict> verdicts = judge(detector, csv);
    assertThat(verdicts).hasSize(1000);
    for (String unit : List.of("u", "v")) {
      SeriesVerdict bad = verdicts.get(620 + (unit.equals("u") ? 0 : 1));
      assertThat(bad.key()).isEqualTo(unit);
      assertThat(bad.row()).isEqualTo(unit.equals("u") ? 621 : 622);
      assertThat(bad.time()).isEqualTo(310);
      assertThat(bad.anomaly()).isTrue();
      assertThat(bad.pValue()).isLessThan(0.02);
      assertThat(bad.because()).contains("a = ").contains("b = ").contains("expected");
      assertThat(verdicts.get(200).anomaly()).isFalse();
    }
    SeriesRecord training = detector.training();
    assertThat(training.series()).isEqualTo(2);
    assertThat(training.heldOutPoints()).isBetween(160, 200);
    assertThat(training.baselineThresholds()).containsOnlyKeys("pca-windows", "knn-windows");
    try (TableSource source = TableSource.open(csv, TableOptions.DEFAULTS)) {
      SeriesComparison comparison = new SeriesEvaluation(detector, 1).of(source, LABEL);
      assertThat(comparison.detector().vusPr()).isGreaterThan(0.8);
      assertThat(comparison.detector().overlap().found()).isEqualTo(2);
      assertThat(comparison.detector().points().atThreshold().recall()).isGreaterThan(0.8);
      assertThat(comparison.baselines()).containsOnlyKeys("pca-windows", "knn-windows");
      assertThat(comparison.verdict()).contains("VUS-PR");
    }
  }

  @ParameterizedTest
  @EnumSource
  void threads_and_the_file_change_no_bit(WindowModel model) throws IOException {
    Path csv = waves("w.csv", 200);
    SeriesTrainingOptions options = SMALL.withModel(model);
    SeriesDetector made = fit(csv, options);
    Path file = folder.resolve("one.safetensors");
    made.save(file);
    Path other = folder.resolve("three.safetensors");
    fit(csv, options.withThreads(3)).save(other);
    assertThat(Files.readAllBytes(other)).isEqualTo(Files.readAllBytes(file));
    assertThat(SeriesDetector.isOne(file)).isTrue();
    assertThat(SeriesDetector.isOne(csv)).isFalse();
    SeriesDetector loaded = SeriesDetector.load(file, 2);
    assertThat(judge(loaded, csv)).isEqualTo(judge(made, csv));
    assertThat(loaded.training()).isEqualTo(made.training());
    assertThat(loaded.columns()).isEqualTo(made.columns());
    assertThat(loaded.flagging()).isEqualTo(made.flagging());
    loaded.save(other);
    assertThat(Files.readAllBytes(other)).isEqualTo(Files.readAllBytes(file));
  }

  @Test
  void a_damaged_file_is_refused_in_one_line() throws IOException {
    Path file = folder.resolve("m.safetensors");
    fit(waves("w.csv", 200), SMALL).save(file);
    byte[] bytes = Files.readAllBytes(file);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    for (String[] change :
        new String[][] {
          {"dense-window", "sense-window"},
          {"\\\"window\\\":16", "\\\"window\\\":19"},
          {"\\\"numbers\\\":true", "\\\"numbers\\\":null"},
          {"series-1", "series-2"}
        }) {
      String changed = text.replace(change[0], change[1]);
      if (changed.equals(text)) {
        continue;
      }
      Files.write(file, changed.getBytes(StandardCharsets.ISO_8859_1));
      assertThatThrownBy(() -> SeriesDetector.load(file, 1))
          .as(change[1])
          .isInstanceOf(ModelFileException.class)
          .message()
          .doesNotContain("\n");
    }
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
    assertThatThrownBy(() -> SeriesDetector.load(file, 1)).isInstanceOf(ModelFileException.class);
  }

  @Test
  void shifted_series_have_drifted_and_those_of_the_training_have_not() throws IOException {
    Path all = waves("all.csv", 900);
    Path csv = Files.write(folder.resolve("w.csv"), rows(all, 1, 1201));
    SeriesDetector detector = fit(csv, SMALL);
    assertThat(drift(detector, csv).drifts())
        .extracting(Drift::level)
        .containsExactly(Drift.Level.NONE, Drift.Level.NONE);
    Path fresh = Files.write(folder.resolve("fresh.csv"), rows(all, 1201, 1801));
    assertThat(drift(detector, fresh).drifts())
        .extracting(Drift::level)
        .containsExactly(Drift.Level.NONE, Drift.Level.NONE);
    Path shifted = folder.resolve("shifted.csv");
    Files.write(
        shifted,
        Files.readAllLines(fresh).stream()
            .map(l -> l.replaceFirst("(,[uv],)-?[01]", "$13"))
            .toList());
    DriftTally tally = drift(detector, shifted);
    assertThat(tally.drifts().getFirst().column()).isEqualTo("a");
    assertThat(tally.drifts()).extracting(Drift::level).contains(Drift.Level.MUCH);
    assertThat(tally.score().orElseThrow().psi()).isGreaterThan(0.25);
  }

  /** The header and some rows. */
  private static List<String> rows(Path csv, int from, int to) throws IOException {
    List<String> lines = Files.readAllLines(csv);
    List<String> rows = new ArrayList<>(lines.subList(0, 1));
    rows.addAll(lines.subList(from, to));
    return rows;
  }

  private static DriftTally drift(SeriesDetector detector, Path csv) {
    TableOptions reading = detector.columns().reading(TableOptions.DEFAULTS);
    try (TableSource source = TableSource.open(csv, reading)) {
      SeriesTable table = detector.columns().read(source);
      return detector.drift(
          table, detector.judge(table, 0, LongStream.rangeClosed(1, source.rows()).toArray()));
    }
  }

  @Test
  void a_file_from_before_summaries_knows_no_drift() throws IOException {
    Path csv = waves("w.csv", 200);
    SeriesDetector made = fit(csv, SMALL);
    Path file = folder.resolve("m.safetensors");
    new SeriesDetector(
            made.columns(),
            made.model(),
            made.code(),
            made.scorer(),
            made.network(),
            made.reference(),
            made.calibration(),
            made.flagging(),
            made.label(),
            made.training(),
            Optional.empty())
        .save(file);
    assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
        .doesNotContain("summaries", "score_dependence");
    SeriesDetector before = SeriesDetector.load(file, 1);
    assertThat(judge(before, csv)).isEqualTo(judge(made, csv));
    assertThat(drift(before, csv).drifts()).isEmpty();
    assertThat(drift(before, csv).score()).isEmpty();
    made.save(file);
    SeriesDetector loaded = SeriesDetector.load(file, 1);
    assertThat(loaded.summary()).isEqualTo(made.summary()).isPresent();
    assertThat(drift(loaded, csv).score()).isPresent();
  }

  @Test
  void too_few_rows_are_refused() throws IOException {
    SeriesDetector detector = fit(waves("w.csv", 200), SMALL);
    Path few = waves("few.csv", 10);
    assertThatThrownBy(() -> judge(detector, few))
        .hasMessage(
            "series \"u\": 10 rows are too few: the model looks at windows of 16 points; give it 16 rows or more of each series");
    assertThatThrownBy(() -> fit(waves("short.csv", 20), SMALL))
        .hasMessageContaining("windows of 16 points need a series of 32 rows or more");
  }

  @Test
  void uneven_steps_are_evened_and_scored_row_by_row() throws IOException {
    StringBuilder text = new StringBuilder("t,a\n");
    for (int t = 0; t < 300; t++) {
      if (t % 50 != 7) {
        text.append(String.format(Locale.ROOT, "%d,%.4f%n", t, Math.sin(t / 3.0)));
      }
    }
    Path csv = Files.writeString(folder.resolve("gaps.csv"), text);
    try (TableSource source = TableSource.open(csv, TableOptions.DEFAULTS)) {
      SeriesDetector detector =
          new SeriesTraining(
                  SeriesOptions.DEFAULTS.withTime("t"), SMALL, Optional.empty(), Optional.empty())
              .fit(source, TableOptions.MISSING);
      assertThat(judge(detector, csv)).hasSize(294);
    }
    Path twice =
        Files.writeString(folder.resolve("twice.csv"), text.toString() + text.substring(4));
    try (TableSource source = TableSource.open(twice, TableOptions.DEFAULTS)) {
      SeriesTraining training =
          new SeriesTraining(
              SeriesOptions.DEFAULTS.withTime("t"), SMALL, Optional.empty(), Optional.empty());
      assertThatThrownBy(() -> training.fit(source, TableOptions.MISSING))
          .hasMessageContaining("column \"t\": 294 of 588 times repeat")
          .hasMessageContaining("--key COLUMN");
    }
  }
}
