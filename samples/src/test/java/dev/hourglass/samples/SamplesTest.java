package dev.hourglass.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamplesTest {
  private static final int PICTURES_MAGIC = 0x803;
  private static final int LABELS_MAGIC = 0x801;

  @ParameterizedTest
  @CsvSource({
    "train-images-idx3-ubyte.gz,440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
    "train-labels-idx1-ubyte.gz,3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
    "t10k-images-idx3-ubyte.gz,8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
    "t10k-labels-idx1-ubyte.gz,f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"
  })
  void filesAreThePublishedOnes(String file, String sha256)
      throws IOException, NoSuchAlgorithmException {
    try (InputStream in = Samples.open(file)) {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(in.readAllBytes());
      assertThat(HexFormat.of().formatHex(digest)).isEqualTo(sha256);
    }
  }

  @ParameterizedTest
  @CsvSource({"train-images-idx3-ubyte.gz,60000", "t10k-images-idx3-ubyte.gz,10000"})
  void picturesAreAsManyAsTheHeaderSays(String file, int count) throws IOException {
    try (var in = new DataInputStream(new GZIPInputStream(Samples.open(file)))) {
      assertThat(new int[] {in.readInt(), in.readInt(), in.readInt(), in.readInt()})
          .containsExactly(PICTURES_MAGIC, count, 28, 28);
      assertThat(in.readAllBytes()).hasSize(count * 28 * 28);
    }
  }

  @ParameterizedTest
  @CsvSource({"train-labels-idx1-ubyte.gz,60000,5", "t10k-labels-idx1-ubyte.gz,10000,7"})
  void labelsAreDigits(String file, int count, int first) throws IOException {
    try (var in = new DataInputStream(new GZIPInputStream(Samples.open(file)))) {
      assertThat(new int[] {in.readInt(), in.readInt()}).containsExactly(LABELS_MAGIC, count);
      byte[] labels = in.readAllBytes();
      assertThat(labels).hasSize(count).startsWith(first);
      for (byte label : labels) {
        assertThat(label).isBetween((byte) 0, (byte) 9);
      }
    }
  }

  @Test
  void everyListedFileOpens() throws IOException {
    for (String file : Samples.files()) {
      try (InputStream in = Samples.open(file)) {
        assertThat(in.read()).as(file).isEqualTo(0x1f);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "README.md", "mnist/train-images-idx3-ubyte.gz", "../Samples.class"})
  void anUnknownFileIsRefusedByName(String file) {
    assertThatThrownBy(() -> Samples.open(file))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageContaining("'" + file + "'")
        .hasMessageContaining("t10k-labels-idx1-ubyte.gz");
  }
}
