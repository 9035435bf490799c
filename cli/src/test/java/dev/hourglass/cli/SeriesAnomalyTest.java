package dev.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Anomalies in time series from the command line: train, detect, evaluate, info. */
class SeriesAnomalyTest {
  private static final int ROWS = 400;

  @TempDir static Path folder;
  private static Path series = Path.of("");
  private static Path model = Path.of("");
  private static Call trained = new Call(1, "", "");

  @BeforeAll
  static void train() throws IOException {
    series = write("series.csv", ROWS, "");
    model = folder.resolve("s.safetensors");
    trained = Call.of(call(series) + " --seed 3 --threads 1 --json --out " + model);
  }

  private static String call(Path data) {
    return "train " + data + " --task anomaly --time timestamp --drop bad --window 20";
  }

  /** A wave every minute, that is upside down at the rows 301 to 330. */
  private static Path write(String name, int rows, String tail) throws IOException {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder("timestamp,value,other,place,bad\n");
    for (int t = 0; t < rows; t++) {
      boolean bad = t >= 300 && t < 330;
      double value = (bad ? -1 : 1) * Math.sin(t / 3.0) + 0.05 * random.nextGaussian();
      text.append(
          String.format(
              Locale.ROOT,
              "2024-01-01 %02d:%02d:00,%.4f,%.4f,north,%d%n",
              t / 60,
              t % 60,
              value,
              Math.sin(t / 3.0),
              bad ? 1 : 0));
    }
    return Files.writeString(folder.resolve(name), text + tail);
  }

  @Test
  void a_report_draws_the_series_with_what_is_flagged() throws IOException {
    Path report = folder.resolve("report.html");
    Path out = folder.resolve("report-scores.csv");
    Call call = Call.of("detect " + model + " " + series + " --out " + out + " --report " + report);
    assertThat(call.status()).as(call.err()).isZero();
    assertThat(call.out()).contains("Open " + report);
    String html = Files.readString(report);
    assertThat(html)
        .contains(
            " flagged: ", " of 400 points, in one series", "Flagged spans", "2024-01-01\u00A005:")
        .contains("<rect class=span", "<polyline class=trace", "<polyline class=score")
        .contains(">value</text>", ">other</text>")
        .contains("There is no one threshold")
        .doesNotContain("<rect class=truth", "NaN", "<script", "http:", "https:");
    Files.delete(report);
    call = Call.of("evaluate " + model + " " + series + " --label bad --report " + report);
    assertThat(call.status()).as(call.err()).isZero();
    assertThat(Files.readString(report))
        .contains("<rect class=truth", "ROC curves", "VUS-PR", "30 of 400 rows are anomalies");
  }

  @Test
  void train_says_what_was_learned_from() {
    assertThat(trained.status()).as(trained.err()).isZero();
    JsonNode json = trained.json();
    assertThat(json.get("family").asString()).isEqualTo("dense-window");
    assertThat(json.get("columns").toString()).isEqualTo("[\"value\",\"other\"]");
    assertThat(json.get("window").asInt()).isEqualTo(20);
    assertThat(json.get("held_out_points").asInt()).isEqualTo(80);
    assertThat(json.get("threshold_by").asString()).startsWith("spans above mean + 4");
    assertThat(json.get("threshold").isNull()).isTrue();
    assertThat(json.get("baseline_thresholds").isEmpty()).isTrue();
  }

  @Test
  void detect_writes_a_row_for_each_row_with_its_time() throws IOException {
    Path out = folder.resolve("scores.csv");
    Call call = Call.of("detect " + model + " " + series + " --out " + out + " --json");
    assertThat(call.status()).as(call.err()).isZero();
    assertThat(call.json().get("rows").asInt()).isEqualTo(ROWS);
    List<String> lines = Files.readAllLines(out);
    assertThat(lines).hasSize(ROWS + 1);
    assertThat(lines.getFirst()).isEqualTo("row,time,score,p_value,anomaly,because");
    assertThat(lines.get(61)).startsWith("61,2024-01-01 01:00:00,");
    int strangest = call.json().get("strangest").get(0).get("row").asInt();
    assertThat(strangest).isBetween(295, 335);
    assertThat(lines.get(strangest)).contains("value = ").contains("expected");
  }

  @Test
  void evaluate_holds_it_against_its_baselines() {
    Call call = Call.of("evaluate " + model + " " + series + " --label bad --json");
    assertThat(call.status()).as(call.err()).isZero();
    String[] keys = {
      "auroc", "average_precision", "f1", "threshold", "vus_pr", "overlap_f1", "range_f1"
    };
    JsonNode json = call.json();
    assertThat(json.propertyNames()).contains(keys).contains("verdict");
    assertThat(json.get("anomalies").asInt()).isEqualTo(30);
    assertThat(json.get("vus_pr").asDouble()).isGreaterThan(0.8);
    for (String id : List.of("pca-windows", "knn-windows")) {
      assertThat(json.get("baselines").get(id).propertyNames()).contains(keys);
    }
    Call text = Call.of("evaluate " + model + " " + series + " --label bad");
    assertThat(text.out()).contains("VUS-PR", "dense-window", "knn-windows");
  }

  @Test
  void a_threshold_of_a_rule_is_said() throws IOException {
    Path out = folder.resolve("ruled.safetensors");
    String rule = " --label bad --normal 0 --best-f1 --json --out ";
    Call call = Call.of(call(series).replace(" --drop bad", "") + rule + out);
    assertThat(call.status()).as(call.err()).isZero();
    assertThat(call.json().get("threshold_by").asString()).isEqualTo("best F1");
    JsonNode json = Call.of("evaluate " + out + " " + series + " --json").json();
    assertThat(json.get("threshold")).isEqualTo(call.json().get("threshold"));
    assertThat(json.get("f1").asDouble()).isGreaterThan(0.7);
    assertThat(json.get("baselines").get("pca-windows").get("threshold").isNumber()).isTrue();
  }

  @Test
  void series_are_told_apart_by_their_key() throws IOException {
    StringBuilder text = new StringBuilder("t,unit,x\n");
    for (int t = 0; t < 120; t++) {
      text.append("%d,a,%s%n%d,b,%s%n".formatted(t, t % 10, t, (t + 5) % 10));
    }
    Path csv = Files.writeString(folder.resolve("units.csv"), text);
    Path file = folder.resolve("units.safetensors");
    String options = " --task anomaly --time t --key unit --window 10 --threads 1 --out ";
    Call call = Call.of("train " + csv + options + file);
    assertThat(call.status()).as(call.err()).isZero();
    Path out = folder.resolve("units-scores.csv");
    assertThat(Call.of("detect " + file + " " + csv + " --out " + out).status()).isZero();
    assertThat(Files.readAllLines(out).subList(0, 3))
        .satisfiesExactly(
            l -> assertThat(l).startsWith("row,time,series,score"),
            l -> assertThat(l).startsWith("1,0.0,a,"),
            l -> assertThat(l).startsWith("2,0.0,b,"));
    JsonNode info = Call.of("info " + file + " --json").json();
    assertThat(info.get("kind").asString()).isEqualTo("anomaly detector of series");
    assertThat(info.get("series").asInt()).isEqualTo(2);
    assertThat(info.get("keys").toString()).isEqualTo("[\"unit\"]");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "train DATA OUT --task anomaly --time stamp     | no column \"stamp\"",
        "train DATA OUT --task anomaly --time place     | column \"place\"",
        "train BROKEN OUT --task anomaly --time timestamp | \"soon\"",
        "train EMPTY OUT --task anomaly --time timestamp | no time",
        "train TWICE OUT --task anomaly --time timestamp | times repeat; name the column that tells series apart",
        "train SHORT OUT --task anomaly --time timestamp --window 20 | windows of 20 points need a series of 40 rows or more",
        "train DATA OUT --task anomaly --time timestamp --window 2 | --window must be 3 or more, got 2",
        "train DATA OUT --task anomaly --time timestamp --model denoising | --model with --task anomaly and --time is dense-window,",
        "train DATA OUT --task anomaly --time timestamp --spans --false-alarms 0.1 | leave out the other rule",
        "train DATA OUT --task anomaly --time timestamp --best-f1 | need --label",
        "train DATA OUT --task anomaly --time timestamp --normal 0 | --normal needs --label",
        "train DATA OUT --task anomaly --time timestamp --scaling robust | --scaling means nothing with --time",
        "train DATA OUT --task anomaly --time timestamp --key unit | no column \"unit\"",
        "train DATA OUT --task anomaly --time timestamp --drop value,other,bad | no column of values",
        "train DATA OUT --task anomaly --window 20      | --key, --window and --spans need --time",
        "train DATA OUT --time timestamp                | --time needs --task anomaly",
        "detect MODEL SHORT OUT.csv                     | 12 rows are too few: the model looks at windows of 20 points",
        "detect MODEL UNITS OUT.csv                     | no column \"timestamp\"",
        "evaluate MODEL DATA                            | name what says which rows are anomalies",
        "evaluate MODEL DATA --label worse              | no column \"worse\"",
        "encode MODEL DATA OUT.csv                      | holds an anomaly detector"
      })
  void a_mistake_is_one_line_and_leaves_nothing(String call, String expected) throws IOException {
    Path out = folder.resolve("never.safetensors");
    String head = Files.readAllLines(series).getFirst() + "\n";
    String again = String.join("\n", Files.readAllLines(series).subList(1, 200)) + "\n";
    Path units = Files.writeString(folder.resolve("no.csv"), "t,unit,x\n1,a,2\n2,a,3\n");
    Path broken = write("broken.csv", 200, "soon,1,1,north,0\n");
    Path empty = write("empty.csv", 200, ",1,1,north,0\n");
    Path twice = Files.writeString(folder.resolve("twice.csv"), head + again + again);
    Path few = write("short.csv", 12, "");
    Call done =
        Call.of(
            call.replace("DATA", series.toString())
                .replace("MODEL", model.toString())
                .replace("UNITS", units.toString())
                .replace("BROKEN", broken.toString())
                .replace("EMPTY", empty.toString())
                .replace("TWICE", twice.toString())
                .replace("SHORT", few.toString())
                .replace("OUT", "--out " + out));
    assertThat(done.status()).as(done.err()).isEqualTo(2);
    assertThat(done.out()).isEmpty();
    assertThat(done.errorLines()).last().asString().startsWith("hourglass: ").contains(expected);
    assertThat(out).doesNotExist();
    assertThat(folder.resolve("never.safetensors.csv")).doesNotExist();
  }

  @Tag("slow")
  @Test
  void a_real_series_is_learned_and_scored_row_by_row() throws IOException {
    Path data =
        Path.of("..", "..", "shared", "data", "nab", "realKnownCause")
            .resolve("ec2_request_latency_system_failure.csv");
    assumeThat(data).as("the series of NAB are not there").exists();
    Path file = folder.resolve("nab.safetensors");
    Call call = Call.of("train " + data + " --task anomaly --time timestamp --out " + file);
    assertThat(call.status()).as(call.err()).isZero();
    Path out = folder.resolve("nab.csv");
    assertThat(Call.of("detect " + file + " " + data + " --out " + out).status()).isZero();
    assertThat(Files.readAllLines(out)).hasSize(4033);
  }
}
