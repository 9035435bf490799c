package dev.hourglass.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.data.table.TableWriter.Kind;
import dev.hourglass.data.table.TableWriter.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableWriterTest {
  private static final List<Output> COLUMNS =
      List.of(
          new Output("row", Kind.WHOLE),
          new Output("score", Kind.NUMBER),
          new Output("because", Kind.TEXT));

  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(strings = {"t.csv", "t.parquet"})
  void what_was_written_is_read(String name) {
    Path file = folder.resolve(name);
    TableWriter.write(
        file,
        COLUMNS,
        sink -> {
          sink.row(1L, 0.1, "a, \"b\"");
          sink.row(7L, 1e-300, "ü\nnext");
        });
    try (TableSource source = TableSource.open(file, TableOptions.DEFAULTS)) {
      assertThat(source.schema().names()).containsExactly("row", "score", "because");
      assertThat(source.texts("row")).containsExactly("1", "7");
      assertThat(source.texts("score")).containsExactly("0.1", "1.0E-300");
      assertThat(source.texts("because")).containsExactly("a, \"b\"", "ü\nnext");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"t.csv", "t.parquet"})
  void nothing_is_left_of_a_table_that_breaks_off(String name) throws IOException {
    assertThatThrownBy(() ->
            TableWriter.write(
                folder.resolve(name),
                COLUMNS,
                sink -> {
                  sink.row(1L, 0.1, "a");
                  throw new IllegalStateException("broken");
                }))
        .hasMessage("broken");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void other_endings_are_refused() {
    assertThatThrownBy(() -> TableWriter.check(folder.resolve("t.txt")))
        .hasMessageContaining("a name that ends in .csv or .parquet");
  }
}
