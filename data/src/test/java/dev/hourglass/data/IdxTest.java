package dev.hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdxTest {
  private static final byte[] TINY = TestFiles.idx(8, new int[] {2, 1, 2}, bytes(0, 51, 255, 102));

  @TempDir Path folder;

  private static byte[] bytes(int... values) {
    byte[] out = new byte[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) values[i];
    }
    return out;
  }

  private Path file(String name, byte[] content) throws Exception {
    return Files.write(folder.resolve(name), content);
  }

  @Test
  void bytes_become_brightnesses_and_the_shape_becomes_a_picture() throws Exception {
    Dataset read = Idx.read(file("pictures", TINY));
    assertThat(read.rows().data()).containsExactly(0, 51 / 255f, 1, 102 / 255f);
    assertThat(read.rows().shape().toArray()).containsExactly(2, 2);
    assertThat(read.image()).contains(new ImageShape(1, 2, 1));
    assertThat(read.name()).isEqualTo("pictures");
    assertThat(read.columns()).containsExactly("x1", "x2");
    assertThat(read.labels()).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void a_packed_file_and_a_stream_read_like_the_plain_file(int seed) throws Exception {
    Random random = new Random(seed);
    byte[] plain = TestFiles.idxBytes(seed, 1 + random.nextInt(300), 1 + random.nextInt(40), 17);
    Dataset expected = Idx.read(file("a", plain));
    Dataset packed = Idx.read(file("a.gz", TestFiles.gzip(plain)));
    Dataset stream = Idx.read(new ByteArrayInputStream(TestFiles.gzip(plain)), "stream");
    assertThat(packed.rows()).isEqualTo(expected.rows());
    assertThat(stream.rows()).isEqualTo(expected.rows());
  }

  @ParameterizedTest(name = "type {0}")
  @CsvSource({
    "9,fffe,-1.0 -2.0",
    "11,0100fffe,256.0 -2.0",
    "12,00010000fffffffe,65536.0 -2.0",
    "13,3fc00000c0000000,1.5 -2.0",
    "14,3ff8000000000000c000000000000000,1.5 -2.0"
  })
  void other_types_keep_their_values(int type, String hex, String expected) throws Exception {
    byte[] data = java.util.HexFormat.of().parseHex(hex);
    float[] read = Idx.read(file("n", TestFiles.idx(type, new int[] {2}, data))).rows().data();
    assertThat(read[0] + " " + read[1]).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "train-images-idx3-ubyte.gz,train-labels-idx1-ubyte.gz",
    "train-images-idx3-ubyte.gz,train-labels-idx1-ubyte",
    "t10k-images.idx3-ubyte,t10k-labels.idx1-ubyte",
    "t10k-images.idx3-ubyte,t10k-labels.idx1-ubyte.gz"
  })
  void labels_beside_are_found(String images, String labels) throws Exception {
    byte[] numbers = TestFiles.idx(8, new int[] {2}, bytes(7, 200));
    file(labels, labels.endsWith(".gz") ? TestFiles.gzip(numbers) : numbers);
    Dataset read = Idx.read(file(images, TINY));
    assertThat(read.labels().orElseThrow()).containsExactly(7, 200);
  }

  @Test
  void a_wrong_number_of_labels_is_refused() throws Exception {
    Path labels = file("labels", TestFiles.idx(8, new int[] {3}, bytes(1, 2, 3)));
    Path images = file("images", TINY);
    assertThat(TestFiles.refusal(() -> Idx.read(images)))
        .isEqualTo(
            labels
                + ", header: found 3 labels, expected 2, as many as there are rows in "
                + images
                + "; put the right file beside it, or rename this one");
  }

  @Test
  void labels_must_be_whole_numbers_of_one_axis() throws Exception {
    Path half = file("half", TestFiles.idx(13, new int[] {1}, bytes(0x3f, 0, 0, 0)));
    assertThat(TestFiles.refusal(() -> Labels.read(half)))
        .isEqualTo(
            half
                + ", label 1: found 0.5, expected a whole number from 0 to 16777215;"
                + " number the classes 0, 1, 2, ...");
    Path images = file("pictures", TINY);
    assertThat(TestFiles.refusal(() -> Labels.read(images)))
        .isEqualTo(
            images
                + ", header: found an array of 2 x 1 x 2 numbers, expected one axis of labels;"
                + " check that this is the file of labels");
  }

  @Test
  void a_wrong_start_is_refused() throws Exception {
    Path file = file("a", bytes(1, 2, 8, 1, 0, 0));
    assertThat(TestFiles.refusal(() -> Idx.read(file)))
        .isEqualTo(
            file
                + ", byte 0: found the bytes 01 02 08 01, expected 00 00, a type and 1 to 8 axes,"
                + " the start of an idx file; check that this is an idx file");
    Path type = file("b", TestFiles.idx(10, new int[] {1}, bytes(1)));
    assertThat(TestFiles.refusal(() -> Idx.read(type)))
        .startsWith(type + ", byte 2: found the type 0x0a, expected 08 (unsigned byte)");
  }

  @Test
  void a_promise_that_the_file_does_not_keep_is_refused_before_anything_is_allocated()
      throws Exception {
    Path big = file("big", TestFiles.idx(8, new int[] {1 << 30}, new byte[100]));
    assertThat(TestFiles.refusal(() -> Idx.read(big)))
        .isEqualTo(
            big
                + ", byte 8: found 100 more bytes, expected 1073741824 for 1073741824 numbers of"
                + " 1 byte; the file is damaged or cut short: fetch or write it again");
    Path huge = file("huge", TestFiles.idx(8, new int[] {-1, -1, -1}, new byte[100]));
    assertThat(TestFiles.refusal(() -> Idx.read(huge)))
        .isEqualTo(
            huge
                + ", header: found a promise of 4294967295 x 4294967295 x 4294967295 numbers,"
                + " expected at most 2147483639; the header is damaged, or the file must be split");
    Path packed = file("packed.gz", TestFiles.gzip(Files.readAllBytes(big)));
    assertThat(TestFiles.refusal(() -> Idx.read(packed)))
        .startsWith(packed + ", unpacked byte 8: found a packed file of ");
    Path none = file("none", TestFiles.idx(8, new int[] {0, 5}));
    assertThat(TestFiles.refusal(() -> Idx.read(none)))
        .startsWith(none + ", header: found an array of 0 x 5 numbers, expected at least one");
  }

  @Test
  void packed_data_that_end_early_go_on_or_are_damaged_are_refused() throws Exception {
    byte[] whole = TestFiles.gzip(TINY);
    Path cut = file("cut.gz", java.util.Arrays.copyOf(whole, whole.length - 3));
    assertThat(TestFiles.refusal(() -> Idx.read(cut)))
        .contains("the end of the file inside gzip data");
    Path shorter = file("s.gz", TestFiles.gzip(TestFiles.idx(8, new int[] {9}, bytes(1, 2))));
    assertThat(TestFiles.refusal(() -> Idx.read(shorter)))
        .isEqualTo(
            shorter
                + ", unpacked byte 10: found the end of the file, expected 7 more bytes of"
                + " 9 numbers of 1 byte; the file is cut short: fetch or write it again");
    Path longer = file("l.gz", TestFiles.gzip(TestFiles.idx(8, new int[] {1}, bytes(1, 2))));
    assertThat(TestFiles.refusal(() -> Idx.read(longer)))
        .isEqualTo(
            longer
                + ", unpacked byte 9: found more bytes, expected the end of the file after"
                + " 1 numbers of 1 byte; the header and the data disagree: write the file again");
    whole[whole.length - 6] ^= 1;
    Path damaged = file("d.gz", whole);
    assertThat(TestFiles.refusal(() -> Idx.read(damaged))).contains("found damaged gzip data");
  }

  @Test
  void infinities_are_refused_with_row_and_column() throws Exception {
    byte[] data =
        ByteBuffer.allocate(16).putFloat(1).putFloat(2).putFloat(3).putFloat(1 / 0f).array();
    Path file = file("inf", TestFiles.idx(13, new int[] {2, 2}, data));
    assertThat(TestFiles.refusal(() -> Idx.read(file)))
        .isEqualTo(
            file
                + ", row 2, column 2: found a number beyond single precision, or infinity,"
                + " expected a finite number; replace the value or drop the row");
  }

  @Test
  void real_digits_read_whole() {
    Path digits =
        Path.of(
            System.getProperty("mnist", "../../shared/data/mnist"), "t10k-images-idx3-ubyte.gz");
    assumeTrue(Files.exists(digits), "MNIST is not beside this checkout: skipped");
    Dataset read = Idx.read(digits);
    assertThat(read.rows().shape().toArray()).containsExactly(10_000, 784);
    assertThat(read.labels().orElseThrow()).startsWith(7, 2, 1, 0, 4);
    double sum = 0;
    for (float x : read.rows().data()) {
      sum += x;
    }
    assertThat(sum / read.rows().data().length).isBetween(0.1325, 0.1326);
  }
}
