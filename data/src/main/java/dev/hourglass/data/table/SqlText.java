package dev.hourglass.data.table;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What can be seen of a query before a database sees it. */
final class SqlText {
  /** A comment, a text, a quoted name, or a text between dollars; each up to its end. */
  private static final Pattern OPAQUE =
      Pattern.compile(
          "--[^\\n]*|/\\*(?s:.*?)\\*/"
              + "|(?<![\\w$])[eE]'(?:[^'\\\\]|\\\\(?s:.)|'')*+'|'[^']*+'|\"[^\"]*+\""
              + "|(?<![\\w$])(\\$\\w*\\$)(?s:.*?)\\1");

  private static final Pattern NAME = Pattern.compile("(\\w+|\"[^\"]+\")(\\.(\\w+|\"[^\"]+\"))*");

  private SqlText() {}

  /**
   * The statement without a semicolon behind it; empty where there are several, the first of which
   * could end the transaction that the others run in.
   */
  static Optional<String> single(String sql) {
    String bare = OPAQUE.matcher(sql).replaceAll(SqlText::blank);
    int end = bare.indexOf(';');
    if (end < 0) {
      return Optional.of(sql.strip());
    }
    boolean last = bare.substring(end).replace(';', ' ').isBlank();
    return last ? Optional.of(sql.substring(0, end).strip()) : Optional.empty();
  }

  /** As long, so that places stay. */
  private static String blank(MatchResult match) {
    boolean comment = match.group().startsWith("--") || match.group().startsWith("/*");
    return (comment ? " " : "x").repeat(match.group().length());
  }

  /** Whether it is the name of a table and nothing else. */
  static boolean isName(String sql) {
    return NAME.matcher(sql.strip()).matches();
  }
}
