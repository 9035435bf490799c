package dev.hourglass.autoencoders.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.PreprocessingPlan;
import dev.hourglass.autoencoders.Samples;
import dev.hourglass.autoencoders.TrainingRecord;
import dev.hourglass.autoencoders.train.TrainingRun;
import dev.hourglass.engine.NDArray;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFileTest {
  private static final NDArray ROWS = Samples.nearPlane(50, 6, 0.05, 1);

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("model.safetensors");
  }

  private static TrainingRun run(String preprocessing) {
    return Samples.trainer(Samples.model())
        .preprocessing(PreprocessingPlan.parse(preprocessing))
        .note("data", "near a \"plane\"\n")
        .fit(ROWS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"none", "min-max", "clip:-1:1,standardise"})
  void a_loaded_model_answers_bit_for_bit_like_the_saved_one(String preprocessing)
      throws IOException {
    TrainingRun run = run(preprocessing);
    run.save(file());
    LoadedModel loaded = ModelFile.read(file());
    assertThat(loaded.model().architecture()).isEqualTo(run.model().architecture());
    assertThat(loaded.model().reconstruct(ROWS)).isEqualTo(run.model().reconstruct(ROWS));
    assertThat(loaded.model().preprocessing().id()).isEqualTo(run.model().preprocessing().id());
    assertThat(loaded.record().notes()).containsEntry("data", "near a \"plane\"\n");
    assertThat(loaded.record().history()).hasSize(4);
    byte[] first = Files.readAllBytes(file());
    ModelFile.write(file(), loaded.model(), loaded.record());
    assertThat(Files.readAllBytes(file())).isEqualTo(first);
  }

  @Test
  void the_record_comes_back_without_clock_times() {
    TrainingRecord written = run("none").record();
    ModelFile.write(file(), Samples.model(), written);
    TrainingRecord read = ModelFile.read(file()).record();
    assertThat(read).usingRecursiveComparison().ignoringFields("history").isEqualTo(written);
    assertThat(read.history().getFirst().trainLoss())
        .isEqualTo(written.history().getFirst().trainLoss());
    assertThat(read.history().getFirst().seconds()).isNaN();
  }

  @Test
  void tied_models_keep_one_copy_of_a_weight() throws IOException {
    Autoencoder model = Autoencoder.dense(6, 4, 2).tied(true).build();
    TrainingRun run = Samples.trainer(model).fit(ROWS);
    run.save(file());
    assertThat(header(file())).contains("\"encoder.1.weight\"").doesNotContain("decoder.0.weight");
    assertThat(ModelFile.read(file()).model().reconstruct(ROWS)).isEqualTo(model.reconstruct(ROWS));
  }

  @Test
  void the_header_ends_at_a_multiple_of_8_and_nothing_is_left_beside_the_file() throws IOException {
    run("none").save(file());
    long length =
        ByteBuffer.wrap(Files.readAllBytes(file())).order(ByteOrder.LITTLE_ENDIAN).getLong();
    assertThat(length % 8).isZero();
    assertThat(header(file()))
        .startsWith("{\"__metadata__\":{\"hourglass.architecture\":")
        .doesNotContain("seconds");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file());
    }
  }

  private static String header(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int length = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    return new String(bytes, 8, length, StandardCharsets.UTF_8);
  }

  /** Replaces a piece of the header by one of the same length. */
  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "encoder.0.weight | encoder.9.weight | encoder.0.weight | is missing",
        "\"F32\" | \"F16\" | dtype | expected \"F32\"",
        "\"shape\":[6,4] | \"shape\":[4,6] | encoder.0.weight | expected [6, 4]",
        "\"shape\":[6,4] | \"shape\":[9,4] | encoder.0.weight.shape | 96 bytes",
        "\"data_offsets\":[0,96] | \"data_offsets\":[4,96] | encoder.0.weight.shape | 92 bytes",
        "hourglass.version\":\"1\" | hourglass.version\":\"9\" | hourglass.version | expected \"1\"",
        "hourglass.version | hourglass.aversion | metadata | hourglass.version",
        "tanh | tanx | activation | leaky-relu",
        "\\\"tied\\\":false | \\\"tied\\\":0.000 | tied | true or false",
        "{\"__metadata__\" | [\"__metadata__\" | header | sound JSON",
        "\"dtype\":\"F32\" | \"dtype\":\"F32\", \"dtype\":\"F32\" | header | sound JSON",
        "\"dtype\":\"F32\" | \"dtype\":\"F32\",\"x\":0 | tensor | no other keys",
        "\\\"latent_index\\\":2 | \\\"latent_index\\\":7 | architecture | the code must be"
      })
  void a_damaged_header_is_refused_by_name(String from, String to, String place, String expected)
      throws IOException {
    run("none").save(file());
    rewriteHeader(header(file()).replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to)));
    assertRefused(place, expected);
  }

  private void rewriteHeader(String header) throws IOException {
    byte[] old = Files.readAllBytes(file());
    int length = (int) ByteBuffer.wrap(old).order(ByteOrder.LITTLE_ENDIAN).getLong();
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer changed =
        ByteBuffer.allocate(old.length - length + text.length).order(ByteOrder.LITTLE_ENDIAN);
    changed.putLong(text.length).put(text).put(old, 8 + length, old.length - 8 - length);
    Files.write(file(), changed.array());
  }

  private void assertRefused(String place, String expected) {
    assertThatThrownBy(() -> ModelFile.read(file()))
        .isInstanceOf(ModelFileException.class)
        .hasMessageStartingWith(file().toString())
        .hasMessageContaining(place)
        .hasMessageContaining(expected)
        .hasMessageNotContaining("\n");
  }

  @Test
  void cut_long_and_poisoned_files_are_refused() throws IOException {
    run("none").save(file());
    byte[] good = Files.readAllBytes(file());
    Files.write(file(), Arrays.copyOf(good, good.length - 4));
    assertRefused("data_offsets", "whole number");
    Files.write(file(), Arrays.copyOf(good, good.length + 4));
    assertRefused("end", "bytes of numbers");
    Files.write(file(), new byte[5]);
    assertRefused("start", "5 bytes");
    byte[] huge = good.clone();
    huge[6] = 1;
    Files.write(file(), huge);
    assertRefused("bytes 0 to 7", "header length");
    byte[] poisoned = good.clone();
    ByteBuffer.wrap(poisoned).order(ByteOrder.LITTLE_ENDIAN).putFloat(good.length - 4, Float.NaN);
    Files.write(file(), poisoned);
    assertRefused("decoder.1.bias", "number 6 is NaN");
  }

  @Test
  void missing_files_and_folders_are_named() {
    assertThatThrownBy(() -> ModelFile.read(folder.resolve("none")))
        .hasMessageContaining("no such file");
    assertThatThrownBy(() -> ModelFile.read(folder)).hasMessageContaining("not a plain file");
    TrainingRun run = Samples.run();
    assertThatThrownBy(() -> run.save(folder.resolve("a/b"))).hasMessageContaining("no folder");
    assertThatThrownBy(() -> run.save(folder)).hasMessageContaining("found a folder");
  }
}
