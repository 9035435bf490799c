package dev.hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hourglass.data.table.ColumnType;
import dev.hourglass.data.table.TableOptions;
import dev.hourglass.data.table.TableSource;
import dev.hourglass.engine.NDArray;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzTest {
  @TempDir Path folder;

  private static byte[] bytes(String shape, byte... data) {
    return TestFiles.npy(1, TestFiles.header("|u1", false, shape), data);
  }

  private Path npz(Map<String, byte[]> arrays) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> array : arrays.entrySet()) {
        zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
        zip.write(array.getValue());
        zip.closeEntry();
      }
    }
    return Files.write(folder.resolve("a.npz"), out.toByteArray());
  }

  private static Map<String, byte[]> xy(byte[] x, byte[] y) {
    Map<String, byte[]> arrays = new LinkedHashMap<>();
    arrays.put("X", x);
    arrays.put("y", y);
    return arrays;
  }

  @Test
  void rows_and_labels_are_read() throws Exception {
    byte[] x = bytes("3, 2", (byte) 1, (byte) 2, (byte) 3, (byte) 4, (byte) 5, (byte) 6);
    Path file = npz(xy(x, bytes("3,", (byte) 0, (byte) 1, (byte) 0)));
    Dataset read = Datasets.read(file);
    assertThat(read.rows()).isEqualTo(NDArray.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2));
    assertThat(read.labels().orElseThrow()).containsExactly(0, 1, 0);
    assertThat(read.name()).isEqualTo("a.npz");
    assertThat(Npz.names(file)).containsExactly("X", "y");
  }

  @Test
  void an_archive_is_a_table_of_numbers_with_its_labels_last() throws Exception {
    byte[] x = bytes("3, 2", (byte) 0, (byte) 2, (byte) 1, (byte) 2, (byte) 0, (byte) 2);
    Path file = npz(xy(x, bytes("3,", (byte) 0, (byte) 1, (byte) 0)));
    try (TableSource source = TableSource.open(file, TableOptions.DEFAULTS)) {
      assertThat(source.schema().names()).containsExactly("x1", "x2", "y");
      assertThat(source.schema().columns().getFirst().type()).isEqualTo(ColumnType.NUMERIC);
      assertThat(source.texts("x1")).containsExactly("0", "1", "0");
      assertThat(source.texts("y")).containsExactly("0", "1", "0");
    }
    assertThatThrownBy(() -> TableSource.open(file, TableOptions.DEFAULTS.withQuery("select 1")))
        .hasMessageContaining("found SQL over an npz file");
  }

  @Test
  void one_array_needs_no_name() throws Exception {
    Dataset read = Npz.read(npz(Map.of("arr_0", bytes("2, 1", (byte) 7, (byte) 8))));
    assertThat(read.rows().data()).containsExactly(7, 8);
    assertThat(read.labels()).isEmpty();
  }

  @Test
  void what_does_not_fit_is_refused_in_one_line() throws Exception {
    Path labels = npz(xy(bytes("2, 1", (byte) 7, (byte) 8), bytes("1,", (byte) 0)));
    assertThat(TestFiles.refusal(() -> Npz.read(labels)))
        .isEqualTo(
            labels
                + ", array y: found 1 labels, expected one for each of the 2 rows of X;"
                + " save X and y of the same rows");
    Path cut = npz(xy(bytes("2, 1", (byte) 7), bytes("2,", (byte) 0, (byte) 0)));
    assertThat(TestFiles.refusal(() -> Npz.read(cut)))
        .startsWith(cut + ", array X, byte ")
        .hasLineCount(1);
    Path text = Files.writeString(folder.resolve("t.npz"), "no archive");
    assertThat(TestFiles.refusal(() -> Npz.read(text)))
        .startsWith(text + ": found no zip archive (")
        .hasLineCount(1);
  }

  @Test
  void the_sets_of_adbench_are_read() {
    Path shared = Path.of("..", "..", "shared", "data", "adbench");
    assumeTrue(Files.isDirectory(shared), "no shared data beside the repository");
    Dataset shuttle = Npz.read(shared.resolve("32_shuttle.npz"));
    assertThat(shuttle.rows().shape().toArray()).containsExactly(49_097, 9);
    assertThat(java.util.Arrays.stream(shuttle.labels().orElseThrow()).sum()).isEqualTo(3_511);
  }
}
