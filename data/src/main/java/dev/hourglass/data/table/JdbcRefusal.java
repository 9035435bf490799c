package dev.hourglass.data.table;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Secrets;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.stream.Collectors;

/**
 * Says in one line what a database refuses, and what to do about it, by the codes that the SQL
 * standard and PostgreSQL give.
 *
 * @param shown the address without its password
 */
record JdbcRefusal(String url, String shown, String query) {

  static final String ADDRESS = "jdbc:postgresql://HOST:PORT/DATABASE?user=NAME&password=...";

  /** Before there is a connection. */
  DataException connecting(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    if (state.equals("3D000")) {
      return refusal(e, "a server without this database", "its name", "check the address");
    }
    if (state.startsWith("28") || state.equals("08004")) {
      return refusal(
          e,
          "a user that the database refuses",
          "a user and a password that it knows",
          "check both (?user=NAME&password=... in the address; the driver of PostgreSQL also reads"
              + " ~/.pgpass)");
    }
    boolean driver = !String.valueOf(e.getMessage()).startsWith("No suitable driver");
    if (driver && (state.equals("08001") || state.equals("08006"))) {
      return refusal(
          e, "no database there", "one that answers", "check host and port, and that it runs");
    }
    if (state.startsWith("53")) {
      return refusal(e, "a database that has no room", "a free connection", "try again later");
    }
    return refusal(e, "an address that no driver takes", ADDRESS, "write it like that");
  }

  /**
   * With a connection.
   *
   * @param rows how many have come
   */
  DataException reading(SQLException e, long rows) {
    String state = String.valueOf(e.getSQLState());
    if (state.equals("25006")) {
      return refusal(e, "a query that writes", "one that only reads", "write a select");
    }
    if (state.equals("02000")) {
      return refusal(e, "a statement that has no rows", "a select", "write a select");
    }
    if (state.equals("42501")) {
      return refusal(
          e, "rows that this user may not read", "the right to", "ask for it, or be another user");
    }
    if (state.startsWith("42") || state.startsWith("22") || state.startsWith("0A")) {
      return refusal(e, "a query that fails", "one that the database understands", mendQuery());
    }
    return refusal(
        e,
        rows == 0 ? "a database that stops" : "an end after %,d rows".formatted(rows),
        "the whole result of the query",
        "try again, and look into the database's log");
  }

  private String mendQuery() {
    return SqlText.isName(query)
        ? "write --query 'select * from " + query.strip() + "' to read a table"
        : "mend the query";
  }

  private DataException refusal(SQLException e, String found, String expected, String mend) {
    return new DataException(shown, "", found + " (" + words(e) + ")", expected, mend, unseen(e));
  }

  /** What the database says, on one line; a driver may quote the address. */
  private String words(SQLException e) {
    String message =
        String.valueOf(e.getMessage())
            .replace(url, shown)
            .lines()
            .map(String::strip)
            .collect(Collectors.joining("; "));
    String host =
        e.getCause() instanceof UnknownHostException u ? " unknown host " + u.getMessage() : "";
    return Secrets.hidden(message + host);
  }

  /** The exception, unless its own message tells the password. */
  private static Throwable unseen(SQLException e) {
    String message = String.valueOf(e.getMessage());
    return Secrets.hidden(message).equals(message) ? e : new SQLException(Secrets.hidden(message));
  }
}
