package dev.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.data.Npy;
import dev.hourglass.data.NumericCsv;
import dev.hourglass.engine.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the commands answer, in files and as JSON, on a small model of some digits. */
class AnswersTest {
  @TempDir static Path folder;
  private static Path model = Path.of("");
  private static Call trained = new Call(1, "", "");

  @BeforeAll
  static void train() {
    model = folder.resolve("m.safetensors");
    trained =
        Call.of(
            "train sample:mnist --limit 200 --layers 784,16,784 --activation relu --output-activation sigmoid"
                + " --loss bce --optimizer adam --learning-rate 0.001 --batch-size 64 --epochs 2 --seed 7"
                + " --schedule warmup:2,cosine --validation-split 0.2 --threads 1 --json"
                + " --test sample:mnist-test --out "
                + model);
  }

  @Test
  void train_answers_with_one_object_and_tells_the_rest_on_standard_error() {
    assertThat(trained.status()).as(trained.err()).isZero();
    JsonNode json = trained.json();
    assertThat(json.get("rows").asInt()).isEqualTo(160);
    assertThat(json.get("seed").asInt()).isEqualTo(7);
    assertThat(json.get("epochs").asInt()).isEqualTo(2);
    assertThat(json.propertyNames()).contains("train_loss", "validation_loss", "verdict");
    assertThat(trained.errorLines()).hasSize(3);
    assertThat(trained.errorLines().getFirst()).isEqualTo("sample:mnist: 200 rows of 784; seed 7");
    assertThat(trained.errorLines().get(1))
        .matches("Epoch 1/2  loss [0-9.]+  validation [0-9.]+  [0-9,]+ samples/s  \\d+ s left");
  }

  @Test
  void evaluate_sets_the_error_beside_that_of_pca_and_warns_when_it_is_larger() {
    Call call = Call.of("evaluate", model.toString(), "sample:mnist-test", "--json");
    JsonNode json = call.json();
    assertThat(json.get("rows").asInt()).isEqualTo(10_000);
    assertThat(json.get("mse")).isEqualTo(trained.json().get("test_mse"));
    assertThat(json.get("bce")).isEqualTo(trained.json().get("test_bce"));
    assertThat(json.get("pca_components").asInt()).isEqualTo(16);
    assertThat(json.get("pca_mse").asDouble()).isLessThan(json.get("mse").asDouble());
    assertThat(json.get("bce").asDouble()).isPositive();
    assertThat(json.get("train_mse").asDouble())
        .isCloseTo(json.get("mse").asDouble(), within(0.05));
    assertThat(call.errorLines()).singleElement().asString().startsWith("warning: PCA");
  }

  @Test
  void encode_and_reconstruct_write_by_the_ending() {
    Path npy = folder.resolve("codes.npy");
    Path csv = folder.resolve("codes.csv");
    Path rebuilt = folder.resolve("rebuilt.npy");
    for (Path out : List.of(npy, csv)) {
      Call call =
          Call.of(
              "encode", model.toString(), "sample:mnist-test", "--out", out.toString(), "--json");
      assertThat(call.json().get("columns").asInt()).isEqualTo(16);
    }
    assertThat(Npy.read(npy).rows()).isEqualTo(NumericCsv.read(csv).rows());
    assertThat(NumericCsv.read(csv).columns()).startsWith("code0", "code1");
    Call.of("reconstruct", model.toString(), "sample:mnist-test", "--out", rebuilt.toString());
    assertThat(Npy.read(rebuilt).rows().shape()).isEqualTo(Shape.of(10_000, 784));
  }

  @Test
  void info_tells_what_the_file_holds_as_text_and_as_json() {
    JsonNode json = Call.of("info", model.toString(), "--json").json();
    assertThat(json.get("latent").asInt()).isEqualTo(16);
    assertThat(json.get("output_activation").asString()).isEqualTo("sigmoid");
    assertThat(json.get("notes").get("data").asString()).isEqualTo("sample:mnist");
    assertThat(Call.of("info", model.toString()).out())
        .containsPattern("(?m)^layers +784, 16, 784$")
        .containsPattern("(?m)^tied +no$")
        .containsPattern("(?m)^schedule +Warmup");
  }

  @Test
  void the_demo_writes_a_report_that_needs_no_network() throws IOException {
    Path report = folder.resolve("report.html");
    Call call =
        Call.of(
            "demo",
            "--limit",
            "300",
            "--epochs",
            "1",
            "--threads",
            "1",
            "--json",
            "--out",
            report.toString());
    assertThat(call.status()).as(call.err()).isZero();
    assertThat(call.json().get("report").asString()).isEqualTo(report.toString());
    assertThat(Files.readString(report))
        .doesNotContain("${", "http:", "https:", "src='/", "@import", "url(")
        .contains("--epochs 1 --seed 42 --limit 300", "PCA", "<svg")
        .containsPattern("src='data:image/png;base64,");
  }
}
