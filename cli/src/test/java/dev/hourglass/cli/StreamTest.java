package dev.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code detect MODEL -}: drift of rows, and points of series. */
class StreamTest {
  private static final int ROWS = 600;

  @TempDir static Path folder;
  private static Path table = Path.of("");
  private static Path units = Path.of("");
  private static Path series = Path.of("");

  @BeforeAll
  static void train() throws IOException {
    table = folder.resolve("table.safetensors");
    Path rows = Files.writeString(folder.resolve("rows.csv"), rows(ROWS, 0));
    done("train " + rows + " --task anomaly --model dense --threads 1 --out " + table);
    units = Files.writeString(folder.resolve("units.csv"), units(0, ROWS, 0));
    series = folder.resolve("series.safetensors");
    done(
        "train %s --task anomaly --time when --key unit --window 20 --threads 1 --false-alarms 0.02 --out %s"
            .formatted(units, series));
  }

  private static Call done(String arguments) {
    Call call = Call.of(arguments);
    assertThat(call.status()).as(call.err()).isZero();
    return call;
  }

  private static String rows(int rows, double shift) {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder("a,b,state\n");
    for (int i = 0; i < rows; i++) {
      double a = random.nextGaussian();
      text.append(
          String.format(
              Locale.ROOT,
              "%.4f,%.4f,%s%n",
              a + shift,
              2 * a + 0.1 * random.nextGaussian(),
              i % 3 == 0 ? "NY" : "OH"));
    }
    return text.toString();
  }

  /** A wave every minute, in two series in turn. */
  private static String units(int from, int to, double shift) {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder("when,unit,x,y\n");
    for (int t = 0; t < to; t++) {
      double x = Math.sin(t / 3.0) + 0.1 * random.nextGaussian();
      for (String unit : List.of("north", "the \"south\"")) {
        String quoted = '"' + unit.replace("\"", "\"\"") + '"';
        String line =
            String.format(
                Locale.ROOT,
                "2024-01-%02d %02d:%02d:00,%s,%.4f,%.4f%n",
                1 + t / 1440,
                t / 60 % 24,
                t % 60,
                quoted,
                x + shift,
                Math.cos(t / 3.0));
        text.append(t < from ? "" : line);
      }
    }
    return text.toString();
  }

  @Test
  void drift_of_rows_is_told_at_the_end_as_of_a_file() throws IOException {
    String shifted = rows(ROWS, 5);
    Path csv = Files.writeString(folder.resolve("shifted.csv"), shifted);
    Path out = folder.resolve("shifted-scores.csv");
    Call file = done("detect " + table + " " + csv + " --out " + out);
    Call call = Call.detecting(table, shifted);
    assertThat(call.status()).as(call.err()).isZero();
    assertThat(call.out().lines()).containsExactlyElementsOf(Files.readAllLines(out));
    assertThat(call.errorLines())
        .isEqualTo(file.errorLines())
        .singleElement()
        .asString()
        .startsWith("warning: column \"a\" is not as in training (PSI ");
    assertThat(Call.detecting(table, rows(ROWS, 0)).errorLines()).isEmpty();
  }

  @Test
  void drift_can_be_told_after_each_so_many_rows() {
    String lines =
        rows(250, 0) + rows(250, 5).lines().skip(1).collect(Collectors.joining("\n")) + "\n";
    Call call = Call.detecting(table, lines, "--drift-every", "100");
    assertThat(call.status()).as(call.err()).isZero();
    assertThat(call.errorLines())
        .satisfiesExactly(
            l -> assertThat(l).startsWith("warning: answers 201 to 300: column \"a\" is not as"),
            l -> assertThat(l).startsWith("warning: answers 301 to 400: column \"a\" is not as"),
            l -> assertThat(l).startsWith("warning: answers 401 to 500: column \"a\" is not as"));
  }

  @Test
  void points_are_answered_as_those_of_a_file() throws IOException {
    Path out = folder.resolve("units-scores.csv");
    String text = units(0, 301, 0);
    Path csv = Files.writeString(folder.resolve("some-units.csv"), text);
    Call file = done("detect " + series + " " + csv + " --out " + out + " --json");
    assertThat(file.json().get("drift").isEmpty()).isTrue();
    assertThat(file.json().get("score_psi").isNumber()).isTrue();
    Call call = Call.detecting(series, text);
    assertThat(call.status()).as(call.err()).isZero();
    assertThat(call.errorLines()).isEmpty();
    List<String> lines = call.out().lines().toList();
    assertThat(lines.getFirst()).isEqualTo("row,time,series,score,p_value,anomaly,because");
    List<String> sorted = new ArrayList<>(lines.subList(1, lines.size()));
    sorted.sort(Comparator.comparingInt(l -> Integer.parseInt(l.substring(0, l.indexOf(',')))));
    List<String> whole = Files.readAllLines(out);
    assertThat(sorted).containsExactlyElementsOf(whole.subList(1, whole.size()));
    assertThat(sorted.get(1)).startsWith("2,2024-01-01 00:00:00,\"the \"\"south\"\"\",");
  }

  @Test
  void points_that_drift_are_told_of() throws IOException {
    String shifted = units(300, ROWS, 6);
    Path csv = Files.writeString(folder.resolve("shifted-units.csv"), shifted);
    Path out = folder.resolve("shifted-units-scores.csv");
    Path report = folder.resolve("shifted-units.html");
    Call file =
        done("detect %s %s --out %s --report %s --json".formatted(series, csv, out, report));
    JsonNode drift = file.json().get("drift");
    assertThat(drift.size()).isEqualTo(1);
    assertThat(drift.get(0).get("column").asString()).isEqualTo("x");
    assertThat(Files.readString(report))
        .contains(
            "These points are not like those of the training: “x” drifted much",
            "one has drifted much",
            "Rows are points here");
    List<String> warnings = Call.detecting(series, shifted).errorLines();
    assertThat(warnings)
        .isEqualTo(file.errorLines())
        .singleElement()
        .asString()
        .startsWith("warning: column \"x\" is not as in training (PSI ");
  }

  @Test
  void json_lines_of_points_skip_what_is_bad() {
    StringBuilder text = new StringBuilder();
    for (int t = 0; t < 30; t++) {
      text.append(
          "{\"when\": \"2024-01-01 00:%02d:00\", \"unit\": \"new\", \"x\": %d}\n"
              .formatted(t == 9 ? 3 : t, t % 5));
    }
    text.append("{\"when\": \"soon\", \"unit\": \"new\", \"x\": 1}\n");
    text.append("{\"when\": \"2024-01-01 00:00:00\", \"unit\": \"other\", \"x\": 1}\n");
    Call call =
        Call.detecting(
            series, text.toString(), "--json-lines", "--on-bad-row", "skip", "--explain", "1");
    assertThat(call.status()).as(call.err()).isZero();
    List<JsonNode> answers = call.out().lines().map(l -> JsonMapper.shared().readTree(l)).toList();
    assertThat(answers).hasSize(29);
    assertThat(answers.get(9).get("row").asInt()).isEqualTo(11);
    assertThat(answers.get(9).get("time").asString()).isEqualTo("2024-01-01 00:10:00");
    assertThat(answers.get(9).get("series").asString()).isEqualTo("new");
    assertThat(answers.get(9).get("because").asString()).contains("expected");
    assertThat(call.errorLines())
        .satisfiesExactly(
            l -> assertThat(l).startsWith("skipped: standard input, row 10: found a time before"),
            l -> assertThat(l).startsWith("skipped: standard input, row 31, column \"when\""),
            l -> assertThat(l).startsWith("skipped: standard input, row 32: found 1 point of"),
            l -> assertThat(l).startsWith("warning: column \"y\" is not as in training"),
            l -> assertThat(l).startsWith("warning: column \"x\" is not as in training"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "2024-01-01 02:00:00,north,1,1 | 0 | row 603: found a time before that of row 601 of series \"north\"",
        "2024-01-01 11:00:00,north,big,1 | 0 | column \"x\"",
        ",north,1,1 | 0 | column \"when\": found no time",
        "2024-01-01 11:00:00,west,1,1 | 62 | row 603: found 1 point of series \"west\" until the end",
        "2024-01-01 11:00:00,north,1 | 0 | found 3 cells"
      })
  void a_bad_row_is_one_line_and_the_end(String row, int rest, String expected) {
    Call call = Call.detecting(series, units(0, 301, 0) + row + "\n");
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.errorLines())
        .singleElement()
        .asString()
        .startsWith("hourglass: standard input, row 603")
        .contains(expected);
    // those before it are answered: all but the last window of each series, or all at the end
    assertThat(call.out().lines()).hasSizeBetween(1 + 602 - 44, 1 + 602);
    assertThat(rest == 0).isEqualTo(call.out().lines().count() < 603);
  }

  @Test
  void mistakes_of_the_call() {
    assertThat(Call.detecting(table, "", "--drift-every", "0").err())
        .contains("--drift-every must be 1 or more, got 0");
    Call file = Call.of("detect " + table + " x.csv --out y.csv --drift-every 9");
    assertThat(file.status()).isEqualTo(2);
    assertThat(file.err()).contains("--drift-every goes with - as DATA");
    assertThat(Call.detecting(series, "when,unit,x\n").err())
        .contains("no column y among when, unit, x");
    Call other =
        Call.detecting(series, units(0, 100, 0).replaceAll("(\\d\\d):(\\d\\d):00", "00:$1:$2"));
    assertThat(other.status()).as(other.err()).isZero();
    assertThat(other.err()).contains("warning: points are 1.0 apart, but were 60.0 apart");
  }
}
