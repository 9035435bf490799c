package dev.hourglass.cli;

import dev.hourglass.data.table.TableWriter;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers, a line each.
 *
 * @param columns of an answer
 * @param json whether lines are JSON objects, else CSV
 * @param out to which they go
 */
record AnswerLines(List<TableWriter.Output> columns, boolean json, PrintWriter out) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The names of the columns, where lines do not say them. */
  void head() {
    if (!json) {
      out.println(columns.stream().map(TableWriter.Output::name).collect(Collectors.joining(",")));
      out.flush();
    }
  }

  /**
   * Prints an answer.
   *
   * @param values one for each column
   */
  void line(List<?> values) {
    if (json) {
      out.println(JSON.writeValueAsString(object(columns, values)));
    } else {
      out.println(
          values.stream()
              .map(value -> value instanceof String text ? quoted(text) : value.toString())
              .collect(Collectors.joining(",")));
    }
  }

  /** Values by the names of their columns. */
  static Map<String, Object> object(List<TableWriter.Output> columns, List<?> values) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      object.put(columns.get(i).name(), values.get(i));
    }
    return object;
  }

  private static String quoted(String text) {
    return text.matches("[^\",\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
