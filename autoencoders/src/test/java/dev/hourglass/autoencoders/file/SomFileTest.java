package dev.hourglass.autoencoders.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.autoencoders.PreprocessingPlan;
import dev.hourglass.autoencoders.Samples;
import dev.hourglass.autoencoders.som.Encoder;
import dev.hourglass.autoencoders.som.Lattice;
import dev.hourglass.autoencoders.som.MapGrid;
import dev.hourglass.autoencoders.som.SelfOrganizingMap;
import dev.hourglass.autoencoders.som.SomOptions;
import dev.hourglass.autoencoders.som.SomTrainer;
import dev.hourglass.autoencoders.train.TrainingRun;
import dev.hourglass.engine.NDArray;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SomFileTest {
  private static final NDArray ROWS = Samples.nearPlane(50, 6, 0.05, 1);
  private static final SomOptions OPTIONS =
      SomOptions.DEFAULTS
          .withGrid(new MapGrid(3, 4, Lattice.HEXAGONAL))
          .withEpochs(3)
          .withThreads(1);

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("map.safetensors");
  }

  private SomTrainer trainer() {
    return SomTrainer.of(OPTIONS).validation(ROWS).note("data", "near a \"plane\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"none", "min-max", "clip:-1:1,standardise"})
  void a_loaded_map_answers_bit_for_bit_like_the_saved_one(String preprocessing)
      throws IOException {
    check(trainer().preprocessing(PreprocessingPlan.parse(preprocessing)).fit(ROWS));
  }

  @Test
  void a_map_of_codes_brings_its_encoder() throws IOException {
    TrainingRun run =
        Samples.trainer(Samples.model())
            .preprocessing(PreprocessingPlan.parse("standardise"))
            .fit(ROWS);
    SelfOrganizingMap map = trainer().codesOf(new Encoder(run.model(), run.record())).fit(ROWS);
    check(map);
    Encoder encoder = SomFile.read(file(), 2).encoder().orElseThrow();
    assertThat(encoder.model().reconstruct(ROWS)).isEqualTo(run.model().reconstruct(ROWS));
    assertThat(encoder.record().history()).hasSize(4);
  }

  private void check(SelfOrganizingMap map) throws IOException {
    SomFile.write(file(), map);
    assertThat(SomFile.isOne(file())).isTrue();
    SelfOrganizingMap loaded = SomFile.read(file(), 2);
    assertThat(loaded.grid()).isEqualTo(map.grid());
    assertThat(loaded.record()).isEqualTo(map.record());
    assertThat(loaded.weights()).isEqualTo(map.weights());
    assertThat(loaded.encode(ROWS)).isEqualTo(map.encode(ROWS));
    assertThat(loaded.reconstruct(ROWS)).isEqualTo(map.reconstruct(ROWS));
    assertThat(loaded.errors(ROWS)).isEqualTo(map.errors(ROWS));
    byte[] first = Files.readAllBytes(file());
    SomFile.write(file(), loaded);
    assertThat(Files.readAllBytes(file())).isEqualTo(first);
  }

  @Test
  void a_map_is_no_autoencoder_and_an_autoencoder_no_map() {
    SomFile.write(file(), trainer().fit(ROWS));
    assertThatThrownBy(() -> ModelFile.read(file()))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining("holds a self-organising map");
    Samples.run().save(file());
    assertThat(SomFile.isOne(file())).isFalse();
    assertThatThrownBy(() -> SomFile.read(file(), 1)).isInstanceOf(ModelFileException.class);
    assertThat(SomFile.isOne(folder.resolve("none"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"version\":\"1\"|\"version\":\"2\"|expected",
        "\\\"rows\\\":3,|\\\"rows\\\":5,|has shape",
        "\\\"width\\\":6|\\\"width\\\":7|has shape",
        "\\\"hexagonal\\\"|\\\"hexagenal\\\"|one of [rectangular, hexagonal]",
        "\\\"encoder\\\":false,|\\\"encoder\\\": true,|hourglass.version"
      })
  void a_damaged_file_is_refused(String what, String by, String message) throws IOException {
    SomFile.write(file(), trainer().fit(ROWS));
    String text = Files.readString(file(), StandardCharsets.ISO_8859_1);
    String from = what.replace("\"version\"", "\"hourglass.som.version\"");
    String to = by.replace("\"version\"", "\"hourglass.som.version\"");
    assertThat(text).contains(from);
    Files.writeString(file(), text.replace(from, to), StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> SomFile.read(file(), 1))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining(message);
  }
}
