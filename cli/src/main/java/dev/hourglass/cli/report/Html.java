package dev.hourglass.cli.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/** Pieces of HTML, and numbers as people read them. */
final class Html {
  private static final int LONGEST = 120;

  private Html() {}

  /** Text from anywhere, as text: shortened, and with nothing that a browser takes for markup. */
  static String text(String raw) {
    int end = Math.min(raw.length(), LONGEST);
    end -= end < raw.length() && Character.isHighSurrogate(raw.charAt(end - 1)) ? 1 : 0;
    return escape(raw.substring(0, end)) + (end < raw.length() ? "…" : "");
  }

  /** Text as text, however long. */
  static String escape(String raw) {
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(Character.isISOControl(c) && c != '\n' && c != '\t' ? '\uFFFD' : c);
      }
    }
    return safe.toString();
  }

  static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** Such as 12,000. */
  static String count(long value) {
    return format("%,d", value);
  }

  /** Four digits that matter, such as 0.01234 or 12,340. */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      return String.valueOf(value);
    }
    double size = Math.abs(value);
    if (size >= 1e9 || (size > 0 && size < 1e-6)) {
      return format("%.2e", value);
    }
    BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(4));
    BigDecimal plain = size >= 1e4 ? rounded.setScale(0) : rounded.stripTrailingZeros();
    return plain.signum() == 0 ? "0" : format("%,." + Math.max(0, plain.scale()) + "f", plain);
  }

  /** A chance, in two digits that matter. */
  static String chance(double p) {
    return BigDecimal.valueOf(p).round(new MathContext(2)).stripTrailingZeros().toPlainString();
  }

  /** A share, such as 3.4 % or 0.02 %. */
  static String percent(double share) {
    double hundredth = 100 * share;
    boolean plain = hundredth >= 10 || hundredth == 0;
    return (plain ? format("%.0f", hundredth) : number(round(hundredth))) + "\u00A0%";
  }

  private static double round(double value) {
    return BigDecimal.valueOf(value).round(new MathContext(2)).doubleValue();
  }

  static String paragraph(String html) {
    return "<p>" + html + "</p>\n";
  }

  static String warning(String html) {
    return "<p class=warning>" + html + "</p>\n";
  }

  /**
   * A table.
   *
   * @param heads of the columns, HTML; those that start with {@code #} hold numbers; all may be
   *     empty
   * @param rows of cells, HTML
   */
  static String table(List<String> heads, List<List<String>> rows) {
    StringBuilder html = new StringBuilder("<div class=wide><table>");
    if (heads.stream().anyMatch(h -> !h.isEmpty())) {
      html.append("<thead><tr>");
      for (String head : heads) {
        html.append(isNumber(head) ? "<th class=n>" : "<th>").append(head.replace("#", ""));
        html.append("</th>");
      }
      html.append("</tr></thead>");
    }
    html.append("<tbody>\n");
    for (List<String> row : rows) {
      html.append("<tr>");
      for (int c = 0; c < row.size(); c++) {
        html.append(isNumber(heads.get(c)) ? "<td class=n>" : "<td>");
        html.append(row.get(c)).append("</td>");
      }
      html.append("</tr>\n");
    }
    return html.append("</tbody></table></div>\n").toString();
  }

  private static boolean isNumber(String head) {
    return head.startsWith("#");
  }

  /** A table that is no wider than it must be. */
  static String narrow(List<String> heads, List<List<String>> rows) {
    return "<div class=narrow>" + table(heads, rows) + "</div>\n";
  }

  /** What is there for those who want to know more; nothing where there is nothing. */
  static String more(String summary, String html) {
    return "<details><summary>" + summary + "</summary>" + html + "</details>\n";
  }

  /** A bar as long as a share of its cell. */
  static String bar(double share) {
    return format(
        "<span class=gauge><i style='width:%.1f%%'></i></span>", 100 * Math.clamp(share, 0, 1));
  }
}
