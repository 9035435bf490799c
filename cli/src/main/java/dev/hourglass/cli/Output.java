package dev.hourglass.cli;

import java.io.PrintWriter;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a command's words go: results to standard output, as text or as one JSON object; progress
 * and warnings to standard error.
 */
final class Output {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;

  Output(PrintWriter out, PrintWriter err, boolean json) {
    this.out = out;
    this.err = err;
    this.json = json;
  }

  /** The result of the command: the object with {@code --json}, else the text. */
  void result(Object object, String text) {
    out.println(json ? JSON.writeValueAsString(object) : text);
    out.flush();
  }

  void result(Map<String, ?> object) {
    StringBuilder text = new StringBuilder();
    object.forEach((k, v) ->
        text.append(text.isEmpty() ? "" : System.lineSeparator())
            .append("%-24s %s".formatted(k, v)));
    result(object, text.toString());
  }

  /** A line about what is going on. */
  void say(String line) {
    err.println(line);
    err.flush();
  }

  PrintWriter progress() {
    return err;
  }
}
