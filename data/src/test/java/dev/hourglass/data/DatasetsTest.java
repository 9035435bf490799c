package dev.hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.ShapeException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsTest {
  @TempDir Path folder;

  private static final SampleSource TWO_DIGITS =
      file ->
          new ByteArrayInputStream(
              TestFiles.gzip(
                  file.contains("images")
                      ? TestFiles.idxBytes(1, 2, 28, 28)
                      : TestFiles.idx(8, new int[] {2}, (byte) 5, (byte) 0)));

  @Test
  void samples_come_with_labels_and_their_name() {
    for (String sample : List.of("sample:mnist", "sample:mnist-test")) {
      Dataset read = Datasets.read(sample, TWO_DIGITS);
      assertThat(read.name()).isEqualTo(sample);
      assertThat(read.labels().orElseThrow()).containsExactly(5, 0);
      assertThat(read.image()).contains(new ImageShape(28, 28, 1));
    }
  }

  @Test
  void an_unknown_sample_lists_those_there_are() {
    assertThat(TestFiles.refusal(() -> Datasets.read("sample:mnits", TWO_DIGITS)))
        .isEqualTo(
            "sample:mnits: found no sample of this name, expected one of sample:mnist,"
                + " sample:mnist-test; choose one of them");
    assertThat(TestFiles.refusal(() -> Datasets.read("sample:mnist", SampleSource.NONE)))
        .startsWith("sample:mnist: found no file train-images-idx3-ubyte.gz (");
  }

  @Test
  void the_start_of_a_file_decides_before_its_name() throws Exception {
    Path idx = Files.write(folder.resolve("digits"), TestFiles.idxBytes(1, 3, 2, 2));
    assertThat(Datasets.read(idx).image()).contains(new ImageShape(2, 2, 1));
    Path npy = folder.resolve("x.npy");
    ArrayWriter.write(npy, NDArray.of(new float[] {1, 2}, 1, 2), List.of());
    Path renamed = Files.move(npy, folder.resolve("x.bin"));
    assertThat(Datasets.read(renamed.toString(), SampleSource.NONE).rows().data())
        .containsExactly(1, 2);
    Path packed =
        Files.write(
            folder.resolve("t.csv.gz"), TestFiles.gzip("1,2".getBytes(StandardCharsets.UTF_8)));
    assertThat(Datasets.read(packed).rows().data()).containsExactly(1, 2);
  }

  @Test
  void what_cannot_be_read_is_refused_in_one_line() throws Exception {
    Path missing = folder.resolve("miss\ning.csv");
    assertThat(TestFiles.refusal(() -> Datasets.read(missing)))
        .isEqualTo(
            folder.resolve("miss\\u000aing.csv")
                + ": found nothing there, expected a file or folder; check the path");
    Path unknown = Files.writeString(folder.resolve("a.xlsx"), "PK");
    assertThat(TestFiles.refusal(() -> Datasets.read(unknown)))
        .isEqualTo(
            unknown
                + ": found a file of no known kind, expected idx, .csv, .npy, .npz, .png or a folder"
                + " of .png; convert it, or rename it if its ending is missing");
    Path empty = Files.write(folder.resolve("e.npy"), new byte[0]);
    assertThat(TestFiles.refusal(() -> Datasets.read(empty)))
        .startsWith(empty + ": found an empty file, expected data;");
    assertThat(TestFiles.refusal(() -> Idx.read(folder)))
        .startsWith(folder + ": found a folder, expected a file;");
    assertThat(TestFiles.refusal(() -> Datasets.read("a\0b", SampleSource.NONE)))
        .isEqualTo(
            "a\\u0000b: found a name that no file can have, expected a path; check the path");
  }

  @Test
  void the_parts_of_a_refusal_are_fields() {
    DataException e = new DataException("f", "line 1", "x", "y", "z");
    assertThat(e).hasMessage("f, line 1: found x, expected y; z");
    assertThat(List.of(e.file(), e.place(), e.found(), e.expected(), e.mend()))
        .containsExactly("f", "line 1", "x", "y", "z");
  }

  @Test
  void a_dataset_refuses_to_be_wrong() {
    NDArray rows = NDArray.of(new float[6], 2, 3);
    Optional<ImageShape> none = Optional.empty();
    List<String> names = List.of("a", "b", "c");
    assertThatThrownBy(() -> new Dataset(rows, Optional.of(new int[3]), "n", names, none))
        .isInstanceOf(ShapeException.class)
        .hasMessage("3 labels for 2 rows");
    assertThatThrownBy(() -> new Dataset(rows, Optional.empty(), "n", List.of("a"), none))
        .hasMessage("1 names for 3 columns");
    assertThatThrownBy(() -> Dataset.unnamed(rows, "n", Optional.of(new ImageShape(2, 2, 1))))
        .hasMessage("3 columns for pictures of 2 x 2 grey");
    assertThatThrownBy(() -> new ImageShape(2, 2, 2))
        .hasMessageEndingWith("1 or 3 channels, got 2 x 2 2 channels");
  }

  @Test
  void more_than_the_memory_holds_is_refused() {
    assertThat(TestFiles.refusal(() -> Memory.require("f", "", 2_000_000_000L, 64)))
        .startsWith("f: found 2000000000 numbers, which need 122071 MB, expected no more than the ")
        .endsWith("; use fewer rows, or give Java more memory (-Xmx)");
  }

  @Test
  void memory_follows_what_arrives_and_not_the_promise() {
    FloatGrower grower = new FloatGrower("f", 50_000_000);
    assertThat(grower.room(1)).hasSizeLessThan(8 * (1 << 14) + 8);
  }
}
