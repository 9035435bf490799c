package dev.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.data.Npy;
import dev.hourglass.data.NumericCsv;
import dev.hourglass.data.Png;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Self-organising maps from the command line, on some digits. */
class SomTest {
  private static final String SOME =
      "train sample:mnist --limit 300 --model som --epochs 3 --map 4x5 --threads 1 --seed 7 --json";

  @TempDir static Path folder;
  private static Path map = Path.of("");
  private static Call trained = new Call(1, "", "");

  @BeforeAll
  static void train() {
    map = folder.resolve("map.safetensors");
    Path picture = folder.resolve("u.png");
    trained =
        Call.of(
            SOME
                + " --valid sample:mnist-test --test sample:mnist-test --u-matrix "
                + picture
                + " --out "
                + map);
  }

  @Test
  void train_tells_both_errors_and_the_epochs() {
    assertThat(trained.status()).as(trained.err()).isZero();
    JsonNode json = trained.json();
    assertThat(json.get("family").asString()).isEqualTo("som");
    assertThat(json.get("map").asString()).isEqualTo("4x5");
    assertThat(json.get("epochs").asInt()).isEqualTo(3);
    assertThat(json.get("quantization_error").asDouble()).isBetween(4.0, 9.0);
    assertThat(json.get("topographic_error").asDouble()).isBetween(0.0, 0.5);
    assertThat(json.get("test_quantization_error"))
        .isEqualTo(json.get("validation_quantization_error"));
    assertThat(json.get("test_rows").asInt()).isEqualTo(10_000);
    assertThat(trained.errorLines()).hasSize(4);
    assertThat(trained.errorLines().getLast())
        .matches(
            "Epoch 3/3  radius 1.00  quantization error [0-9.]+  validation [0-9.]+  topographic error [0-9.]+");
  }

  @Test
  void the_picture_of_the_u_matrix_is_one_and_info_draws_the_same() throws IOException {
    Path again = folder.resolve("again.png");
    JsonNode info =
        Call.of("info", map.toString(), "--u-matrix", again.toString(), "--json").json();
    assertThat(info.get("kind").asString()).isEqualTo("self-organising map");
    assertThat(info.get("quantization_error")).isEqualTo(trained.json().get("quantization_error"));
    assertThat(info.get("notes").get("limit").asString()).isEqualTo("300");
    assertThat(Files.readAllBytes(again)).isEqualTo(Files.readAllBytes(folder.resolve("u.png")));
    assertThat(Png.read(again).image().orElseThrow().channels()).isEqualTo(3);
  }

  @Test
  void evaluate_sets_the_map_beside_pca_and_k_means() {
    JsonNode json = Call.of("evaluate", map.toString(), "sample:mnist-test", "--json").json();
    assertThat(json.get("quantization_error"))
        .isEqualTo(trained.json().get("test_quantization_error"));
    assertThat(json.get("topographic_error"))
        .isEqualTo(trained.json().get("test_topographic_error"));
    assertThat(json.get("pca_components").asInt()).isEqualTo(2);
    assertThat(json.get("pca_mse").asDouble()).isPositive();
    assertThat(json.get("kmeans_mse").asDouble()).isPositive();
    assertThat(json.get("kmeans_centres").asInt()).isEqualTo(20);
    assertThat(json.get("baselines_fitted_on").asString()).isEqualTo("sample:mnist");
  }

  @Test
  void encode_writes_places_and_reconstruct_weights() {
    Path csv = folder.resolve("places.csv");
    Path npy = folder.resolve("told.npy");
    Call.of("encode", map.toString(), "sample:mnist-test", "--out", csv.toString());
    Call.of("reconstruct", map.toString(), "sample:mnist-test", "--out", npy.toString());
    assertThat(NumericCsv.read(csv).columns()).isEqualTo(List.of("row", "column"));
    NDArray places = NumericCsv.read(csv).rows();
    for (int i = 0; i < places.data().length; i++) {
      assertThat(places.data()[i]).isBetween(0f, i % 2 == 0 ? 3f : 4f);
    }
    assertThat(Npy.read(npy).rows().shape()).isEqualTo(Shape.of(10_000, 784));
  }

  @Test
  void a_map_of_codes_takes_rows_of_the_data() {
    Path model = folder.resolve("m.safetensors");
    Path codes = folder.resolve("codes.safetensors");
    Call.of(
        "train sample:mnist --limit 100 --epochs 1 --latent 5 --threads 1 --scale standardise --out "
            + model);
    Call call = Call.of(SOME + " --codes-of " + model + " --out " + codes);
    assertThat(call.status()).as(call.err()).isZero();
    assertThat(call.json().get("width").asInt()).isEqualTo(5);
    JsonNode info = Call.of("info", codes.toString(), "--json").json();
    assertThat(info.get("encoder").toString()).isEqualTo("[784,128,5,128,784]");
    assertThat(info.get("preprocessing").asString()).isEqualTo("standardise");
    JsonNode judged = Call.of("evaluate", codes.toString(), "sample:mnist-test", "--json").json();
    assertThat(judged.get("measured_on").asString()).isEqualTo("codes");
    Path npy = folder.resolve("rows.npy");
    Call.of("reconstruct", codes.toString(), "sample:mnist-test", "--out", npy.toString());
    assertThat(Npy.read(npy).rows().shape()).isEqualTo(Shape.of(10_000, 784));
  }

  @Test
  void models_explains_it() {
    JsonNode json = Call.of("models", "som", "--json").json();
    assertThat(json.get("name").asString()).isEqualTo("som");
    assertThat(json.get("options").get(0).get("name").asString()).isEqualTo("map");
    assertThat(Call.of("models", "som").out()).contains("Kohonen", "--map=X", "--model som");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--model som --layers 784,3 | --layers means nothing with --model som",
        "--model som --loss mse | --loss means nothing with --model som",
        "--model som --optimizer sgd | --optimizer means nothing with --model som",
        "--model som --batch-size 9 | --batch-size means nothing with --model som",
        "--model som --sparsity 1 | --sparsity means nothing with --model som",
        "--model som --map 5 | \"5\" is no size of a map: write ROWSxCOLUMNS",
        "--model som --map 1x1 | 2 to 65536 units, got 1 x 1",
        "--model som --grid round | unknown grid \"round\": choose one of rectangular, hexagonal",
        "--model som --radius 1:3 | the radius goes from START down to END",
        "--model som --radius wide | write START:END, such as 10:1, or auto",
        "--model som --map-start zeros | choose one of plane, rows",
        "--model som --epochs 0 | epochs and threads must be 1 or more",
        "--model som --u-matrix u.jpg | choose a name that ends in .png",
        "--model som --codes-of none.st | there is no such file",
        "--model som --codes-of MAP | holds a self-organising map",
        "--model som --codes-of none.st --scale min-max | --scale does not go with --codes-of",
        "--model som --test none.csv | none.csv: found nothing there",
        "--codes-of x.st | --codes-of needs --model som",
        "--map 3x3 | map is no setting of dense"
      })
  void a_mistake_is_one_line(String more, String message) {
    Path out = folder.resolve("never.safetensors");
    Call call =
        Call.of(
            "train sample:mnist --limit 50 --out "
                + out
                + " "
                + more.replace("MAP", map.toString()));
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.errorLines()).singleElement().asString().contains(message);
    assertThat(out).doesNotExist();
  }

  @Test
  void a_picture_needs_a_map() {
    Path model = folder.resolve("dense.safetensors");
    Call.of("train sample:mnist --limit 50 --epochs 1 --threads 1 --out " + model);
    Call call = Call.of("info", model.toString(), "--u-matrix", "u.png");
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.errorLines()).singleElement().asString().contains("is no self-organising map");
  }
}
