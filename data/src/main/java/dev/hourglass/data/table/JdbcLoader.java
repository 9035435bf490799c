package dev.hourglass.data.table;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Secrets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Brings the result of a query in another database into DuckDB, by its JDBC driver. */
final class JdbcLoader {
  /** Kept, since the level of a logger that nobody holds is forgotten. */
  private static final Logger DRIVER = Logger.getLogger("org.postgresql");

  private static final String[] KINDS = {
    "TABLE", "PARTITIONED TABLE", "FOREIGN TABLE", "VIEW", "MATERIALIZED VIEW"
  };
  private static final int MOST_TABLES = 10;

  private final String url;
  private final String shown;
  private final TableOptions options;

  private JdbcLoader(String url, TableOptions options) {
    this.url = url;
    this.shown = Secrets.hidden(url);
    this.options = options;
  }

  static Loaded load(Duck duck, String url, TableOptions options) {
    return new JdbcLoader(url, options).load(duck);
  }

  private Loaded load(Duck duck) {
    String query =
        SqlText.single(options.query().orElse(""))
            .orElseThrow(() ->
                new DataException(
                    shown, "", "several statements", "a single select", "leave out the others"));
    JdbcRefusal refusal = new JdbcRefusal(url, shown, query);
    if (url.matches("jdbc:postgresql://[^/?]*@.*")) {
      throw new DataException(
          shown, "", "a user before the host", JdbcRefusal.ADDRESS, "write it like that");
    }
    DRIVER.setLevel(Level.OFF); // what it warns of, it also throws
    try (Connection connection = DriverManager.getConnection(url)) {
      if (query.isEmpty()) {
        throw noQuery(connection);
      }
      return read(duck, connection, query, refusal);
    } catch (SQLException e) {
      throw refusal.connecting(e);
    }
  }

  /** Within a transaction that can only read, and that ends without a trace. */
  private Loaded read(Duck duck, Connection connection, String query, JdbcRefusal refusal) {
    JdbcRows rows = new JdbcRows(duck, shown, options);
    try {
      forReading(connection);
      connection.setAutoCommit(false); // else some drivers bring the whole result at once
      try (Statement statement = connection.createStatement()) {
        statement.setFetchSize(JdbcRows.FIRST_FETCH);
        try (ResultSet result = statement.executeQuery(query)) {
          return rows.copy(result);
        }
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw refusal.reading(e, rows.count());
    }
  }

  /** DuckDB's driver cannot do this for an open connection; the roll-back must do there. */
  private static void forReading(Connection connection) throws SQLException {
    try {
      connection.setReadOnly(true);
    } catch (SQLFeatureNotSupportedException _) {
      return;
    }
  }

  private DataException noQuery(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet found = connection.getMetaData().getTables(null, null, "%", KINDS)) {
      while (found.next()) {
        String schema = found.getString("TABLE_SCHEM");
        boolean usual = schema == null || schema.equals("public") || schema.equals("main");
        tables.add((usual ? "" : name(schema) + ".") + name(found.getString("TABLE_NAME")));
      }
    }
    return new DataException(
        shown,
        "",
        "no query",
        "SQL",
        tables.isEmpty()
            ? "say what to read (--query 'select ...'); there is no table that this user sees"
            : "say what to read, such as --query 'select * from %s'; there are %s"
                .formatted(tables.getFirst(), some(tables)));
  }

  private static String some(List<String> tables) {
    String more =
        tables.size() > MOST_TABLES ? " and %d more".formatted(tables.size() - MOST_TABLES) : "";
    return String.join(", ", tables.stream().limit(MOST_TABLES).toList()) + more;
  }

  private static String name(String name) {
    return name.matches("[a-z_][a-z0-9_]*") ? name : Duck.name(name);
  }
}
