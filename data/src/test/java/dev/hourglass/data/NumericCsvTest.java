package dev.hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.engine.NDArray;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumericCsvTest {
  @TempDir Path folder;

  private Path file(String text) throws Exception {
    return Files.writeString(folder.resolve("t.csv"), text);
  }

  private String refusal(String text) throws Exception {
    Path file = file(text);
    String line = TestFiles.refusal(() -> NumericCsv.read(file));
    assertThat(line).startsWith(file + ", ").hasLineCount(1);
    return line.substring(file.toString().length() + 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a,b\n1,2\n-3.5,4e2\n",
        "\ufeffa;b\r\n1;2\r\n-3.5;4e2\r\n\r\n",
        "\"a\"\tb\n1\t 2\n-3.5\t\"4E+2\"",
        "a , b\n1,2\n-.35e1,400.\n\n\n"
      })
  void names_and_numbers_are_read(String text) throws Exception {
    Dataset read = NumericCsv.read(file(text));
    assertThat(read.rows()).isEqualTo(NDArray.of(new float[] {1, 2, -3.5f, 400}, 2, 2));
    assertThat(read.columns()).containsExactly("a", "b");
    assertThat(read.image()).isEmpty();
  }

  @Test
  void without_names_every_line_is_a_row() throws Exception {
    Dataset read = NumericCsv.read(file("1,2\n3,4"));
    assertThat(read.rows()).isEqualTo(NDArray.of(new float[] {1, 2, 3, 4}, 2, 2));
    assertThat(read.columns()).containsExactly("x1", "x2");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void what_is_written_is_read_back_bit_for_bit(int seed) throws Exception {
    Random random = new Random(seed);
    int width = 1 + random.nextInt(20);
    int rows = 1 + random.nextInt(2000);
    float[] numbers = new float[rows * width];
    for (int i = 0; i < numbers.length; i++) {
      float any = Float.intBitsToFloat(random.nextInt());
      numbers[i] = Float.isFinite(any) ? any : 0;
    }
    NDArray matrix = NDArray.of(numbers, rows, width);
    List<String> names =
        random.nextInt(width + 1) == 0
            ? List.of()
            : random.ints(width).mapToObj(i -> "n\",\n" + i).toList();
    Path file = folder.resolve("r.csv");
    ArrayWriter.write(file, matrix, names);
    Dataset read = Datasets.read(file);
    assertThat(read.rows()).as("seed " + seed).isEqualTo(matrix);
    assertThat(read.columns()).isEqualTo(names.isEmpty() ? new NumberedNames(width) : names);
  }

  @Test
  void a_cell_that_is_no_number_is_named_with_line_and_column() throws Exception {
    assertThat(refusal("time,pressure\n1,2\n3,n/a\n"))
        .isEqualTo(
            "line 3, column \"pressure\": found \"n/a\", expected a finite number;"
                + " replace the value, or remove the line or the column");
    assertThat(refusal("1,2\n3,\n")).startsWith("line 2, column 2: found an empty cell, expected");
    assertThat(refusal("a\nNaN")).startsWith("line 2, column \"a\": found \"NaN\", expected");
    assertThat(refusal("a\n1e39")).startsWith("line 2, column \"a\": found \"1e39\", expected");
    assertThat(refusal("a\n0x1p3")).startsWith("line 2, column \"a\": found \"0x1p3\", expected");
    assertThat(refusal("a\n1f")).startsWith("line 2, column \"a\": found \"1f\", expected");
    assertThat(refusal("\"a\nb\",c\n1,\"2\"\n3,?"))
        .startsWith("line 4, column \"c\": found \"?\", expected");
    assertThat(refusal("a\n" + "y".repeat(100)))
        .contains("found \"" + "y".repeat(60) + "...\" (100 characters), expected");
  }

  @Test
  void a_first_line_of_names_and_numbers_is_refused() throws Exception {
    assertThat(refusal("id,2019\n1,2"))
        .isEqualTo(
            "line 1, column 1: found \"id\" in a line with numbers, expected only names or only"
                + " finite numbers in the first line; mend the value, or give every column a name"
                + " that is not a number");
  }

  @Test
  void a_first_line_of_missing_values_is_not_taken_for_names() throws Exception {
    assertThat(refusal("NaN,?\n1,2"))
        .isEqualTo(
            "line 1: found only missing values (\"NaN\"), expected names or finite numbers;"
                + " remove the line or name the columns");
  }

  @Test
  void ragged_and_blank_lines_are_refused() throws Exception {
    assertThat(refusal("1,2\n3\n"))
        .isEqualTo(
            "line 2: found 1 cell, expected 2 cells, as in the first line;"
                + " complete the line or remove it");
    assertThat(refusal("1,2\n3,4,5\n")).startsWith("line 2: found 3 cells, expected 2 cells");
    assertThat(refusal("1\n\n2\n"))
        .isEqualTo("line 2: found a blank line, expected numbers; remove the line");
  }

  @Test
  void nothing_and_names_alone_are_refused() throws Exception {
    Path empty = file("");
    String expected =
        empty
            + ": found an empty file, expected data;"
            + " check that it was written or fetched completely";
    assertThat(TestFiles.refusal(() -> NumericCsv.read(empty))).isEqualTo(expected);
    file("\n\n");
    assertThat(TestFiles.refusal(() -> NumericCsv.read(empty))).isEqualTo(expected);
    assertThat(refusal("a,b\n"))
        .contains("found a line of names and no other, expected lines of numbers; add rows");
  }

  @Test
  void other_encodings_and_stray_quotes_are_refused() throws Exception {
    Path latin = folder.resolve("l.csv");
    Files.write(latin, "gr\u00f6sse\n1\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(TestFiles.refusal(() -> NumericCsv.read(latin)))
        .contains("found bytes that are not UTF-8, expected text in UTF-8; save the file as CSV");
    assertThat(refusal("a,b\n\"1\"x,2\n"))
        .startsWith("line 2: found a quotation mark out of place (")
        .endsWith("remove the quotation mark, or double it inside a quoted cell");
  }

  @Test
  void a_quote_that_is_never_closed_does_not_fill_the_memory() throws Exception {
    assertThat(refusal("a,b\n1,2\n\"3,4\n" + "5,6\n".repeat(1_000_000)))
        .startsWith("line 3: found a line of more than ")
        .contains("look for a quotation mark that is never closed");
  }
}
