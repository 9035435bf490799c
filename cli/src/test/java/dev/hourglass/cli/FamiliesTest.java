package dev.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.autoencoders.catalogue.Catalogue;
import dev.hourglass.autoencoders.catalogue.MapCard;
import dev.hourglass.autoencoders.catalogue.ModelCard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
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
    boolean dense = name.equals("dense");
    boolean plain = dense || List.of("conv", "lstm", "gru").contains(name);
    assertThat(json.get("family").asString()).isEqualTo(plain ? "plain" : name);
    assertThat(json.get("loss").asString()).isEqualTo(dense ? "mse" : "bce");
    JsonNode info = Call.of("info", folder.resolve("m.safetensors").toString(), "--json").json();
    assertThat(info.get("family").asString()).isEqualTo(plain ? "plain" : name);
    assertThat(info.get("output_activation").asString()).isEqualTo(dense ? "linear" : "sigmoid");
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--model conv --filters 4,6 --pooling --batch-norm --residual-blocks 1 | 28x28x1 to 14x14x4",
        "--model conv --filters 4,6 --group-norm 2 --dropout 0.1 | 14x14x4 to 7x7x6",
        "--model denoising --architecture conv --filters 4 --latent 9 | 1x1x784 to 1x1x9",
        "--model conv --size 784x1 --filters 3,3 | 1x784x1 to 1x392x3",
        "--model gru --hidden 5 --depth 2 --bidirectional --latent 4 | 28x28 to 10",
        "--model lstm --size 56x14 --hidden 6 --decoder gru:4:1 --reversed | 56x14 to 6",
        "--model lstm --size 4x196 --hidden 6 --teacher-forcing | 4x196 to 6"
      })
  void an_architecture_is_made_of_what_is_asked_for(String more, String layer) {
    JsonNode json = trained(more);
    assertThat(json.get("architecture").valueStream().map(JsonNode::asString)).contains(layer);
    String file = folder.resolve("m.safetensors").toString();
    Call judged = Call.of("evaluate", file, "sample:mnist-test", "--json");
    assertThat(judged.status()).as(judged.err()).isZero();
    assertThat(judged.json().get("mse").asDouble()).isPositive();
  }

  @Test
  void an_evaluation_under_attack_costs_more_than_a_clean_one() {
    trained("--model dense");
    String file = folder.resolve("m.safetensors").toString();
    JsonNode judged =
        Call.of("evaluate", file, "sample:mnist-test", "--adversarial", "pgd:0.1:0.05:3", "--json")
            .json();
    assertThat(judged.get("clean_error").asDouble())
        .isCloseTo(judged.get("mse").asDouble(), within(1e-5));
    assertThat(judged.get("robust_error").asDouble())
        .isGreaterThan(judged.get("clean_error").asDouble());
  }

  @Test
  void hidden_layers_are_normalised_and_dropped_out_where_asked() {
    JsonNode json = trained("--layers 784,32,8 --norm layer --dropout 0.2");
    assertThat(json.get("parameters").asInt())
        .isEqualTo(2 * 784 * 32 + 2 * 32 * 8 + 784 + 32 + 8 + 32 + 2 * 64);
    String file = folder.resolve("m.safetensors").toString();
    JsonNode info = Call.of("info", file, "--json").json();
    assertThat(info.get("norm").asString()).isEqualTo("layer");
    assertThat(info.get("dropout").asDouble()).isEqualTo(0.2);
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
    List<String> names = Stream.concat(names().stream(), Stream.of(MapCard.NAME)).toList();
    assertThat(all.valueStream().map(m -> m.get("name").asString())).isEqualTo(names);
    JsonNode one = Call.of("models", "k-sparse", "--json").json();
    assertThat(one.get("options").get(0).get("name").asString()).isEqualTo("k");
    assertThat(one.get("options").get(0).get("default").asString()).isEqualTo("25");
    assertThat(Call.of("models").out().lines()).hasSize(names.size());
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
        "--architecture cnn | unknown architecture \"cnn\": choose one of dense, conv, lstm, gru",
        "--dropout 1 | the rate of dropout must be 0 or more and below 1, got 1.0",
        "--norm instance | choose none, batch, layer or group:GROUPS",
        "--norm group:5 | got 5 groups of 128 channels",
        "--group-norm 4 | --group-norm is of conv, but the architecture is dense",
        "--model conv --group-norm 4 --batch-norm | exclude each other; choose one",
        "--model conv --group-norm 0 | group normalisation needs a group or more",
        "--model gru --dropout 0.1 | --dropout is of dense and conv, but the architecture is gru",
        "--filters 3 | --filters is of conv, but the architecture is dense",
        "--model conv --layers 784,32 | --layers is of dense layers, but the architecture is conv",
        "--model conv --size 28x27x1 | --size 28x27x1 does not make the 784 numbers of a row of sample:mnist",
        "--model conv --size 784 | write HEIGHTxWIDTHxCHANNELS",
        "--model lstm --size 28xa | --size: \"a\" is no whole number of 1 or more",
        "--model lstm --decoder rnn:3:1 | write CELL:N:DEPTH",
        "--model contractive --architecture gru | needs second derivatives",
        "--curriculum-scores x.csv | --curriculum-scores needs --curriculum"
      })
  void a_mistake_is_one_line(String more, String message) {
    Call call = Call.of(SOME + folder.resolve("m.safetensors") + " " + more);
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.errorLines()).singleElement().asString().contains(message);
  }
}
