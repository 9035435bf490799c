package dev.hourglass.cli;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

  /** The result of the command: the object with {@code --json}, else a line for each key. */
  void result(Map<String, ?> object) {
    int width = object.keySet().stream().mapToInt(String::length).max().orElse(0);
    String format = "%-" + (width + 2) + "s%s";
    result(
        object,
        object.entrySet().stream()
            .map(e -> format.formatted(e.getKey().replace('_', ' '), words(e.getValue())))
            .collect(Collectors.joining(System.lineSeparator())));
  }

  private static String words(@Nullable Object value) {
    return switch (value) {
      case null -> "none";
      case Double d -> String.format(Locale.ROOT, "%.6g", d);
      case Boolean b -> b ? "yes" : "no";
      case Integer _, Long _ -> value.toString();
      case Collection<?> list ->
          list.stream().map(String::valueOf).collect(Collectors.joining(", "));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(e -> e.getKey() + " = " + e.getValue())
              .collect(Collectors.joining(", "));
      default -> value.toString();
    };
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
