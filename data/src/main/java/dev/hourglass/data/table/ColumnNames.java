package dev.hourglass.data.table;

import dev.hourglass.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the columns of a CSV file are called.
 *
 * @param notes what was done to make the names what they are
 */
record ColumnNames(List<String> names, List<String> notes) {
  /** A file of this name beside the data, one name per line, names columns that have no names. */
  static final String BESIDE = "columns.txt";

  static ColumnNames of(Path path, CsvDialect dialect, TableOptions options) {
    int width = dialect.width();
    if (!options.names().isEmpty()) {
      if (options.names().size() != width) {
        throw new DataException(
            path.toString(),
            "line 1",
            width + " cells",
            options.names().size() + " cells, one for each name that was given",
            "name every column once");
      }
      return new ColumnNames(distinct(options.names(), new ArrayList<>()), List.of());
    }
    if (dialect.header()) {
      List<String> notes = new ArrayList<>();
      return new ColumnNames(distinct(dialect.first(), notes), notes);
    }
    List<String> beside = beside(path);
    if (beside.size() == width) {
      List<String> notes = List.of("the names of the columns are those of " + BESIDE);
      return new ColumnNames(distinct(beside, new ArrayList<>()), notes);
    }
    if (options.expected().isPresent() && options.expected().get().columns().size() == width) {
      return new ColumnNames(
          options.expected().get().names(),
          List.of("no names in the first line: the columns are taken in their order"));
    }
    List<String> numbered = new ArrayList<>();
    for (int i = 1; i <= width; i++) {
      numbered.add("x" + i);
    }
    return new ColumnNames(
        numbered, List.of("no names in the first line: the columns are called x1, x2, ..."));
  }

  private static List<String> beside(Path path) {
    Path file = path.resolveSibling(BESIDE);
    try {
      return Files.isRegularFile(file)
          ? Files.readAllLines(file).stream().map(String::strip).filter(l -> !l.isEmpty()).toList()
          : List.of();
    } catch (IOException _) {
      return List.of();
    }
  }

  /** Gives a nameless column a number, and a name that was there before one too. */
  static List<String> distinct(List<String> raw, List<String> notes) {
    Set<String> taken = new HashSet<>(raw);
    Set<String> seen = new HashSet<>();
    List<String> result = new ArrayList<>();
    for (int i = 0; i < raw.size(); i++) {
      String name = raw.get(i).strip();
      if (name.isEmpty()) {
        name = free("x" + (i + 1), taken);
        notes.add("column %d has no name: it is called %s".formatted(i + 1, name));
      } else if (seen.contains(name)) {
        String other = free(name, taken);
        notes.add(
            "the name %s stands twice: column %d is called %s"
                .formatted(DataException.quote(name), i + 1, other));
        name = other;
      }
      seen.add(name);
      taken.add(name);
      result.add(name);
    }
    return result;
  }

  private static String free(String name, Set<String> taken) {
    if (!taken.contains(name)) {
      return name;
    }
    int k = 2;
    while (taken.contains(name + "_" + k)) {
      k++;
    }
    return name + "_" + k;
  }
}
