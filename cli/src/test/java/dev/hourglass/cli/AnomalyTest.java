package dev.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hourglass.data.table.TableOptions;
import dev.hourglass.data.table.TableSource;
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
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Anomalies in a table from the command line: train, evaluate, detect a file and a stream. */
class AnomalyTest {
  private static final String LABEL = " --label fraud --normal no ";

  @TempDir static Path folder;
  private static Path claims = Path.of("");
  private static Path model = Path.of("");
  private static Call trained = new Call(1, "", "");

  @BeforeAll
  static void train() throws IOException {
    claims = claims("claims.csv", 1, 300);
    model = folder.resolve("m.safetensors");
    trained = Call.of(call(claims) + LABEL + "--json --seed 3 --out " + model);
  }

  private static String call(Path data) {
    return "train " + data + " --task anomaly --model dense --threads 1";
  }

  /** The amount goes with the age, but not in every tenth row. */
  private static Path claims(String name, long seed, int rows) throws IOException {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder("age,amount,state,fraud\n");
    for (int i = 0; i < rows; i++) {
      boolean fraud = i % 10 == 9;
      int age = 20 + random.nextInt(50);
      double amount = 100 * age + 30 * random.nextGaussian() + (fraud ? 6000 : 0);
      String state = List.of("OH", "NY", "PA").get(random.nextInt(3));
      text.append(
          String.format(Locale.ROOT, "%d,%.2f,%s,%s%n", age, amount, state, fraud ? "yes" : "no"));
    }
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void train_answers_with_the_detector_beside_its_baselines() {
    assertThat(trained.status()).as(trained.err()).isZero();
    JsonNode json = trained.json();
    assertThat(json.get("trained_rows").asInt()).isEqualTo(216);
    assertThat(json.get("held_out_anomalies").asInt()).isEqualTo(30);
    assertThat(json.get("columns").asInt()).isEqualTo(3);
    assertThat(json.get("auroc").asDouble()).isGreaterThan(0.9);
    assertThat(json.get("threshold_by").asString()).isEqualTo("best F1");
    JsonNode pca = json.get("baselines").get("pca");
    assertThat(pca.propertyNames()).contains("auroc", "average_precision", "f1", "threshold");
    assertThat(json.get("verdict").asString()).contains("on these rows: AUROC");
  }

  @Test
  void the_same_call_writes_the_same_file() throws IOException {
    Path again = folder.resolve("again.safetensors");
    Call.of(
        "train "
            + claims
            + " --task anomaly --model dense --threads 2"
            + LABEL
            + "--seed 3 --out "
            + again);
    assertThat(Files.readAllBytes(again)).isEqualTo(Files.readAllBytes(model));
  }

  @Test
  void columns_of_many_values_become_embeddings_of_a_model_with_heads_by_type() {
    Path mixed = folder.resolve("mixed.safetensors");
    String call = call(claims).replace("dense", "mixed") + " --embed-above 2 --layers 16,2";
    Call done = Call.of(call + LABEL + "--json --out " + mixed);
    assertThat(done.status()).as(done.err()).isZero();
    assertThat(done.json().get("width").asInt()).isEqualTo(3);
    Path scores = folder.resolve("mixed.csv");
    assertThat(Call.of("detect " + mixed + " " + claims + " --out " + scores).status()).isZero();
    assertThat(scores).content().contains("state = PA (unusual", "amount = ");
  }

  @Test
  void evaluate_knows_a_detector_by_its_file() throws IOException {
    Path test = claims("test.csv", 2, 200);
    Call call = Call.of("evaluate " + model + " " + test + LABEL + "--json");
    assertThat(call.status()).as(call.err()).isZero();
    JsonNode json = call.json();
    assertThat(json.propertyNames())
        .contains("auroc", "average_precision", "f1", "threshold", "baselines", "verdict");
    assertThat(json.get("anomalies").asInt()).isEqualTo(20);
    assertThat(json.get("threshold")).isEqualTo(trained.json().get("threshold"));
    assertThat(json.get("auroc_interval").get(0).asDouble())
        .isLessThanOrEqualTo(json.get("auroc").asDouble());
    assertThat(Call.of("evaluate " + model + " " + test + " --json").out())
        .as("the label of the training is known")
        .isEqualTo(call.out());
    assertThat(Call.of("evaluate " + model + " " + test).out()).contains("isolation-forest");
  }

  @ParameterizedTest
  @ValueSource(strings = {"scores.csv", "scores.parquet"})
  void detect_writes_a_row_for_each_row(String name) throws IOException {
    Path fresh = folder.resolve("fresh.csv");
    Files.writeString(fresh, "state,extra,amount,age\nOH,1,4000,40\nNY,1,9000,20\n");
    Path out = folder.resolve(name);
    Call call =
        Call.of(
            "detect",
            model.toString(),
            fresh.toString(),
            "--out",
            out.toString(),
            "--explain",
            "2",
            "--json");
    assertThat(call.status()).as(call.err()).isZero();
    assertThat(call.errorLines()).containsExactly("columns that are no inputs: extra");
    assertThat(call.json().get("rows").asInt()).isEqualTo(2);
    assertThat(call.json().get("anomalies").asInt()).isEqualTo(1);
    assertThat(call.json().get("strangest").get(0).get("row").asInt()).isEqualTo(2);
    try (TableSource source = TableSource.open(out, TableOptions.DEFAULTS)) {
      assertThat(source.schema().names())
          .containsExactly("row", "score", "p_value", "anomaly", "because");
      assertThat(source.texts("anomaly")).containsExactly("0", "1");
      assertThat(source.texts("because")[1])
          .contains("amount = 9000 (expected ")
          .containsPattern("\\d+ %\\); most like row \\d+ of the training data");
    }
  }

  @Test
  void bad_rows_are_refused_or_skipped() throws IOException {
    Path fresh =
        Files.writeString(
            folder.resolve("bad.csv"), "state,amount,age\nOH,4000,40\nOH,much,40\nNY,9000,20\n");
    Path out = folder.resolve("bad-scores.csv");
    Call refused = Call.of("detect " + model + " " + fresh + " --out " + out);
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.errorLines())
        .singleElement()
        .asString()
        .contains("bad.csv, line 3, column \"amount\": found \"much\", expected a number");
    assertThat(out).doesNotExist();
    Path side = folder.resolve("side.csv");
    Call skipped =
        Call.of(
            "detect "
                + model
                + " "
                + fresh
                + " --on-bad-row skip --bad-rows "
                + side
                + " --out "
                + out);
    assertThat(skipped.status()).as(skipped.err()).isZero();
    assertThat(Files.readAllLines(out)).hasSize(3).last().asString().startsWith("3,");
    assertThat(side).exists();
  }

  @Test
  void where_anomalies_train_too_the_robust_model_is_the_default() {
    Path out = folder.resolve("robust.safetensors");
    String train = "train " + claims + " --task anomaly --threads 1 --train-on all";
    Call call = Call.of(train + LABEL + "--json --seed 3 --out " + out);
    assertThat(call.status()).as(call.err()).isZero();
    assertThat(call.json().get("detector").asString()).isEqualTo("robust");
    assertThat(call.json().get("trained_rows").asInt()).isGreaterThan(216);
    Call named = Call.of(train + LABEL + "--model pca --json --out " + out);
    assertThat(named.json().get("detector").asString()).isEqualTo("pca");
  }

  @Test
  void info_tells_what_a_detector_is() {
    JsonNode json = Call.of("info " + model + " --json").json();
    assertThat(json.get("kind").asString()).isEqualTo("anomaly detector");
    assertThat(json.get("family").asString()).isEqualTo("dense");
    assertThat(json.get("label").asString()).isEqualTo("fraud");
    assertThat(json.get("columns").size()).isEqualTo(3);
  }

  @Test
  void a_stream_is_answered_as_a_file_is() throws IOException {
    Path out = folder.resolve("stream-scores.csv");
    Call.of("detect " + model + " " + claims + " --out " + out);
    Call call = Call.detecting(model, Files.readString(claims));
    assertThat(call.status()).as(call.err()).isZero();
    assertThat(call.out().lines()).containsExactlyElementsOf(Files.readAllLines(out));
  }

  @Test
  void json_lines_are_answered_by_json_lines() {
    String good = "{\"age\": 20, \"amount\": 9000, \"state\": \"NY\"}\n";
    String bad = "{\"age\": \"old\", \"amount\": 1, \"state\": \"NY\"}\n";
    Call call = Call.detecting(model, good + bad + good, "--json-lines", "--on-bad-row", "skip");
    assertThat(call.status()).isZero();
    assertThat(call.errorLines())
        .singleElement()
        .asString()
        .startsWith("skipped: standard input, row 2, column \"age\": found \"old\"");
    List<JsonNode> answers = call.out().lines().map(l -> JsonMapper.shared().readTree(l)).toList();
    assertThat(answers).hasSize(2);
    assertThat(answers.get(1).get("row").asInt()).isEqualTo(3);
    assertThat(answers.get(1).get("anomaly").asInt()).isEqualTo(1);
    Call stopped = Call.detecting(model, good + bad + good, "--json-lines");
    assertThat(stopped.status()).isEqualTo(2);
    assertThat(stopped.out().lines()).hasSize(1);
    assertThat(stopped.errorLines()).hasSize(1);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "train DATA OUT --task anomaly --normal no      | --normal needs --label",
        "train DATA OUT --task anomaly --label frau --normal no | no column \"frau\"",
        "train DATA OUT --task anomaly --label fraud --normal 7 | found no row with \"7\", only no, yes",
        "train DATA OUT --task anomaly --train-on all   | --train-on all needs --label",
        "train DATA OUT --task anomaly --best-f1        | --costs and --best-f1 need --label",
        "train DATA OUT --task anomaly --costs 1 --label fraud --normal no | --costs takes two numbers",
        "train DATA OUT --task anomaly --expected-share 0.1 --false-alarms 0.1 | exclude each other",
        "train DATA OUT --task anomaly --expected-share 2 | expected share must be between 0 and 1",
        "train DATA OUT --task anomaly --epochs 3       | mean nothing with --model denoising-and-distance",
        "train DATA OUT --task anomaly --model dense --layers 0 | needs widths, epochs and a batch size of 1 or more",
        "train DATA OUT --task anomaly --model mixed --epochs 3 | mean nothing with --model mixed",
        "train DATA OUT --task anomaly --model mixed --layers 0 | needs widths of 1 or more",
        "train DATA OUT --task anomaly --embed-above 2  | --embed-above needs --model mixed",
        "train DATA OUT --task anomaly --categories 0   | --categories must be 1 or more",
        "train DATA OUT --task anomaly --latent 3       | --latent means nothing with --task anomaly",
        "train DATA OUT --task anomaly --model vae      | --model with --task anomaly is one of denoising-and-distance,",
        "train DATA OUT --task novelty                  | --task is anomaly, got \"novelty\"",
        "train DATA OUT --label fraud                   | --label needs --task anomaly",
        "train DATA OUT --task anomaly --drop age,amount,state,fraud | none of the 0 columns",
        "detect MODEL DATA                              | --out FILE is missing",
        "detect MODEL DATA --out x.txt                  | a name that ends in .csv or .parquet",
        "detect MODEL - --out x.csv                     | leave out --out",
        "detect MODEL DATA --json-lines --out x.csv     | --json-lines goes with -",
        "detect DATA DATA OUT.csv                       | found a header length",
        "detect MODEL OTHER OUT.csv                     | no column \"amount\", \"state\" among age, b",
        "evaluate MODEL DATA --label sate               | no column \"sate\"",
        "encode MODEL DATA OUT.csv                      | holds an anomaly detector"
      })
  void a_mistake_is_one_line_and_leaves_nothing(String call, String expected) throws IOException {
    Path other = Files.writeString(folder.resolve("other.csv"), "age,b\n1,2\n3,4\n");
    Path out = folder.resolve("never.safetensors");
    Call done =
        Call.of(
            call.replace("DATA", claims.toString())
                .replace("MODEL", model.toString())
                .replace("OTHER", other.toString())
                .replace("OUT", "--out " + out));
    assertThat(done.status()).as(done.err()).isEqualTo(2);
    assertThat(done.out()).isEmpty();
    assertThat(done.errorLines()).last().asString().startsWith("hourglass: ").contains(expected);
    assertThat(out).doesNotExist();
    assertThat(folder.resolve("never.safetensors.csv")).doesNotExist();
  }

  @Tag("slow")
  @Test
  void real_claims_are_learned_and_judged_from_the_raw_file() {
    Path data = Path.of("..", "..", "shared", "data", "vehicle-fraud", "fraud_oracle.csv.gz");
    assumeThat(data).as("the vehicle-fraud table is not there").exists();
    Path out = folder.resolve("f.safetensors");
    String label = " --label FraudFound_P --normal 0 --json";
    Call call = Call.of("train " + data + " --task anomaly --seed 3 --out " + out + label);
    assertThat(call.status()).as(call.err()).isZero();
    assertThat(call.json().get("trained_rows").asInt()).isEqualTo(11_598);
    Call judged = Call.of("evaluate " + out + " " + data + label);
    assertThat(judged.json().get("anomalies").asInt()).isEqualTo(923);
  }
}
