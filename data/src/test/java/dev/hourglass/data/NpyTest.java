package dev.hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.engine.NDArray;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyTest {
  @TempDir Path folder;

  private Path file(byte[] content) throws Exception {
    return Files.write(folder.resolve("a.npy"), content);
  }

  private String refusal(byte[] content) throws Exception {
    Path file = file(content);
    String line = TestFiles.refusal(() -> Npy.read(file));
    assertThat(line).startsWith(file + ", ").hasLineCount(1);
    return line.substring(file.toString().length() + 2);
  }

  private String headerRefusal(String header) throws Exception {
    return refusal(TestFiles.npy(1, header, new byte[4]));
  }

  private static byte[] encode(String descr, float[] values) {
    char order = descr.charAt(0);
    ByteBuffer out =
        ByteBuffer.allocate(8 * values.length)
            .order(order == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    for (float v : values) {
      switch (descr.substring(1)) {
        case "f4" -> out.putFloat(v);
        case "f8" -> out.putDouble(v);
        case "i4" -> out.putInt((int) v);
        case "i8" -> out.putLong((long) v);
        default -> out.put((byte) v);
      }
    }
    return java.util.Arrays.copyOf(out.array(), out.position());
  }

  @ParameterizedTest(name = "{0}, version {1}")
  @CsvSource({"<f4,1", ">f4,2", "<f8,3", ">f8,1", "<i4,1", ">i4,2", "<i8,3", ">i8,1", "|u1,1"})
  void every_type_and_version_is_read(String descr, int version) throws Exception {
    float[] values = {1, 2, 200, 4, 5, 6};
    byte[] bytes = encode(descr, values);
    Path c = file(TestFiles.npy(version, TestFiles.header(descr, false, "2, 3"), bytes));
    assertThat(Npy.read(c).rows()).isEqualTo(NDArray.of(values, 2, 3));
    Path fortran = file(TestFiles.npy(version, TestFiles.header(descr, true, "2, 3"), bytes));
    assertThat(Npy.read(fortran).rows())
        .isEqualTo(NDArray.of(new float[] {1, 200, 5, 2, 4, 6}, 2, 3));
    Path line = file(TestFiles.npy(version, TestFiles.header(descr, false, "6,"), bytes));
    assertThat(Npy.read(line).rows()).isEqualTo(NDArray.of(values, 6, 1));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void what_is_written_is_read_back_bit_for_bit(int seed) {
    Random random = new Random(seed);
    int rows = 1 + random.nextInt(500);
    int width = 1 + random.nextInt(60);
    float[] numbers = new float[rows * width];
    for (int i = 0; i < numbers.length; i++) {
      float any = Float.intBitsToFloat(random.nextInt());
      numbers[i] = Float.isFinite(any) ? any : -0f;
    }
    Path file = folder.resolve("r.npy");
    NDArray matrix = NDArray.of(numbers, rows, width);
    ArrayWriter.write(file, matrix, List.of());
    assertThat(Datasets.read(file).rows()).as("seed " + seed).isEqualTo(matrix);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3})
  void fortran_order_of_any_rank_is_the_same_array(int seed) throws Exception {
    int[] d = new Random(seed).ints(4, 1, 6).toArray();
    float[] c = new float[d[0] * d[1] * d[2] * d[3]];
    float[] f = new float[c.length];
    int at = 0;
    for (int i = 0; i < d[0]; i++) {
      for (int j = 0; j < d[1]; j++) {
        for (int k = 0; k < d[2]; k++) {
          for (int l = 0; l < d[3]; l++) {
            c[at] = at;
            f[i + d[0] * (j + d[1] * (k + d[2] * l))] = at++;
          }
        }
      }
    }
    String shape = "%d, %d, %d, %d".formatted(d[0], d[1], d[2], d[3]);
    Path file = file(TestFiles.npy(1, TestFiles.header("<f4", true, shape), encode("<f4", f)));
    assertThat(Npy.read(file).rows()).isEqualTo(NDArray.of(c, d[0], c.length / d[0]));
  }

  @Test
  void the_written_header_is_the_one_numpy_writes() throws Exception {
    Path file = folder.resolve("h.npy");
    ArrayWriter.write(file, NDArray.of(new float[] {1.5f, 2}, 2, 1), List.of());
    byte[] bytes = Files.readAllBytes(file);
    assertThat(bytes).hasSize(128 + 8);
    assertThat(new String(bytes, 10, 118, StandardCharsets.ISO_8859_1))
        .isEqualTo(
            "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1,), }" + " ".repeat(57) + "\n");
    assertThat(bytes).startsWith(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0);
    assertThat(bytes).endsWith(0, 0, 0xc0, 0x3f, 0, 0, 0, 0x40);
  }

  @Test
  void a_wrong_start_or_version_is_refused() throws Exception {
    assertThat(refusal("PK\3\4 a zip file".getBytes(StandardCharsets.ISO_8859_1)))
        .isEqualTo(
            "byte 0: found other bytes, expected 93 4e 55 4d 50 59, the start of an npy file;"
                + " check that it was written by numpy.save");
    assertThat(refusal(TestFiles.npy(4, "{}", new byte[0])))
        .isEqualTo(
            "byte 6: found version 4.0, expected 1.0, 2.0 or 3.0;"
                + " write the file again with numpy.save");
    byte[] longHeader = TestFiles.npy(2, TestFiles.header("<f4", false, "1,"), new byte[4]);
    longHeader[11] = 0x7f;
    assertThat(refusal(longHeader))
        .startsWith("byte 8: found a header of 21307064")
        .contains("expected at most 65536;");
    assertThat(refusal(new byte[] {(byte) 0x93, 'N'}))
        .startsWith("byte 2: found the end of the file, expected 6 more bytes of the npy header");
  }

  @Test
  void a_header_is_parsed_strictly() throws Exception {
    assertThat(headerRefusal("__import__('os')"))
        .isEqualTo(
            "header, character 1: found \"__import__('os')\", expected \"{\";"
                + " write the file again with numpy.save");
    assertThat(headerRefusal("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,)}"))
        .contains("expected a string;");
    assertThat(headerRefusal("{'descr': '<f4', 'fortran_order': 0, 'shape': (1,)}"))
        .contains("expected True or False;");
    assertThat(headerRefusal("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}"))
        .contains("found \"-1,)}\", expected the length of an axis;");
    assertThat(headerRefusal("{'descr': '<f4', 'fortran_order': False}"))
        .contains("expected descr, fortran_order and shape;");
    assertThat(headerRefusal("{'descr': '<f4', 'descr': '<f4'}"))
        .contains("found the key \"descr\" twice, expected each key once;");
    assertThat(headerRefusal("{'other': '<f4'}"))
        .contains("found the key \"other\", expected no key but these three;");
    assertThat(headerRefusal("{'descr': '<f4', 'fortran_order': False, 'shape': (1,)} x"))
        .contains("found text after the dictionary, expected nothing but spaces;");
    assertThat(headerRefusal("{'descr")).contains("found a string without end");
    assertThat(headerRefusal(TestFiles.header("<f4", false, "1,".repeat(40))))
        .contains("found more axes, expected at most 32;");
  }

  @Test
  void types_and_sizes_that_do_not_fit_are_refused() throws Exception {
    assertThat(headerRefusal(TestFiles.header("|O", false, "1,")))
        .isEqualTo(
            "header: found the type \"|O\", expected <f4, <f8, <i2, <i4, <i8 (or with >) or |u1;"
                + " save array.astype('float32') instead");
    assertThat(headerRefusal(TestFiles.header("<f4", false, "")))
        .startsWith("header: found a single number, expected an array;");
    assertThat(headerRefusal(TestFiles.header("<f4", false, "1099511627776,")))
        .contains("found a promise of 1099511627776 numbers, expected at most 2147483639;");
    assertThat(headerRefusal(TestFiles.header("<f4", false, "2,")))
        .contains("found 4 more bytes, expected 8 for 2 numbers of 4 bytes;");
    assertThat(headerRefusal(TestFiles.header("|u1", false, "2,")))
        .contains("found 4 more bytes, expected 2 for 2 numbers of 1 byte;");
    byte[] nan = encode("<f8", new float[] {1, 2, Float.NaN});
    assertThat(refusal(TestFiles.npy(1, TestFiles.header("<f8", false, "3,"), nan)))
        .startsWith("row 3, column 1: found NaN, expected a finite number;");
  }
}
