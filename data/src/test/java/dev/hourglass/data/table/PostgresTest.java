package dev.hourglass.data.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of a PostgreSQL, where one is installed. */
@TestInstance(Lifecycle.PER_CLASS)
class PostgresTest {
  private static final String ALL = "select * from hourglass_test.mixed order by \"No\"";

  /** A column of every kind; each seventh row or so lacks a value. */
  private static final String MIXED =
      """
      create table hourglass_test.mixed as select
        i as "No",
        case when i % 7 > 0 then (i * 37 % 1000 / 8.0)::numeric(10, 2) end as amount,
        i * 1000000007::bigint * 97 as big,
        case when i % 11 > 0 then sqrt(i) end as ratio,
        (i / 7.0)::real as single,
        (i % 9)::smallint as small,
        case when i % 13 > 0 then (array['OH', 'NY', 'CA'])[1 + i % 3] end as "Home State",
        case when i % 17 > 0 then i % 2 = 0 end as member,
        case when i % 5 > 0 then date '1500-02-27' + i * 3701 end as day,
        case when i % 19 > 0 then timestamp '2024-01-01 00:00:00.123456' + i * interval '3671.5 s' end as seen,
        timestamptz '2024-03-30 00:00:00+01' + i * interval '1801 s' as at,
        time '00:00' + i % 100 * interval '61 s' as clock,
        array[i % 3, i % 2] as tags,
        jsonb_build_object('a', i % 3) as doc,
        md5(i::text)::uuid as "rowUuid",
        decode(md5((i % 5)::text), 'hex') as raw,
        'the ' || i || 'th of many words in a row' as note,
        '' as empty,
        null::float8 as nothing,
        'US'::char(5) as country,
        case i when 3 then 'NaN'::numeric else i / 3 end as holes
      from generate_series(1, 500) as s(i)\
      """;

  @TempDir Path folder = Path.of("");

  private @Nullable PostgresServer server;

  private PostgresServer server() {
    if (server == null) {
      throw new AssertionError("not started");
    }
    return server;
  }

  @BeforeAll
  void start() throws IOException, InterruptedException, SQLException {
    PostgresServer started = PostgresServer.start();
    server = started;
    started.execute(
        "drop schema if exists hourglass_test cascade",
        "create schema hourglass_test",
        "create sequence hourglass_test.counter",
        MIXED);
  }

  @AfterAll
  void stop() throws IOException, InterruptedException, SQLException {
    if (server != null) {
      try {
        server.execute("drop schema if exists hourglass_test cascade");
      } finally {
        server.stop();
      }
    }
  }

  private TableSource open(String query) {
    return TableSource.open(server().url(), TableOptions.DEFAULTS.withQuery(query));
  }

  private String refusal(String url, String query) {
    TableOptions options =
        query.isEmpty() ? TableOptions.DEFAULTS : TableOptions.DEFAULTS.withQuery(query);
    try (TableSource source = TableSource.open(url, options)) {
      throw new AssertionError(source.rows() + " rows");
    } catch (DataException e) {
      assertThat(e).hasMessageNotContainingAny(PostgresServer.PASSWORD, "\n");
      return String.valueOf(e.getMessage());
    }
  }

  /** What the server writes for a query, as CSV. */
  private Path csv(String query) throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection(server().url());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      int width = rows.getMetaData().getColumnCount();
      StringBuilder text = new StringBuilder();
      for (int i = 1; i <= width; i++) {
        text.append(rows.getMetaData().getColumnLabel(i)).append(i < width ? ',' : '\n');
      }
      while (rows.next()) {
        for (int i = 1; i <= width; i++) {
          String cell = rows.getString(i);
          text.append(cell == null ? "" : '"' + cell.replace("\"", "\"\"") + '"')
              .append(i < width ? ',' : '\n');
        }
      }
      return Files.writeString(folder.resolve("mixed.csv"), text);
    }
  }

  @Test
  void columns_are_what_they_are_in_a_csv_of_the_same_rows() throws SQLException, IOException {
    try (TableSource rows = open(ALL);
        TableSource csv = TableSource.open(csv(ALL), TableOptions.DEFAULTS)) {
      assertThat(withValues(rows)).containsExactlyElementsOf(withValues(csv));
      for (String column : rows.schema().names()) {
        assertThat(rows.texts(column)).as(column).containsExactly(csv.texts(column));
      }
      assertThat(rows.schema().columns())
          .extracting(c -> c.type().id())
          .startsWith("identifier", "numeric", "numeric", "numeric", "numeric", "numeric")
          .contains("boolean", "date-time", "text", "constant");
      assertThat(rows.schema().find("holes").orElseThrow().profile().missing()).isEqualTo(1);
    }
  }

  /** A CSV does not say that a column without values is one of numbers. */
  private static List<Column> withValues(TableSource source) {
    return source.schema().columns().stream()
        .filter(c -> c.profile().missing() < c.profile().rows())
        .toList();
  }

  @Test
  void declared_types_hold() {
    TableOptions options =
        TableOptions.DEFAULTS
            .withQuery(ALL)
            .withType(ColumnType.CATEGORICAL, List.of("small", "day", "amount"));
    try (TableSource source = TableSource.open(server().url(), options)) {
      assertThat(source.texts("small")).startsWith("1", "2", "3");
      assertThat(source.texts("day")).startsWith("1510-04-17");
      assertThat(source.texts("amount")).startsWith("4.63", "9.25");
    }
  }

  /** Together they are larger than the heap of this JVM. */
  @Test
  void rows_come_as_they_fit() {
    String wide =
        "select i, repeat(md5(i::text), 9000) as body from generate_series(1, 1000) as s(i)";
    assertThat(Runtime.getRuntime().maxMemory()).isLessThan(288_000_000L);
    try (TableSource source = open(wide)) {
      assertThat(source.rows()).isEqualTo(1000);
      assertThat(source.notes())
          .containsExactly("column \"body\": only the first 16,384 characters of a value are read");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "selec 1 | found a query that fails (ERROR: syntax error at or near \"selec\"; Position: 1)",
        "hourglass_test.mixed | ; write --query 'select * from hourglass_test.mixed' to read a table",
        "select nix from hourglass_test.mixed | column \"nix\" does not exist",
        "select 1 / (i - 3) from generate_series(1, 9) as s(i) | division by zero",
        "select * from hourglass_test.mixed where false | found no rows",
        "select | found no columns",
        "`` | say what to read, such as --query 'select * from hourglass_test.mixed'",
        "delete from hourglass_test.mixed | found a query that writes",
        "insert into hourglass_test.mixed (\"No\") values (1) returning 1 | found a query that writes",
        "select nextval('hourglass_test.counter') | found a query that writes",
        "commit; drop table hourglass_test.mixed; select 1 | found several statements",
        "rollback | found a statement that has no rows",
        "select i, timestamp 'infinity' as t from generate_series(1, 9) as s(i) | row 1, column \"t\": found an infinite number",
        "select i, case i when 3000 then pg_terminate_backend(pg_backend_pid()) end from generate_series(1, 9000) as s(i) | rows ("
      })
  void a_query_that_cannot_be_is_one_line_that_says_why(String query, String line)
      throws SQLException {
    assertThat(refusal(server().url(), query)).contains(line);
    try (TableSource source = open("select count(*) as rows, 1 as one from hourglass_test.mixed")) {
      assertThat(source.texts("rows")).containsExactly("500");
    }
  }

  @Test
  void a_server_that_does_not_let_in_is_one_line_too() {
    String url = server().url();
    assertThat(refusal(url.replaceFirst("password=[^&]*", "password=wrong"), "select 1"))
        .contains("found a user that the database refuses");
    assertThat(refusal(url.replaceFirst("/\\w+\\?", "/nowhere?"), "select 1"))
        .contains("found a server without this database");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://127.0.0.1:1/db?user=u&password=geheim",
        "jdbc:postgresql://127.0.0.1:port/db?user=u&password=geheim",
        "jdbc:postgresql://u:geheim@127.0.0.1/db",
        "jdbc:nothing://127.0.0.1/db?user=u&password=geheim"
      })
  void an_address_that_cannot_be_is_one_line(String url) {
    assertThat(refusal(url, "select 1")).startsWith("jdbc:").contains("expected");
  }
}
