package dev.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.autoencoders.catalogue.Catalogue;
import dev.hourglass.autoencoders.catalogue.ModelCard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every family from the command line, on some digits. */
class FamiliesTest {
  private static final String SOME =
      "train sample:mnist --limit 120 --epochs 2 --batch-size 40 --threads 1 --seed 7 --json --out ";

  @TempDir Path folder;

  static List<String> names() {
    return Catalogue.cards().stream().map(ModelCard::name).toList();
  }

  private JsonNode trained(String more) {
    Call call = Call.of(SOME + folder.resolve("m.safetensors") + " " + more);
    assertThat(call.status()).as(call.err()).isZero();
    return call.json();
  }

  @ParameterizedTest
  @MethodSource("names")
  void a_family_trains_and_its_file_is_read_again(String name) {
    JsonNode json = trained("--model " + name);
    boolean plain = name.equals("dense");
    assertThat(json.get("family").asString()).isEqualTo(plain ? "plain" : name);
    assertThat(json.get("loss").asString()).isEqualTo(plain ? "mse" : "bce");
    JsonNode info = Call.of("info", folder.resolve("m.safetensors").toString(), "--json").json();
    assertThat(info.get("family").asString()).isEqualTo(plain ? "plain" : name);
    assertThat(info.get("output_activation").asString()).isEqualTo(plain ? "linear" : "sigmoid");
  }

  @Test
  void a_denoising_model_is_judged_on_clean_and_on_noisy_rows() {
    JsonNode json = trained("--model denoising --noise gaussian:0.4:clip --validation-split 0.2");
    assertThat(json.get("clean_error").asDouble()).isPositive();
    assertThat(json.get("noisy_error").asDouble()).isPositive();
    String file = folder.resolve("m.safetensors").toString();
    JsonNode judged = Call.of("evaluate", file, "sample:mnist-test", "--json").json();
    assertThat(judged.get("noisy_mse").asDouble()).isPositive();
  }

  @Test
  void schemes_say_what_they_changed() {
    JsonNode json = trained("--adversarial fgsm:0.1 --curriculum 0.3:2");
    assertThat(json.get("robust_error").asDouble())
        .isGreaterThan(json.get("clean_error").asDouble());
    assertThat(json.get("curriculum_rows").toString()).isEqualTo("[40,120]");
    assertThat(json.get("adversarial").asString()).isEqualTo("fgsm:0.1");
  }

  @Test
  void models_lists_the_families_and_explains_one() {
    JsonNode all = Call.of("models", "--json").json().get("models");
    assertThat(all.valueStream().map(m -> m.get("name").asString())).isEqualTo(names());
    JsonNode one = Call.of("models", "k-sparse", "--json").json();
    assertThat(one.get("options").get(0).get("name").asString()).isEqualTo("k");
    assertThat(one.get("options").get(0).get("default").asString()).isEqualTo("25");
    assertThat(Call.of("models").out().lines()).hasSize(names().size());
    assertThat(Call.of("models", "k-sparse").out()).contains("Makhzani", "--k=X");
  }

  @Test
  void a_model_may_be_described_in_yaml() throws IOException {
    Path spec =
        Files.writeString(
            folder.resolve("spec.yaml"), "model: sparse\nsettings: {sparsity: 0.001}\nloss: mse\n");
    JsonNode json = trained("--latent 20 --model " + spec);
    assertThat(json.get("architecture").toString()).isEqualTo("[784,20,784]");
    assertThat(json.get("loss").asString()).isEqualTo("mse");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--model foo | unknown model \"foo\"",
        "--model denoising --k 3 | k is no setting of denoising",
        "--model k-sparse --k 300 | keeps 300 numbers of a code of only 256",
        "--model sparse-kl --latent-activation relu | sparse-kl needs a code in (0, 1)",
        "--model denoising --noise pink:1 | unknown noise",
        "--adversarial foo | unknown adversary",
        "--curriculum-scores x.csv | --curriculum-scores needs --curriculum"
      })
  void a_mistake_is_one_line(String more, String message) {
    Call call = Call.of(SOME + folder.resolve("m.safetensors") + " " + more);
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.errorLines()).singleElement().asString().contains(message);
  }
}
