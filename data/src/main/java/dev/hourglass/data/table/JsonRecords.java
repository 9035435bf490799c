package dev.hourglass.data.table;

import dev.hourglass.data.DataException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rows as lines with a JSON object each.
 *
 * @param source what to call the source in messages
 * @param names the keys to read
 * @param optional which of them may lack: their values may be missing
 */
record JsonRecords(String source, List<String> names, List<String> optional) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /**
   * The cells of a line, in the order of the names; null where missing.
   *
   * @throws DataException when it is no object, or lacks a key
   */
  List<@Nullable String> cells(String line, long row) {
    JsonNode object = object(line, row);
    List<@Nullable String> cells = new ArrayList<>();
    for (String name : names) {
      JsonNode value = object.get(name);
      if (value == null && !optional.contains(name)) {
        throw refusal(
            row,
            "no " + DataException.quote(name),
            "a value for every column that had one in training",
            "add it, null where it is missing");
      }
      cells.add(value == null || value.isNull() ? null : text(value));
    }
    return cells;
  }

  private JsonNode object(String line, long row) {
    try {
      JsonNode node = MAPPER.readTree(line);
      if (node.isObject()) {
        return node;
      }
      throw refusal(
          row, DataException.quote(line), "one JSON object on each line", "mend the line");
    } catch (JacksonException e) {
      throw refusal(
          row,
          "no sound JSON (" + e.getOriginalMessage() + ")",
          "one JSON object on each line",
          "mend the line");
    }
  }

  private DataException refusal(long row, String found, String expected, String mend) {
    return new DataException(
        source, "row " + row, found, expected, mend + ", or drop bad rows (--on-bad-row skip)");
  }

  private static String text(JsonNode value) {
    if (value.isFloatingPointNumber()) {
      return Values.text(value.doubleValue());
    }
    return value.isContainer() ? value.toString() : value.asString();
  }
}
