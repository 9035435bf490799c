package dev.hourglass.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.data.table.TableEncoding.Encoded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableSourceTest {
  @TempDir Path folder = Path.of("");

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  /** 40 rows of every type. */
  private static String mixed() {
    return "age,state,member,since,note,policy_number,country\n"
        + IntStream.range(0, 40)
            .mapToObj(i ->
                "%s,%s,%s,2024-%02d-%02d %02d:30:00,%s,%d,US\n"
                    .formatted(
                        i % 7 == 0 ? "?" : Integer.toString(20 + i % 13),
                        List.of("OH", "NY", "CA").get(i % 3),
                        i % 2 == 0 ? "yes" : "no",
                        1 + i % 12,
                        1 + i % 28,
                        i % 24,
                        "the " + i + "th of many words in a row",
                        771_000 + 37 * i))
            .collect(Collectors.joining());
  }

  @Test
  void aFirstLineOfTheExpectedNamesIsAHeaderWhateverFollows() throws IOException {
    Path csv = file("train.csv", "state,kind\nOH,a\nNY,b\nOH,b\nNY,a\nOH,a\n");
    TableOptions options;
    try (TableSource source = TableSource.open(csv, TableOptions.DEFAULTS.withHeader(true))) {
      options = TableOptions.DEFAULTS.withExpected(source.schema());
    }
    try (TableSource source = TableSource.open(file("new.csv", "kind,state\na,OH\n"), options)) {
      assertThat(source.rows()).isEqualTo(1);
      assertThat(source.texts("state")).containsExactly("OH");
    }
    assertThatThrownBy(() -> TableSource.open(file("none.csv", "kind,state\n"), options))
        .hasMessageContaining("none.csv: found no rows");
  }

  @Test
  void columnsAreTypedAndDescribed() throws IOException {
    Path csv = file("mixed.csv", mixed());
    try (TableSource source = TableSource.open(csv, TableOptions.DEFAULTS)) {
      assertThat(source.rows()).isEqualTo(40);
      assertThat(source.schema().columns())
          .extracting(Column::type)
          .containsExactly(
              ColumnType.NUMERIC,
              ColumnType.CATEGORICAL,
              ColumnType.BOOLEAN,
              ColumnType.DATE_TIME,
              ColumnType.TEXT,
              ColumnType.IDENTIFIER,
              ColumnType.CONSTANT);
      Column.Profile age = source.schema().columns().getFirst().profile();
      assertThat(age.missing()).isEqualTo(6);
      assertThat(age.distinct()).isEqualTo(13);
      assertThat(source.texts("state")).startsWith("OH", "NY", "CA");
    }
  }

  @Test
  void rowsBecomeNumbersAndBack() throws IOException {
    Path csv = file("mixed.csv", mixed());
    try (TableSource source = TableSource.open(csv, TableOptions.DEFAULTS)) {
      TableEncoding encoding =
          TableEncoding.fit(source, EncodingOptions.DEFAULTS.withWords(0), row -> true);
      // age and its mask, three states and others, member, three cycles
      assertThat(encoding.width()).isEqualTo(2 + 4 + 1 + 6);
      assertThat(encoding.names()).startsWith("age", "age (missing)", "state=OH", "state=CA");
      Encoded encoded = encoding.encode(source);
      assertThat(encoded.values().shape().dim(0)).isEqualTo(40);
      assertThat(encoded.tally().unseen()).isEmpty();
      assertThat(encoding.decode(encoded.values().data(), 0).subList(0, 3))
          .containsExactly("", "OH", "yes");
      assertThat(encoding.decode(encoded.values().data(), 1).subList(0, 3))
          .containsExactly("21", "NY", "no");
      assertThat(encoding.decode(encoded.values().data(), 1).get(3)).startsWith("01:30, Friday");
      TableEncoding again = TableEncoding.ofJson(encoding.toJson());
      try (TableSource second =
          TableSource.open(csv, TableOptions.DEFAULTS.withExpected(again.schema()))) {
        assertThat(again.encode(second).values()).isEqualTo(encoded.values());
      }
    }
  }

  @Test
  void badRowsAreSkippedCountedAndListed() throws IOException {
    Path csv = file("bad.csv", "a,b\n1,x\n2,\"y\nz\"\nfoo,x\n\n4\n5,v,w\n6,x\ninf,x\n8,y\n");
    Path list = folder.resolve("bad-rows.csv");
    TableOptions skip =
        TableOptions.DEFAULTS
            .withOnBadRow(OnBadRow.SKIP, Optional.of(list))
            .withType(ColumnType.NUMERIC, List.of("a"));
    try (TableSource source = TableSource.open(csv, skip)) {
      assertThat(source.rows()).isEqualTo(4);
      assertThat(source.rowNumbers()).containsExactly(1, 2, 6, 8);
      assertThat(source.badRows()).extracting(BadRow::line).containsExactly(5L, 7L, 8L, 10L);
      assertThat(source.badRows()).extracting(BadRow::row).containsExactly(3L, 4L, 5L, 7L);
    }
    assertThat(Files.readAllLines(list)).hasSize(5);
  }
}
