package dev.hourglass.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.data.DataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowStreamTest {
  private static final List<String> MISSING = List.of("?");

  @TempDir static Path folder;
  private static TableEncoding encoding = unset();

  private static TableEncoding unset() {
    Column column =
        new Column("x", ColumnType.NUMERIC, Column.Stored.NUMBER, "", Column.Profile.NONE);
    ColumnEncoding flag = new ColumnEncoding.Flag("0", "1");
    return new TableEncoding(List.of(new TableEncoding.Entry(column, flag, false)));
  }

  @BeforeAll
  static void fit() throws IOException {
    Path csv =
        Files.writeString(
            folder.resolve("t.csv"), "age,state,note\n31,OH,a\n?,NY,b\n47,OH,a\n50,NY,b\n");
    try (TableSource source = TableSource.open(csv, TableOptions.DEFAULTS)) {
      encoding = TableEncoding.fit(source, EncodingOptions.DEFAULTS.without("note"), row -> true);
    }
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Each row as its number and cells, each refusal as its line. */
  private static List<String> all(RowStream stream) {
    List<String> found = new ArrayList<>();
    for (List<RowStream.Arrival> next = stream.next(); !next.isEmpty(); next = stream.next()) {
      for (RowStream.Arrival arrival : next) {
        switch (arrival) {
          case RowStream.Arrival.Rows(ColumnBatch batch) -> {
            for (int i = 0; i < batch.rows(); i++) {
              int row = i;
              List<String> cells = batch.columns().stream().map(c -> c.text(row)).toList();
              found.add(batch.rowNumbers()[i] + " " + cells);
            }
          }
          case RowStream.Arrival.Refused(DataException reason) -> found.add(reason.getMessage());
        }
      }
    }
    return found;
  }

  private static List<String> csv(String text) {
    return all(RowStream.csv(bytes(text), "standard input", encoding, MISSING));
  }

  @Test
  void csv_is_read_by_name_with_any_delimiter_and_quotes() {
    assertThat(csv("state,more,age\nOH,1,31\n\n\"NY\",\"a,\"\"b\"\"\nc\",?\r\nPA,,47"))
        .containsExactly("1 [31, OH]", "2 [, NY]", "3 [47, PA]");
    assertThat(csv("\ufeffage;state\n1;OH\n")).containsExactly("1 [1, OH]");
    assertThat(csv("age\tstate\n1\t5\" pipe\n2\tOH\n"))
        .containsExactly("1 [1, 5\" pipe]", "2 [2, OH]");
    assertThat(csv("age,state\n")).isEmpty();
  }

  @Test
  void a_bad_row_is_refused_alone_and_counted() {
    assertThat(csv("age,state\n1,OH\nx,OH\n3\n4,NY\n"))
        .containsExactly(
            "1 [1, OH]",
            "standard input, row 2, column \"age\": found \"x\", expected a number; list it as missing (--missing \"x\"), declare the column (--categorical age), or drop bad rows (--on-bad-row skip)",
            "standard input, row 3: found 1 cells, expected 2; complete the row, or quote cells that hold the separator",
            "4 [4, NY]");
  }

  @Test
  void json_lines_are_read_by_key() {
    String text =
        """
        {"state": "OH", "age": 31.5, "more": [1]}
        {"state": "NY"}

        {"age": 1}
        [1]
        {"age": 2e1, "state": null}
        {"age": 3, "state": 7}
        """;
    assertThat(all(RowStream.jsonLines(bytes(text), "standard input", encoding, MISSING)))
        .containsExactly(
            "1 [31.5, OH]",
            "2 [, NY]",
            "standard input, row 3: found no \"state\", expected a value for every column that had one in training; add it, null where it is missing, or drop bad rows (--on-bad-row skip)",
            "standard input, row 4: found \"[1]\", expected one JSON object on each line; mend the line, or drop bad rows (--on-bad-row skip)",
            "5 [20, ]",
            "6 [3, 7]");
  }

  @Test
  void columns_that_lack_and_rows_without_end_are_refused() {
    assertThatThrownBy(() -> csv("age,stat\n1,OH\n"))
        .hasMessageStartingWith("standard input: found no column state among age, stat");
    assertThatThrownBy(() -> csv(""))
        .hasMessageStartingWith("standard input, line 1: found nothing");
    assertThatThrownBy(() -> csv("age,state\n1,\"" + "x".repeat(2 << 20)))
        .hasMessageContaining("row 1: found more than 1048576 characters without an end");
  }

  @Test
  void a_row_is_given_before_the_next_one_comes() throws IOException {
    try (PipedOutputStream out = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(out, 1 << 16)) {
      out.write("age,state\n1,OH\n2,N".getBytes(StandardCharsets.UTF_8));
      RowStream stream = RowStream.csv(in, "standard input", encoding, MISSING);
      assertThat(stream.next()).singleElement().isInstanceOf(RowStream.Arrival.Rows.class);
      out.write("Y\n".getBytes(StandardCharsets.UTF_8));
      assertThat(stream.next()).singleElement().isInstanceOf(RowStream.Arrival.Rows.class);
    }
  }
}
