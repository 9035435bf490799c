package dev.hourglass.data.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a CSV file writes its cells, found from its start.
 *
 * @param delimiter what separates cells
 * @param decimalComma whether numbers are written as {@code 3,14}
 * @param header whether the first line names the columns
 * @param first the cells of the first line
 * @param rows the cells of the other lines of the start, for a look at their types
 */
record CsvDialect(
    char delimiter,
    boolean decimalComma,
    boolean header,
    List<String> first,
    List<List<String>> rows) {
  private static final char[] DELIMITERS = {',', ';', '\t', '|'};
  private static final int LINES_FOR_DELIMITER = 200;

  static CsvDialect sniff(TextHead head, TableOptions options) {
    char best = ',';
    double bestScore = 0;
    for (char candidate : DELIMITERS) {
      double score = score(records(head, candidate, LINES_FOR_DELIMITER));
      if (score > bestScore) {
        best = candidate;
        bestScore = score;
      }
    }
    List<List<String>> records = records(head, best, Integer.MAX_VALUE);
    List<String> first = records.isEmpty() ? List.of() : records.getFirst();
    List<List<String>> rest = records.isEmpty() ? List.of() : records.subList(1, records.size());
    boolean comma = best != ',' && decimalComma(records);
    boolean named =
        options
            .header()
            .orElseGet(() ->
                namesExpected(first, options)
                    || looksLikeHeader(first, rest, comma, options.missing()));
    List<List<String>> rows = named ? rest : records;
    return new CsvDialect(best, comma, named, first, rows);
  }

  /** Whether the first line has the names of all columns that new data must have. */
  private static boolean namesExpected(List<String> first, TableOptions options) {
    List<String> cells = first.stream().map(String::strip).toList();
    return options.expected().map(TableSchema::names).filter(cells::containsAll).isPresent();
  }

  int width() {
    return first.size();
  }

  /** The share of lines that have the most frequent number of cells, if that is more than one. */
  private static double score(List<List<String>> records) {
    Map<Integer, Integer> widths = new HashMap<>();
    records.forEach(r -> widths.merge(r.size(), 1, Integer::sum));
    double best = 0;
    for (Map.Entry<Integer, Integer> e : widths.entrySet()) {
      if (e.getKey() > 1) {
        double share = e.getValue() / (double) records.size();
        best = Math.max(best, share * (1 + 1e-3 * Math.log(e.getKey())));
      }
    }
    return best;
  }

  private static boolean looksLikeHeader(
      List<String> first, List<List<String>> rest, boolean comma, List<String> missing) {
    boolean allMissing = true;
    for (String cell : first) {
      if (Decimals.is(cell, comma)) {
        return false;
      }
      allMissing &= cell.isEmpty() || missing.contains(cell);
    }
    if (allMissing) {
      return false;
    }
    for (int c = 0; c < first.size(); c++) {
      if (Decimals.isColumn(column(rest, c), comma, missing)) {
        return true;
      }
    }
    return !repeats(first, rest);
  }

  /** Whether a cell of the first line stands again in its column, as no name would. */
  private static boolean repeats(List<String> first, List<List<String>> rest) {
    for (int c = 0; c < first.size(); c++) {
      if (!first.get(c).isEmpty() && column(rest, c).contains(first.get(c))) {
        return true;
      }
    }
    Set<String> distinct = new HashSet<>(first);
    return distinct.size() < first.size();
  }

  private static boolean decimalComma(List<List<String>> records) {
    int commas = 0;
    for (List<String> record : records) {
      for (String cell : record) {
        if (cell.matches("[-+]?\\d+,\\d+([eE][-+]?\\d+)?")) {
          commas++;
        } else if (cell.matches("[-+]?\\d*\\.\\d+([eE][-+]?\\d+)?")) {
          return false;
        }
      }
    }
    return commas > 0;
  }

  /** The cells of a column, of the rows that have it. */
  static List<String> column(List<List<String>> rows, int column) {
    List<String> cells = new ArrayList<>(rows.size());
    for (List<String> row : rows) {
      if (column < row.size()) {
        cells.add(row.get(column));
      }
    }
    return cells;
  }

  /** Splits the start into trimmed cells; takes quotation marks as they come. */
  private static List<List<String>> records(TextHead head, char delimiter, int most) {
    List<List<String>> records = new ArrayList<>();
    List<String> record = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    String text = head.text();
    boolean quoted = false;
    for (int i = 0; i < text.length() && records.size() < most; i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c != '"') {
          cell.append(c);
        } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
          cell.append(c);
          i++;
        } else {
          quoted = false;
        }
      } else if (c == '"' && cell.isEmpty()) {
        quoted = true;
      } else if (c == delimiter) {
        record.add(take(cell));
      } else if (c == '\n') {
        record.add(take(cell));
        record = end(record, records);
      } else {
        cell.append(c);
      }
    }
    if (head.whole() && records.size() < most) {
      record.add(take(cell));
      end(record, records);
    }
    return records;
  }

  private static String take(StringBuilder cell) {
    String text = cell.toString().strip();
    cell.setLength(0);
    return text;
  }

  private static List<String> end(List<String> record, List<List<String>> records) {
    if (record.size() > 1 || !record.getFirst().isEmpty()) {
      records.add(record);
    }
    return new ArrayList<>();
  }
}
