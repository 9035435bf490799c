package dev.hourglass.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.data.DataException;
import dev.hourglass.data.table.EncodingOptions.Scaling;
import dev.hourglass.data.table.TableEncoding.Encoded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TableEncodingTest {
  private static final TableOptions DEFAULTS = TableOptions.DEFAULTS;

  @TempDir Path folder = Path.of("");

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static String numbers(int rows) {
    Random random = new Random(3);
    return "x,y\n"
        + IntStream.range(0, rows)
            .mapToObj(i -> random.nextGaussian(5, 2) + "," + Math.exp(random.nextGaussian()) + "\n")
            .collect(Collectors.joining());
  }

  @ParameterizedTest
  @EnumSource(Scaling.class)
  void everyScalingComesBackAndSurvivesJson(Scaling scaling) throws IOException {
    Path csv = file("n.csv", numbers(500));
    try (TableSource source = TableSource.open(csv, DEFAULTS)) {
      TableEncoding encoding =
          TableEncoding.fit(source, EncodingOptions.DEFAULTS.withScaling(scaling), row -> true);
      Encoded encoded = encoding.encode(source);
      String[] x = source.texts("x");
      ColumnEncoding.Numeric numeric =
          (ColumnEncoding.Numeric) encoding.entries().getFirst().encoding();
      for (int i = 0; i < x.length; i++) {
        double value = Double.parseDouble(x[i]);
        assertThat(numeric.number(encoded.values().data()[2 * i])).isCloseTo(value, within(1e-4));
      }
      assertThat(TableEncoding.ofJson(encoding.toJson()).toJson()).isEqualTo(encoding.toJson());
      assertThat(TableEncoding.ofJson(encoding.toJson()).encode(source).values())
          .isEqualTo(encoded.values());
    }
  }

  @Test
  void standardAndRobustScalingAreWhatTheySay() throws IOException {
    Path csv = file("n.csv", "x\n1\n2\n3\n4\n100\n");
    try (TableSource source = TableSource.open(csv, DEFAULTS)) {
      float[] standard =
          TableEncoding.fit(source, EncodingOptions.DEFAULTS, r -> true)
              .encode(source)
              .values()
              .data();
      // mean 22, deviation sqrt(1522)
      assertThat(standard[4]).isCloseTo((float) (78 / Math.sqrt(1522)), within(1e-6f));
      float[] robust =
          TableEncoding.fit(source, EncodingOptions.DEFAULTS.withScaling(Scaling.ROBUST), r -> true)
              .encode(source)
              .values()
              .data();
      assertThat(robust[2]).isZero();
      assertThat(robust[3]).isCloseTo(1.34898f / 2, within(1e-5f));
    }
  }

  @Test
  void quantilesMakeNormalScores() throws IOException {
    Path csv = file("n.csv", numbers(2000));
    try (TableSource source = TableSource.open(csv, DEFAULTS)) {
      float[] z =
          TableEncoding.fit(
                  source, EncodingOptions.DEFAULTS.withScaling(Scaling.QUANTILE), r -> true)
              .encode(source)
              .values()
              .data();
      double[] y = IntStream.range(0, 2000).mapToDouble(i -> z[2 * i + 1]).sorted().toArray();
      assertThat(y[1000]).isCloseTo(0, within(0.01));
      assertThat(y[(int) (2000 * 0.8413)]).isCloseTo(1, within(0.02));
      assertThat(y[(int) (2000 * 0.0228)]).isCloseTo(-2, within(0.05));
    }
  }

  @Test
  void onlyTrainingRowsTeach() throws IOException {
    Path csv = file("t.csv", "x,c\n1,a\n3,b\n1000,z\n,a\n");
    try (TableSource source = TableSource.open(csv, DEFAULTS)) {
      TableEncoding encoding = TableEncoding.fit(source, EncodingOptions.DEFAULTS, row -> row < 2);
      Encoded encoded = encoding.encode(source);
      assertThat(encoding.names()).containsExactly("x", "c=a", "c=b", "c=(another value)");
      assertThat(encoded.values().data())
          .containsExactly(-1, 1, 0, 0, 1, 0, 1, 0, 998, 0, 0, 1, 0, 1, 0, 0);
      assertThat(encoded.tally().unseen()).containsEntry("c", 1L).hasSize(1);
      assertThat(encoded.tally().missing()).containsEntry("x", 1L).hasSize(1);
    }
  }

  @Test
  void groupsSayWhatStandsWhere() throws IOException {
    String rows =
        IntStream.range(0, 60)
            .mapToObj(i ->
                "%d,%s,%s,%s,%d\n"
                    .formatted(
                        i * i,
                        i % 3 == 0 ? "" : "c" + i % 4,
                        i % 2,
                        0.1 * i,
                        i == 7 ? 90000 : i % 5))
            .collect(Collectors.joining());
    Path csv = file("g.csv", "a,c,f,x,n\n" + rows);
    try (TableSource source = TableSource.open(csv, DEFAULTS)) {
      TableEncoding encoding = TableEncoding.fit(source, EncodingOptions.DEFAULTS, row -> true);
      assertThat(encoding.groups())
          .containsExactly(
              new ColumnGroup("a", Head.GAUSSIAN, 0, 1, 0, false),
              new ColumnGroup("c", Head.CATEGORICAL, 1, 5, 5, false),
              new ColumnGroup("c", Head.BERNOULLI, 6, 1, 0, true),
              new ColumnGroup("f", Head.BERNOULLI, 7, 1, 0, false),
              new ColumnGroup("x", Head.GAUSSIAN, 8, 1, 0, false),
              new ColumnGroup("n", Head.COUNT, 9, 1, 0, false));
      TableEncoding index =
          TableEncoding.fit(source, EncodingOptions.DEFAULTS.withEmbedAbove(2), row -> true);
      assertThat(index.groups().get(1))
          .isEqualTo(new ColumnGroup("c", Head.CATEGORICAL, 1, 1, 5, false));
    }
  }

  @Test
  void newDataIsMatchedByNameOrRefused() throws IOException {
    TableEncoding encoding;
    Path csv = file("t.csv", "x,c,when\n1,a,2024-01-01\n3,b,2024-03-05\n4,b,2024-07-09\n");
    Encoded before;
    try (TableSource source = TableSource.open(csv, DEFAULTS)) {
      encoding = TableEncoding.fit(source, EncodingOptions.DEFAULTS, row -> true);
      before = encoding.encode(source);
    }
    TableOptions expected = DEFAULTS.withExpected(encoding.schema());
    Path other =
        file("other.csv", "new;when;c;x\n9;2024-01-01;a;1\n9;2024-03-05;b;3\n9;2024-07-09;b;4\n");
    try (TableSource source = TableSource.open(other, expected)) {
      assertThat(source.schema().names()).containsExactly("x", "c", "when", "new");
      assertThat(source.notes()).anyMatch(n -> n.endsWith("new"));
      assertThat(encoding.encode(source).values()).isEqualTo(before.values());
    }
    Path lacking = file("lacking.csv", "x,when\n1,2024-01-01\n");
    assertThatThrownBy(() -> TableSource.open(lacking, expected))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no column \"c\" among x, when");
    Path retyped = file("retyped.csv", "x,c,when\none,a,2024-01-01\n");
    assertThatThrownBy(() -> TableSource.open(retyped, expected))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("line 2, column \"x\": found \"one\", expected a number");
    Path dates = file("dates.csv", "x,c,when\n1,a,01/02/2024\n");
    assertThatThrownBy(() -> TableSource.open(dates, expected))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("line 2, column \"when\"");
  }

  @Test
  void declarationsWin() throws IOException {
    Path csv = file("d.csv", "zip,n,d\n007,1,86400\n010,2,0\n007,x,172800\n");
    TableOptions options =
        DEFAULTS
            .withType(ColumnType.CATEGORICAL, List.of("zip", "n"))
            .withType(ColumnType.DATE_TIME, List.of("d"));
    try (TableSource source = TableSource.open(csv, options)) {
      assertThat(source.texts("zip")).containsExactly("007", "010", "007");
      assertThat(source.schema().columns())
          .extracting(Column::type)
          .containsExactly(ColumnType.CATEGORICAL, ColumnType.CATEGORICAL, ColumnType.DATE_TIME);
    }
    assertThatThrownBy(
            () -> TableSource.open(csv, DEFAULTS.withType(ColumnType.TEXT, List.of("nix"))))
        .hasMessageContaining("no column \"nix\"");
  }

  @Test
  void parquetAndQueriesGiveTheSameRows() throws IOException {
    Path csv = file("t.csv", "x,c,when\n1.5,a,2024-01-01\n3,b,2024-03-05\n4,b,2024-07-09\n");
    Path parquet = folder.resolve("t.parquet");
    try (Duck duck = Duck.open(64L << 20)) {
      duck.execute(
          "COPY (SELECT * FROM read_csv(%s)) TO %s (FORMAT parquet)"
              .formatted(Duck.literal(csv.toString()), Duck.literal(parquet.toString())));
    }
    try (TableSource a = TableSource.open(csv, DEFAULTS);
        TableSource b = TableSource.open(parquet, DEFAULTS);
        TableSource c =
            TableSource.open(
                parquet, DEFAULTS.withQuery("select c, x from data where x > 2 order by x desc"))) {
      TableEncoding encoding = TableEncoding.fit(a, EncodingOptions.DEFAULTS, row -> true);
      assertThat(b.schema().columns())
          .extracting(Column::type)
          .isEqualTo(a.schema().columns().stream().map(Column::type).toList());
      assertThat(encoding.encode(b).values()).isEqualTo(encoding.encode(a).values());
      assertThat(c.texts("x")).containsExactly("4", "3");
    }
    assertThatThrownBy(() -> TableSource.open(csv, DEFAULTS.withQuery("select nix from data")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("nix");
  }

  @Test
  void brokenJsonIsRefused() {
    assertThatThrownBy(() -> TableEncoding.ofJson("{"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TableEncoding.ofJson("{\"version\":1,\"columns\":[{}]}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"name\"");
  }

  @Test
  void rowsThatArriveOneByOneAreEncodedAsThoseOfTheFile() throws IOException {
    String rows =
        "1.5,a,2024-01-01T10:20:30.5+02:00,yes\n?,b,2024-03-05,no\n 4 , b,2024-07-09 11:12,yes\n";
    Path csv = file("t.csv", "x,c,when,f\n" + rows);
    try (TableSource source = TableSource.open(csv, DEFAULTS)) {
      TableEncoding encoding = TableEncoding.fit(source, EncodingOptions.DEFAULTS, row -> true);
      float[] whole = encoding.encode(source).values().data();
      RowParser parser =
          new RowParser(
              "stdin", encoding.schema(), List.of("x", "c", "when", "f"), TableOptions.MISSING);
      int width = encoding.width();
      for (int i = 0; i < 3; i++) {
        List<String> cells = List.of(rows.split("\n", -1)[i].split(",", -1));
        float[] one = encoding.encode(parser.parse(List.of(cells), i + 1), new EncodingTally());
        assertThat(one).containsExactly(Arrays.copyOfRange(whole, i * width, (i + 1) * width));
      }
      assertThatThrownBy(() -> parser.parse(List.of(List.of("1", "a", "soon", "yes")), 7))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("row 7, column \"when\": found \"soon\"");
    }
  }
}
