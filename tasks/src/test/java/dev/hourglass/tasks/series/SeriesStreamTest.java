package dev.hourglass.tasks.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.data.DataException;
import dev.hourglass.data.series.SeriesOptions;
import dev.hourglass.data.series.SeriesTable;
import dev.hourglass.data.table.ColumnBatch;
import dev.hourglass.data.table.RowStream;
import dev.hourglass.data.table.TableOptions;
import dev.hourglass.data.table.TableSource;
import dev.hourglass.tasks.anomaly.ThresholdRule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Points that arrive one by one have the scores of a whole table. */
class SeriesStreamTest {
  private static final String SOURCE = "standard input";
  private static final SeriesTrainingOptions SMALL =
      new SeriesTrainingOptions(WindowModel.DENSE, 40, 0.2, 10, 16, 3, 1);
  private static final Optional<ThresholdRule> RULE =
      Optional.of(new ThresholdRule.FalseAlarms(0.01));

  @TempDir Path folder;

  /** Lines of two series in turn; in the second one each time is 100 times as large. */
  private static List<String> lines(int points, int channels) {
    Random random = new Random(1);
    List<String> lines = new ArrayList<>();
    for (int t = 0; t < points; t++) {
      for (String unit : List.of("u", "v")) {
        StringBuilder line = new StringBuilder((unit.equals("u") ? t : t * 100) + "," + unit);
        for (int c = 0; c < channels; c++) {
          double value = Math.sin(t / (4.0 + c)) + 0.05 * random.nextGaussian();
          line.append(String.format(Locale.ROOT, ",%.4f", value));
        }
        lines.add(line.toString());
      }
    }
    return lines;
  }

  private static String csv(List<String> lines) {
    int channels = lines.getFirst().split(",", -1).length - 2;
    String names =
        IntStream.range(0, channels).mapToObj(c -> ",c" + c).collect(Collectors.joining());
    return "t,unit" + names + "\n" + String.join("\n", lines) + "\n";
  }

  private SeriesDetector fit(List<String> lines, SeriesTrainingOptions options) throws IOException {
    Path csv = Files.writeString(folder.resolve("train.csv"), csv(lines));
    try (TableSource source = TableSource.open(csv, TableOptions.DEFAULTS)) {
      SeriesOptions columns = SeriesOptions.DEFAULTS.withTime("t").withKeys("unit");
      return new SeriesTraining(columns, options, Optional.empty(), RULE)
          .fit(source, TableOptions.MISSING);
    }
  }

  /** What is said of the rows of a file. */
  private List<SeriesVerdict> whole(SeriesDetector detector, List<String> lines)
      throws IOException {
    Path csv = Files.writeString(folder.resolve("whole.csv"), csv(lines));
    TableOptions reading = detector.columns().reading(TableOptions.DEFAULTS);
    try (TableSource source = TableSource.open(csv, reading)) {
      SeriesTable table = detector.columns().read(source);
      return detector.judge(table, 2, LongStream.rangeClosed(1, source.rows()).toArray());
    }
  }

  private static List<ColumnBatch> batches(SeriesDetector detector, List<String> lines) {
    RowStream rows =
        RowStream.csv(
            new ByteArrayInputStream(csv(lines).getBytes(StandardCharsets.UTF_8)),
            SOURCE,
            detector.columns().schema(),
            TableOptions.MISSING);
    List<ColumnBatch> batches = new ArrayList<>();
    for (List<RowStream.Arrival> next = rows.next(); !next.isEmpty(); next = rows.next()) {
      next.forEach(a -> batches.add(((RowStream.Arrival.Rows) a).batch()));
    }
    return batches;
  }

  /** What is said of rows that come one by one, some at a time. */
  private static List<SeriesVerdict> stream(
      SeriesStream stream, List<ColumnBatch> batches, int at) {
    List<SeriesStream.Answer> answers = new ArrayList<>();
    int taken = 0;
    for (ColumnBatch batch : batches) {
      for (int i = 0; i < batch.rows(); i++) {
        stream.take(batch, i);
        if (++taken % at == 0) {
          answers.addAll(stream.ready());
        }
      }
    }
    answers.addAll(stream.end());
    return answers.stream().map(SeriesStream.Answer::verdict).toList();
  }

  private static List<SeriesVerdict> byRow(List<SeriesVerdict> verdicts) {
    return verdicts.stream().sorted(Comparator.comparingLong(SeriesVerdict::row)).toList();
  }

  @ParameterizedTest(name = "{0}, {1} channels, {2} points, {3} at a time")
  @CsvSource({
    "DENSE, 1, 200, 1",
    "DENSE, 2, 201, 1",
    "DENSE, 1, 200, 1000",
    "DENSE, 2, 203, 7",
    "CONV, 1, 202, 1",
    "LSTM, 2, 121, 1",
    "LSTM, 1, 120, 50",
    "AER, 1, 120, 1",
    "AER, 2, 121, 500",
    "DENSE, 1, 40, 1",
    "DENSE, 1, 41, 1"
  })
  void scores_are_those_of_the_whole_table_in_every_bit(
      WindowModel model, int channels, int points, int at) throws IOException {
    SeriesDetector detector = fit(lines(160, channels), SMALL.withModel(model));
    List<String> lines = lines(points, channels);
    SeriesStream stream = new SeriesStream(detector, 2, SOURCE);
    List<SeriesVerdict> verdicts = stream(stream, batches(detector, lines), at);
    assertThat(byRow(verdicts)).isEqualTo(whole(detector, lines));
    assertThat(stream.unanswered()).isEmpty();
  }

  /** Cells without a value, rows that are not there, and times that repeat. */
  @ParameterizedTest(name = "{0} channels, {1} at a time")
  @CsvSource({"1, 1", "2, 1", "2, 90"})
  void gaps_are_bridged_as_in_the_whole_table(int channels, int at) throws IOException {
    SeriesDetector detector = fit(lines(160, channels), SMALL);
    List<String> lines = new ArrayList<>();
    for (String line : lines(300, channels)) {
      int t = lines.size() / 2;
      boolean lost = t % 50 == 7 || (t > 120 && t < 150);
      boolean gone = t == 0 || t % 31 == 5 || (t > 200 && t < 230) || t > 295;
      lines.add(lost ? "" : gone ? line.replaceFirst(",[^,]*$", ",") : line);
    }
    lines.add(401, lines.get(400));
    lines.removeIf(String::isEmpty);
    SeriesStream stream = new SeriesStream(detector, 2, SOURCE);
    List<SeriesVerdict> verdicts = stream(stream, batches(detector, lines), at);
    assertThat(byRow(verdicts)).isEqualTo(whole(detector, lines));
  }

  @Test
  void a_point_is_answered_as_soon_as_none_to_come_can_change_it() throws IOException {
    SeriesDetector detector = fit(lines(160, 1), SMALL);
    SeriesStream stream = new SeriesStream(detector, 0, SOURCE);
    List<String> lines = lines(100, 1).stream().filter(l -> l.contains(",u,")).toList();
    ColumnBatch batch = batches(detector, lines).getFirst();
    for (int t = 0; t < 100; t++) {
      stream.take(batch, t);
      List<Long> rows = stream.ready().stream().map(a -> a.verdict().row()).toList();
      assertThat(rows).isEqualTo(t < 40 ? List.of() : List.of(t - 39L));
    }
    assertThat(stream.end()).hasSize(40);
  }

  @Test
  void a_long_gap_begins_the_series_anew() throws IOException {
    SeriesDetector detector = fit(lines(160, 1), SMALL);
    List<String> first = lines(90, 1).stream().filter(l -> l.contains(",u,")).toList();
    List<String> second =
        IntStream.range(0, 90).mapToObj(t -> first.get(t).replaceFirst("^", "9")).toList();
    List<String> both = new ArrayList<>(first.subList(10, 90));
    both.addAll(second.subList(10, 20)); // 910 to 919, too few
    both.add("5000000,u,0.1");
    SeriesStream stream = new SeriesStream(detector, 2, SOURCE);
    List<SeriesVerdict> verdicts = stream(stream, batches(detector, both), 1);
    assertThat(verdicts).isEqualTo(whole(detector, first.subList(10, 90)));
    assertThat(stream.unanswered())
        .extracting(DataException::getMessage)
        .containsExactly(
            "standard input, rows 81 to 90: found 10 points of series \"u\" before a gap, expected 40 or more, since the model looks at windows of 40 points; send more rows of each series, or drop bad rows (--on-bad-row skip)",
            "standard input, row 91: found 1 point of series \"u\" until the end, expected 40 or more, since the model looks at windows of 40 points; send more rows of each series, or drop bad rows (--on-bad-row skip)");
  }

  @Test
  void a_value_that_does_not_come_is_not_waited_for() throws IOException {
    SeriesDetector detector = fit(lines(160, 2), SMALL);
    List<String> lines = lines(300, 2).stream().map(l -> l.replaceFirst(",[^,]*$", ",")).toList();
    SeriesStream stream = new SeriesStream(detector, 2, SOURCE);
    ColumnBatch batch = batches(detector, lines).getFirst();
    int answered = 0;
    for (int i = 0; i < 300; i++) {
      stream.take(batch, i);
      answered += stream.ready().size();
    }
    assertThat(answered).isEqualTo(300 - 2 * 80);
  }

  @Test
  void what_comes_too_early_or_too_often_is_refused_and_changes_nothing() throws IOException {
    SeriesDetector detector = fit(lines(160, 1), SMALL);
    List<String> good = lines(60, 1).stream().filter(l -> l.contains(",u,")).toList();
    List<String> lines = new ArrayList<>(good);
    lines.add("58,u,1");
    lines.add("59,u,1");
    lines.add("59,u,1");
    lines.add("59,u,1");
    lines.add("59,u,1");
    lines.add(",u,1");
    ColumnBatch batch = batches(detector, lines).getFirst();
    SeriesStream stream = new SeriesStream(detector, 2, SOURCE);
    for (int i = 0; i < 60; i++) {
      stream.take(batch, i);
    }
    assertThatThrownBy(() -> stream.take(batch, 60))
        .hasMessage(
            "standard input, row 61: found a time before that of row 60 of series \"u\", expected the rows of each series in the order of time; sort them, or drop bad rows (--on-bad-row skip)");
    List<SeriesVerdict> expected = whole(detector, good);
    SeriesStream other = new SeriesStream(detector, 2, SOURCE);
    for (int i = 0; i < 60; i++) {
      other.take(batch, i);
    }
    assertThatThrownBy(() -> other.take(batch, 60)).isInstanceOf(DataException.class);
    assertThatThrownBy(() -> other.take(batch, 65)).hasMessageContaining("found no time");
    assertThat(other.end().stream().map(SeriesStream.Answer::verdict).toList()).isEqualTo(expected);
    for (int i = 61; i < 64; i++) {
      stream.take(batch, i);
    }
    assertThatThrownBy(() -> stream.take(batch, 64))
        .hasMessageContaining("row 65: found the time of row 64 again of series \"u\"");
    assertThat(stream.end()).hasSize(63);
  }

  @Test
  void spans_are_no_rule_for_a_stream() throws IOException {
    Path csv = Files.writeString(folder.resolve("train.csv"), csv(lines(400, 1)));
    try (TableSource source = TableSource.open(csv, TableOptions.DEFAULTS)) {
      SeriesOptions columns = SeriesOptions.DEFAULTS.withTime("t").withKeys("unit");
      SeriesDetector detector =
          new SeriesTraining(columns, SMALL, Optional.empty(), Optional.empty())
              .fit(source, TableOptions.MISSING);
      double[] heldOut = detector.calibration().heldOut();
      double threshold = detector.streamThreshold();
      assertThat(Arrays.stream(heldOut).filter(s -> s >= threshold).count() + 1)
          .isLessThanOrEqualTo((heldOut.length + 1) / 100);
      assertThat(detector.calibration().pValue(threshold)).isLessThanOrEqualTo(0.01);
    }
    assertThat(fit(lines(160, 1), SMALL).flagging()).isInstanceOf(Flagging.Above.class);
  }
}
