package dev.hourglass.data.table;

import dev.hourglass.data.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows that arrive one by one, as CSV with a first line of names or as JSON lines, in UTF-8. What
 * has arrived is given at once, and memory does not grow with the number of rows. Not for several
 * threads.
 */
public final class RowStream {
  /** As much is taken at once as has come, up to this. */
  private static final int CHUNK = 1 << 16;

  /** A row has no more characters than this. */
  private static final int LONGEST = 1 << 20;

  private static final String DELIMITERS = ",;\t|";

  private final String source;
  private final Reader reader;
  private final RowParser parser;
  private final Cutter cutter;
  private final char[] chunk = new char[CHUNK];
  private long rows;
  private boolean ended;

  private RowStream(String source, Reader reader, RowParser parser, Cutter cutter) {
    this.source = source;
    this.reader = reader;
    this.parser = parser;
    this.cutter = cutter;
  }

  /** Rows that arrived together: a batch, or why one row of them is none. */
  public sealed interface Arrival {
    /** Good rows. */
    record Rows(ColumnBatch batch) implements Arrival {}

    /** A row that cannot be read. */
    record Refused(DataException reason) implements Arrival {}
  }

  /** Cuts characters into rows of cells, or reasons why a row is none. */
  private interface Cutter {
    void feed(char[] text, int count, List<Object> rows, long next);

    void end(List<Object> rows, long next);

    int pending();
  }

  /**
   * Reads CSV; blocks until the first line has come.
   *
   * @param source what to call it in messages
   * @throws DataException when a column of the encoding is not among the names
   */
  public static RowStream csv(
      InputStream in, String source, TableEncoding encoding, List<String> missing) {
    return csv(in, source, encoding.schema(), missing);
  }

  /**
   * Reads CSV; blocks until the first line has come.
   *
   * @param source what to call it in messages
   * @param schema the columns to read
   * @throws DataException when one of them is not among the names
   */
  public static RowStream csv(
      InputStream in, String source, TableSchema schema, List<String> missing) {
    Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
    String first = firstLine(reader, source);
    char delimiter = delimiter(first, schema.names());
    CsvRecords records = new CsvRecords(delimiter);
    List<List<String>> header = new ArrayList<>();
    records.feed((first + "\n").toCharArray(), first.length() + 1, header);
    if (header.isEmpty()) {
      throw new DataException(
          source, "line 1", "nothing", "the names of the columns", "send a first line with them");
    }
    List<String> names = header.getFirst().stream().map(String::strip).toList();
    return new RowStream(
        source, reader, new RowParser(source, schema, names, missing), new CsvCutter(records));
  }

  /**
   * Reads JSON lines.
   *
   * @param source what to call it in messages
   */
  public static RowStream jsonLines(
      InputStream in, String source, TableEncoding encoding, List<String> missing) {
    List<String> optional =
        encoding.entries().stream()
            .filter(TableEncoding.Entry::mask)
            .map(e -> e.column().name())
            .toList();
    return jsonLines(in, source, encoding.schema(), optional, missing);
  }

  /**
   * Reads JSON lines.
   *
   * @param source what to call it in messages
   * @param schema the columns to read
   * @param optional names of those whose values may be missing, so that their keys may lack
   */
  public static RowStream jsonLines(
      InputStream in,
      String source,
      TableSchema schema,
      List<String> optional,
      List<String> missing) {
    List<String> names = schema.names();
    return new RowStream(
        source,
        new InputStreamReader(in, StandardCharsets.UTF_8),
        new RowParser(source, schema, names, missing),
        new LineCutter(new JsonRecords(source, names, optional)));
  }

  private static String firstLine(Reader reader, String source) {
    StringBuilder line = new StringBuilder();
    try {
      for (int c = reader.read(); c >= 0 && c != '\n'; c = reader.read()) {
        if (c != '\ufeff' && c != '\r') {
          line.append((char) c);
        }
        if (line.length() > LONGEST) {
          throw tooLong(source, "line 1");
        }
      }
    } catch (IOException e) {
      throw broken(source, e);
    }
    return line.toString();
  }

  /** The one that gives most of the columns that are wanted. */
  private static char delimiter(String header, List<String> wanted) {
    return Stream.of(DELIMITERS.split(""))
        .map(d -> d.charAt(0))
        .max(Comparator.comparingLong(d -> columns(header, d, wanted)))
        .orElse(',');
  }

  private static long columns(String header, char delimiter, List<String> wanted) {
    List<List<String>> rows = new ArrayList<>();
    new CsvRecords(delimiter).feed((header + "\n").toCharArray(), header.length() + 1, rows);
    return rows.stream().flatMap(List::stream).map(String::strip).filter(wanted::contains).count();
  }

  /**
   * The rows that have arrived since, in their order; blocks until there is one.
   *
   * @return nothing at the end
   * @throws DataException when the stream breaks, or a row has no end
   */
  public List<Arrival> next() {
    List<Object> cut = new ArrayList<>();
    try {
      while (cut.isEmpty() && !ended) {
        int count = reader.read(chunk);
        if (count < 0) {
          ended = true;
          cutter.end(cut, rows + 1);
        } else {
          cutter.feed(chunk, count, cut, rows + 1);
        }
        if (cutter.pending() > LONGEST) {
          throw tooLong(source, "row " + (rows + cut.size() + 1));
        }
      }
    } catch (IOException e) {
      throw broken(source, e);
    }
    long first = rows + 1;
    rows += cut.size();
    return arrivals(cut, first);
  }

  private List<Arrival> arrivals(List<Object> cut, long first) {
    List<Arrival> arrivals = new ArrayList<>();
    List<List<@Nullable String>> good = new ArrayList<>();
    long next = first;
    for (Object row : cut) {
      if (row instanceof DataException refused) {
        parse(good, next - good.size(), arrivals);
        good.clear();
        arrivals.add(new Arrival.Refused(refused));
      } else {
        good.add(cells(row));
      }
      next++;
    }
    parse(good, next - good.size(), arrivals);
    return arrivals;
  }

  @SuppressWarnings("unchecked")
  private static List<@Nullable String> cells(Object row) {
    return (List<@Nullable String>) row;
  }

  /** All at once, or one by one where one of them is at fault. */
  private void parse(List<List<@Nullable String>> good, long first, List<Arrival> arrivals) {
    if (good.isEmpty()) {
      return;
    }
    try {
      arrivals.add(new Arrival.Rows(parser.parse(good, first)));
    } catch (DataException e) {
      if (good.size() == 1) {
        arrivals.add(new Arrival.Refused(e));
        return;
      }
      for (int i = 0; i < good.size(); i++) {
        parse(List.of(good.get(i)), first + i, arrivals);
      }
    }
  }

  private record CsvCutter(CsvRecords records) implements Cutter {
    @Override
    public void feed(char[] text, int count, List<Object> rows, long next) {
      List<List<String>> cut = new ArrayList<>();
      records.feed(text, count, cut);
      rows.addAll(cut);
    }

    @Override
    public void end(List<Object> rows, long next) {
      List<List<String>> cut = new ArrayList<>();
      records.end(cut);
      rows.addAll(cut);
    }

    @Override
    public int pending() {
      return records.pending();
    }
  }

  private static final class LineCutter implements Cutter {
    private final JsonRecords records;
    private final StringBuilder line = new StringBuilder();

    LineCutter(JsonRecords records) {
      this.records = records;
    }

    @Override
    public void feed(char[] text, int count, List<Object> rows, long next) {
      for (int i = 0; i < count; i++) {
        if (text[i] == '\n') {
          end(rows, next);
        } else if (text[i] != '\ufeff') {
          line.append(text[i]);
        }
      }
    }

    @Override
    public void end(List<Object> rows, long next) {
      String whole = line.toString();
      line.setLength(0);
      if (whole.isBlank()) {
        return;
      }
      try {
        rows.add(records.cells(whole, next + rows.size()));
      } catch (DataException e) {
        rows.add(e);
      }
    }

    @Override
    public int pending() {
      return line.length();
    }
  }

  private static DataException tooLong(String source, String place) {
    return new DataException(
        source,
        place,
        "more than " + LONGEST + " characters without an end",
        "rows of fewer",
        "look for a quotation mark that is never closed");
  }

  private static DataException broken(String source, IOException e) {
    return new DataException(
        source, "", "a stream that broke (" + e.getMessage() + ")", "rows", "send them again", e);
  }
}
