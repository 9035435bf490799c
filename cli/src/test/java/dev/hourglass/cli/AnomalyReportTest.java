package dev.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;

/** Reports on anomalies in tables: what stands in them, and that data stay data. */
class AnomalyReportTest {
  private static final String EVIL = "<script>alert('${body} %s')</script>";

  @TempDir static Path folder;
  private static Path model = Path.of("");
  private static Path claims = Path.of("");

  @BeforeAll
  static void train() throws IOException {
    claims = claims("claims.csv", 1, 300, "OH");
    model = folder.resolve("m.safetensors");
    Call call =
        Call.of(
            "train "
                + claims
                + " --task anomaly --model dense --threads 1 --label fraud --normal no --seed 3 --out "
                + model);
    assertThat(call.status()).as(call.err()).isZero();
  }

  /** The amount goes with the age, but not in every tenth row; a name of a column is markup. */
  private static Path claims(String name, long seed, int rows, String state) throws IOException {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder("age,<img src=x onerror=alert(1)>,state,fraud\n");
    for (int i = 0; i < rows; i++) {
      boolean fraud = i % 10 == 9;
      int age = 20 + random.nextInt(50);
      double amount = 100 * age + 30 * random.nextGaussian() + (fraud ? 6000 : 0);
      String where = List.of(state, "NY", "PA").get(random.nextInt(3));
      text.append(
          String.format(Locale.ROOT, "%d,%.2f,%s,%s%n", age, amount, where, fraud ? "yes" : "no"));
    }
    return Files.writeString(folder.resolve(name), text);
  }

  private static String report(String... arguments) throws IOException {
    Call call = Call.of(arguments);
    assertThat(call.status()).as(call.err()).isZero();
    String html = Files.readString(folder.resolve("report.html"));
    assertThat(html)
        .doesNotContain("<script", "<img", "http://", "https://", "NaN", "Infinity")
        .doesNotContainPattern("\\$\\{\\w+}<");
    Matcher svg = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL).matcher(html);
    while (svg.find()) {
      assertWellFormed(svg.group());
    }
    return html;
  }

  /** As XML, where attributes need quotes. */
  private static void assertWellFormed(String svg) {
    String quoted = svg.replaceAll("=([\\w.#-]+)(?=[ />])", "='$1'");
    assertThat(quoted)
        .satisfies(s ->
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(s))));
  }

  @Test
  void a_report_tells_how_many_how_sure_and_why() throws IOException {
    Path fresh = claims("fresh.csv", 2, 200, "OH");
    String html =
        report(
            "detect",
            model.toString(),
            fresh.toString(),
            "--out",
            folder.resolve("s.csv").toString(),
            "--report",
            folder.resolve("report.html").toString());
    assertThat(html)
        .contains("of 200 rows are flagged")
        .contains("would be flagged by chance among as many ordinary rows")
        .contains("How sure is that?", "The strangest rows", "What makes rows strange")
        .contains("Drift since training", "found on held-out rows by the rule “best F1”")
        .contains("<b>&lt;img src=x onerror=alert(1)&gt;</b>")
        .contains("hourglass detect ")
        .contains("216; 54 ordinary ones and 30 anomalies were held out")
        .doesNotContain("Against the labels");
    assertThat(Files.readAllLines(folder.resolve("s.csv"))).hasSize(201);
  }

  @Test
  void markup_in_the_data_stays_text() throws IOException {
    Path fresh = claims("evil.csv", 2, 200, EVIL);
    Call call =
        Call.of(
            "detect",
            model.toString(),
            fresh.toString(),
            "--out",
            folder.resolve("s.csv").toString(),
            "--report",
            folder.resolve("report.html").toString(),
            "--json");
    assertThat(call.status()).as(call.err()).isZero();
    JsonNode drift = call.json().get("drift").get(0);
    assertThat(call.json().get("report").asString()).endsWith("report.html");
    assertThat(Files.readString(folder.resolve("report.html")))
        .doesNotContain("<script", "<img")
        .contains("&lt;script&gt;alert(&#39;${body} %s&#39;)&lt;/script&gt;")
        .contains("These rows are not like those of the training: “state” drifted much");
    assertThat(drift.get("column").asString()).isEqualTo("state");
    assertThat(drift.get("psi").asDouble()).isGreaterThan(0.25);
    assertThat(call.errorLines())
        .anyMatch(l ->
            l.matches(
                "warning: column \"state\" is not as in training \\(PSI \\d.*, above 0.25\\): .*"));
  }

  @Test
  void labels_add_curves_and_baselines() throws IOException {
    Path test = claims("test.csv", 3, 200, "OH");
    String html =
        report(
            "evaluate",
            model.toString(),
            test.toString(),
            "--report",
            folder.resolve("report.html").toString());
    assertThat(html)
        .contains("Against the labels, beside simpler methods", "ROC curves", "mahalanobis")
        .contains("20 of 200 rows are anomalies.")
        .contains("<polyline class='curve c0'", "<polyline class='curve c4'")
        .contains("<th>label</th>", "<td><b>anomaly</b></td>");
    assertThat(
            report(
                "evaluate",
                model.toString(),
                test.toString(),
                "--report",
                folder.resolve("report.html").toString()))
        .as("the same call")
        .isEqualTo(html);
  }

  @Test
  void training_reports_on_held_out_rows() throws IOException {
    Path out = folder.resolve("trained.safetensors");
    String train = "train " + claims + " --task anomaly --model dense --out " + out;
    String report = " --report " + folder.resolve("report.html");
    String html = report((train + " --label fraud --normal no --seed 3" + report).split(" ", -1));
    assertThat(html)
        .contains("It learned from 216 rows", "ROC curves", "anomalies held out")
        .contains("train " + claims);
    assertThat(Files.readAllBytes(out)).isEqualTo(Files.readAllBytes(model));
    html = report((train + " --drop fraud" + report).split(" ", -1));
    assertThat(html)
        .contains("It learned from 240 rows", "Against made-up anomalies")
        .doesNotContain("anomalies held out");
    assertMistake("train " + claims + " --out " + out + report, "--report needs --task anomaly");
    assertMistake(train + " --time age" + report, "--report means nothing with --time");
  }

  @Test
  void few_rows_and_none_flagged_make_a_report_too() throws IOException {
    Path one = folder.resolve("one.csv");
    Files.writeString(one, "age,<img src=x onerror=alert(1)>,state\n40,4000,OH\n");
    String html =
        report(
            "detect",
            model.toString(),
            one.toString(),
            "--out",
            folder.resolve("s.csv").toString(),
            "--report",
            folder.resolve("report.html").toString(),
            "--explain",
            "0");
    assertThat(html)
        .contains("0 of 1 row is flagged", "Reasons were not asked for")
        .contains("No column has drifted");
  }

  @Test
  void what_cannot_be_written_is_said_before_the_work_and_leaves_nothing() {
    Path out = folder.resolve("never.csv");
    String detect = "detect " + model + " " + claims + " --out " + out + " --report ";
    assertMistake(detect + folder.resolve("no/where.html"), "no folder");
    assertMistake(detect + folder, "found a folder");
    assertMistake(detect + out, "is another file of this call");
    assertMistake(detect + claims, "is another file of this call");
    assertMistake("detect " + model + " - --report x.html", "a report needs all rows");
    assertThat(out).doesNotExist();
    assertThat(claims).isNotEmptyFile();
  }

  @Test
  void passwords_are_no_part_of_a_report() throws IOException {
    Path fresh = claims("fresh.csv", 2, 20, "OH");
    String html =
        report(
            "detect",
            model.toString(),
            fresh.toString(),
            "--out",
            folder.resolve("password=secret.csv").toString(),
            "--report",
            folder.resolve("report.html").toString());
    assertThat(html).doesNotContain("secret").contains("password=...");
  }

  private static void assertMistake(String call, String expected) {
    Call done = Call.of(call);
    assertThat(done.status()).as(done.err()).isEqualTo(2);
    assertThat(done.errorLines()).singleElement().asString().contains(expected);
  }
}
