package dev.hourglass.cli.report;

import dev.hourglass.data.Destination;
import dev.hourglass.data.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page that grows section by section. */
final class Page {
  private static final Pattern PLACE = Pattern.compile("\\$\\{(title|body)}");

  private final String title;
  private final StringBuilder body = new StringBuilder();

  /**
   * Starts a page.
   *
   * @param title text
   * @param lead HTML
   */
  Page(String title, String lead) {
    this.title = Html.escape(title);
    body.append("<h1>").append(this.title).append("</h1>\n<p class=lead>");
    body.append(lead).append("</p>\n");
  }

  /** What to call data in a title: the name of a file without its folders, an address whole. */
  static String name(String data) {
    return Secrets.hidden(data.startsWith("jdbc:") ? data : data.replaceAll(".*/(?=[^/]+$)", ""));
  }

  /** Figures beside each other: what they are, and the number. */
  void figures(Map<String, String> figures) {
    body.append("<div class=figures>");
    figures.forEach((what, number) ->
        body.append("<div><b>")
            .append(number)
            .append("</b><span>")
            .append(what)
            .append("</span></div>"));
    body.append("</div>\n");
  }

  void add(String html) {
    body.append(html);
  }

  void section(String heading, String html) {
    body.append("<h2>").append(heading).append("</h2>\n").append(html);
  }

  /**
   * Writes the file whole or not at all.
   *
   * @throws dev.hourglass.data.DataException if it cannot be written
   */
  void write(Path file) {
    byte[] page = html().getBytes(StandardCharsets.UTF_8);
    Destination.write(file, out -> out.write(page));
  }

  /** In one pass, so that nothing in the data is taken for a place in the page. */
  private String html() {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("title", title);
    parts.put("body", body.toString());
    return PLACE
        .matcher(frame())
        .replaceAll(place -> Matcher.quoteReplacement(parts.getOrDefault(place.group(1), "")));
  }

  private static String frame() {
    try (InputStream in = Page.class.getResourceAsStream("anomalies.html")) {
      if (in == null) {
        throw new IllegalStateException("the report's page is missing from the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("the report's page cannot be read", e);
    }
  }
}
