package dev.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Models with a head: trained, judged, asked. */
class HeadTest {
  private static final String SMALL =
      " --limit 300 --epochs 2 --batch-size 50 --threads 1 --seed 7 --quiet --json --out ";

  @TempDir Path folder;

  private String model() {
    return folder.resolve("m.safetensors").toString();
  }

  private static JsonNode done(String call) {
    Call done = Call.of(call);
    assertThat(done.status()).as(done.err()).isZero();
    return done.json();
  }

  @ParameterizedTest
  @CsvSource({
    "stacked --layer-epochs 1",
    "conv --filters 2,2",
    "k-sparse --frozen",
    "denoising --noise masking:0.1"
  })
  void digits_are_told_apart_better_than_by_chance(String family) {
    JsonNode trained =
        done(
            "train sample:mnist --classify --head-epochs 30 --learning-rate 0.003 --model "
                + family
                + SMALL
                + model());
    assertThat(trained.get("head_epochs").asInt()).isEqualTo(30);
    JsonNode judged = done("evaluate " + model() + " sample:mnist-test --json");
    double error = judged.get("classification_error").asDouble();
    assertThat(error).isBetween(0.05, 0.8 * judged.get("majority_error").asDouble());
    assertThat(judged.get("nearest_neighbours_among").asInt()).isEqualTo(300);
    assertThat(judged.get("nearest_neighbours_error").asDouble()).isBetween(0.1, 0.5);
  }

  @Test
  void predictions_are_written_and_agree_with_the_evaluation() throws IOException {
    JsonNode trained =
        done(
            "train sample:mnist --classify --model stacked --test sample:mnist-test"
                + SMALL
                + model());
    Path out = folder.resolve("p.csv");
    done("predict " + model() + " sample:mnist-test --json --out " + out);
    List<String> lines = Files.readAllLines(out);
    assertThat(lines).hasSize(10_001);
    assertThat(lines.getFirst()).isEqualTo("class,p_0,p_1,p_2,p_3,p_4,p_5,p_6,p_7,p_8,p_9");
    JsonNode judged = done("evaluate " + model() + " sample:mnist-test --json");
    assertThat(trained.get("test_classification_error"))
        .isEqualTo(judged.get("classification_error"));
  }

  @Test
  void a_column_is_predicted_and_no_input() throws IOException {
    StringBuilder csv = new StringBuilder("a,y,b\n");
    for (int i = 0; i < 40; i++) {
      csv.append(i % 7).append(',').append(10 + 3 * (i % 7)).append(',').append(i % 5).append('\n');
    }
    Path table = Files.writeString(folder.resolve("t.csv"), csv);
    JsonNode trained =
        done(
            "train %s --predict y --latent 2 --activation linear --epochs 150 --scale standardise --learning-rate 0.01 --json --quiet --out %s"
                .formatted(table, model()));
    assertThat(trained.get("architecture").get(0).asInt()).isEqualTo(2);
    JsonNode judged = done("evaluate " + model() + " " + table + " --json");
    assertThat(judged.get("r2").asDouble()).isGreaterThan(0.99);
    Path codes = folder.resolve("codes.csv");
    done("encode " + model() + " " + table + " --json --out " + codes);
    assertThat(Files.readAllLines(codes)).hasSize(41);
    Path rebuilt = folder.resolve("rebuilt.csv");
    Call refused = Call.of("reconstruct", model(), table.toString(), "--out", rebuilt.toString());
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.errorLines()).singleElement().asString().contains("see hourglass predict");
    assertThat(rebuilt).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--frozen | --frozen needs --classify or --predict COLUMN",
        "--head-epochs 3 | --head-epochs needs --classify or --predict COLUMN",
        "--classify --predict a | exclude each other",
        "--classify --head-epochs 0 | --head-epochs must be 1 or more, got 0",
        "--classify | comes without labels; name their column by --label",
        "--classify --label c | has no column \"c\"; it has a, b",
        "--classify --label b | the label is 1.5, but classes are whole numbers",
        "--classify --label a | needs two classes or more",
        "--predict a | a: what is to be predicted must vary",
        "--predict b --model stacked --noise much | unknown noise \"much\"",
        "--model stacked --architecture conv | a stacked autoencoder learns dense layers",
        "--label a | --label needs --task anomaly or --classify"
      })
  void a_mistake_is_one_line(String more, String expected) throws IOException {
    Path table = Files.writeString(folder.resolve("t.csv"), "a,b\n1,2\n1,1.5\n1,4\n");
    Call call =
        Call.of("train " + table + " --epochs 1 --latent 1 --quiet --out " + model() + " " + more);
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.err()).contains(expected);
    assertThat(Path.of(model())).doesNotExist();
  }
}
