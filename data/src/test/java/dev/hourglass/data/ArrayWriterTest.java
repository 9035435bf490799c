package dev.hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.ShapeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrayWriterTest {
  private static final NDArray ROWS = NDArray.of(new float[] {1, -0f, 1e-45f, 3.4e38f}, 2, 2);

  @TempDir Path folder;

  @Test
  void csv_has_a_line_of_names_and_the_shortest_exact_numbers() throws Exception {
    Path file = folder.resolve("a.csv");
    ArrayWriter.write(file, ROWS, List.of("z1", "a,b"));
    assertThat(file).hasContent("z1,\"a,b\"\n1.0,-0.0\n1.4E-45,3.4E38\n");
  }

  @Test
  void other_endings_and_numeric_names_are_refused() {
    Path file = folder.resolve("a.txt");
    assertThat(TestFiles.refusal(() -> ArrayWriter.check(file)))
        .isEqualTo(
            file
                + ": found a name of no kind that can be written, expected a name that ends in"
                + " .csv or .npy; choose one of these endings");
    Path csv = folder.resolve("a.csv");
    assertThat(TestFiles.refusal(() -> ArrayWriter.write(csv, ROWS, List.of("a", "7"))))
        .isEqualTo(
            csv
                + ", line 1: found the column name \"7\", expected a name that is not a number;"
                + " rename the column, or write .npy");
    assertThatThrownBy(() -> ArrayWriter.write(csv, ROWS, List.of("a")))
        .isInstanceOf(ShapeException.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void a_missing_folder_and_a_folder_of_that_name_are_refused() throws Exception {
    Path file = folder.resolve("none/a.csv");
    assertThat(TestFiles.refusal(() -> ArrayWriter.check(file)))
        .startsWith(file + ": found no folder " + folder.resolve("none"))
        .endsWith("expected an existing folder; make the folder first, or write elsewhere");
    Path taken = Files.createDirectory(folder.resolve("b.npy"));
    assertThat(TestFiles.refusal(() -> ArrayWriter.write(taken, ROWS, List.of())))
        .isEqualTo(taken + ": found a folder, expected a file to write; choose another name");
  }

  @Test
  void a_failure_leaves_the_old_file_and_nothing_else() throws Exception {
    Path file = Files.writeString(folder.resolve("a.csv"), "old");
    String line =
        TestFiles.refusal(() ->
            Destination.write(
                file,
                out -> {
                  out.write(new byte[100_000]);
                  throw new IOException("No space left on device");
                }));
    assertThat(line).startsWith(file + ": found an error while writing (").hasLineCount(1);
    assertThat(file).hasContent("old");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
    ArrayWriter.write(file, ROWS, List.of());
    assertThat(file).hasContent("1.0,-0.0\n1.4E-45,3.4E38\n");
  }
}
