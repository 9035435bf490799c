package dev.hourglass.tasks.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.autoencoders.file.ModelFile;
import dev.hourglass.autoencoders.file.ModelFileException;
import dev.hourglass.data.table.ColumnBatches;
import dev.hourglass.data.table.EncodingTally;
import dev.hourglass.data.table.TableOptions;
import dev.hourglass.data.table.TableSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A detector comes back from its file in every bit, and a damaged file is refused in one line. */
class DetectorFileTest {
  @TempDir static Path folder;
  private static Path claims = Path.of("");

  @BeforeAll
  static void write() throws IOException {
    claims = ClaimsTable.write(folder.resolve("claims.csv"), 1, 200);
  }

  static List<AnomalyModel> models() {
    return ClaimsTable.models();
  }

  private static List<Verdict> judge(TableDetector detector) {
    try (TableSource source = TableSource.open(claims, detector.reading(TableOptions.DEFAULTS));
        ColumnBatches batches = detector.encoding().open(source, 1000)) {
      assertThat(batches.next()).isTrue();
      return detector.judge(batches.batch(), 4, new EncodingTally());
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void saved_and_loaded_it_gives_the_same_bits_on_any_number_of_threads(AnomalyModel model)
      throws IOException {
    TableDetector made = ClaimsTable.fit(claims, model, 1).detector();
    Path file = folder.resolve("made.safetensors");
    made.save(file);
    byte[] bytes = Files.readAllBytes(file);
    for (int threads : new int[] {1, 3}) {
      TableDetector loaded = TableDetector.load(file, threads);
      assertThat(judge(loaded)).isEqualTo(judge(made));
      assertThat(loaded.encoding().toJson()).isEqualTo(made.encoding().toJson());
      assertThat(loaded.training()).isEqualTo(made.training());
      assertThat(loaded.summaries()).hasSize(4).isEqualTo(made.summaries());
      assertThat(loaded.label()).contains(ClaimsTable.LABEL);
      assertThat(loaded.missing()).isEqualTo(TableOptions.MISSING);
      loaded.save(file);
      assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }
    Path other = folder.resolve("other.safetensors");
    ClaimsTable.fit(claims, model, 3).detector().save(other);
    assertThat(Files.readAllBytes(other)).isEqualTo(bytes);
  }

  private static Path small() {
    Path file = folder.resolve("small.safetensors");
    ClaimsTable.fit(claims, ClaimsTable.models().getFirst(), 1).detector().save(file);
    return file;
  }

  @Test
  void a_file_that_was_cut_or_changed_is_refused_in_one_line() throws IOException {
    byte[] whole = Files.readAllBytes(small());
    Path file = folder.resolve("damaged.safetensors");
    Random random = new Random(5);
    int refused = 0;
    for (int i = 0; i < 300; i++) {
      byte[] damaged =
          i % 2 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
      for (int k = 0; k < 4 && i % 2 == 1; k++) {
        damaged[random.nextInt(Math.min(6000, whole.length))] = (byte) (32 + random.nextInt(90));
      }
      Files.write(file, damaged);
      try {
        TableDetector.load(file, 1);
      } catch (ModelFileException e) {
        refused++;
        assertThat(e.getMessage()).startsWith(file.toString()).doesNotContain("\n");
      }
    }
    assertThat(refused).isGreaterThan(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\\\"k\\\":5                  | \\\"k\\\":0                  | expected a whole number from 1",
        "\\\"layers\\\":2             | \\\"layers\\\":9             | is missing, expected one of shape",
        "denoising-and-distance       | denoising-and-distancf       | expected one of denoising-and-distance, denoising, dense",
        "\\\"width\\\":16             | \\\"width\\\":17             | expected [",
        "\\\"kind\\\":\\\"one-hot\\\" | \\\"kind\\\":\\\"one-hut\\\" | no sound \"kind\"",
        "\\\"standard\\\"             | \\\"standerd\\\"             | no sound \"scaling\""
      })
  void settings_that_do_not_fit_are_named(String from, String to, String message)
      throws IOException {
    byte[] bytes = Files.readAllBytes(small());
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    assertThat(text).contains(from.strip());
    Path file = folder.resolve("edited.safetensors");
    Files.write(file, text.replace(from.strip(), to.strip()).getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> TableDetector.load(file, 1))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining(message.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "column(.....)age             | column$1agf  | found \"agf\", expected \"age\"",
        "(edges....)..                | $199         | expected the edges of bins (edges must be numbers that rise",
        "(values......)..(.....)([A-Z]{2}) | $1$3$2$3 | expected the values of bins (values must differ",
        "counts(....)[0-9]            | counts$1-    | expected a whole number from 0",
        "counts                       | countz       | found no \"counts\""
      })
  void summaries_that_are_unsound_are_named(String from, String to, String message)
      throws IOException {
    String text = new String(Files.readAllBytes(small()), StandardCharsets.ISO_8859_1);
    Path file = folder.resolve("unsound.safetensors");
    Files.write(file, text.replaceFirst(from, to).getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> TableDetector.load(file, 1))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining("hourglass.detector.summaries[")
        .hasMessageContaining(message);
  }

  @Test
  void a_file_from_before_summaries_were_kept_is_read() throws IOException {
    byte[] bytes = Files.readAllBytes(small());
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    Path file = folder.resolve("before.safetensors");
    Files.write(
        file,
        text.replace("\\\"summaries\\\"", "\\\"zummaries\\\"")
            .getBytes(StandardCharsets.ISO_8859_1));
    TableDetector before = TableDetector.load(file, 1);
    assertThat(before.summaries()).isEmpty();
    assertThat(judge(before)).isEqualTo(judge(TableDetector.load(small(), 1)));
    assertThat(DriftTally.of(before).drifts()).isEmpty();
  }

  @Test
  void it_is_told_from_other_files() throws IOException {
    Path file = small();
    assertThat(TableDetector.isOne(file)).isTrue();
    assertThat(TableDetector.isOne(claims)).isFalse();
    assertThat(TableDetector.isOne(folder.resolve("none"))).isFalse();
    assertThatThrownBy(() -> ModelFile.read(file))
        .hasMessageEndingWith("holds an anomaly detector; use it with detect, evaluate or info");
    assertThatThrownBy(() -> TableDetector.load(claims, 1)).isInstanceOf(ModelFileException.class);
  }
}
