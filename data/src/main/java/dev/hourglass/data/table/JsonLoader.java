package dev.hourglass.data.table;

import dev.hourglass.data.DataException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Brings JSON into DuckDB: one object per line, or an array of objects. */
final class JsonLoader {
  private JsonLoader() {}

  static Loaded load(Duck duck, Path path, TableOptions options) {
    TextHead head = TextHead.read(path, options.charset());
    boolean array = head.text().stripLeading().startsWith("[");
    Path clean =
        head.plain() && !head.packed()
            ? path
            : CleanCopy.make(path, head, duck.folder().resolve("clean.json"));
    try {
      return array ? array(duck, path, clean, options) : lines(duck, path, clean, options);
    } catch (Duck.DuckException e) {
      throw new DataException(
          path.toString(),
          "",
          "JSON that cannot be read (" + e.line() + ")",
          "one object per line, or an array of objects",
          "mend it, or drop bad rows (--on-bad-row skip)",
          e);
    }
  }

  private static Loaded array(Duck duck, Path path, Path clean, TableOptions options) {
    duck.execute(
        "CREATE TABLE raw AS SELECT json AS j FROM read_json_objects(%s, format = 'array')"
            .formatted(Duck.literal(clean.toAbsolutePath().toString())));
    return load(duck, path.toString(), options, List.of(), Optional.empty());
  }

  private static Loaded lines(Duck duck, Path path, Path clean, TableOptions options) {
    duck.execute(
        ("CREATE TABLE raw AS SELECT CASE WHEN json_type(json) = 'OBJECT' THEN json END AS j"
                + " FROM read_ndjson_objects(%s, ignore_errors = true)")
            .formatted(Duck.literal(clean.toAbsolutePath().toString())));
    LineFinder finder = new LineFinder(clean, false, false, false, false, new long[0]);
    long[] bad =
        duck
            .query("SELECT rowid FROM raw WHERE j IS NULL ORDER BY rowid", r -> r.getLong(1))
            .stream()
            .mapToLong(Long::longValue)
            .toArray();
    long[] lines = bad.length == 0 ? bad : finder.find(bad).keptLines();
    List<BadRow> rejects = new ArrayList<>();
    for (int i = 0; i < bad.length; i++) {
      rejects.add(
          new BadRow(
              lines[i],
              bad[i] + 1,
              "",
              "a line that is no JSON object",
              "one object per line",
              "mend the line, or drop bad rows (--on-bad-row skip)",
              ""));
    }
    if (bad.length > 0) {
      duck.execute("CREATE TABLE good AS SELECT j FROM raw WHERE j IS NOT NULL");
      duck.execute("DROP TABLE raw");
      duck.execute("ALTER TABLE good RENAME TO raw");
    }
    return load(duck, path.toString(), options, rejects, Optional.of(finder));
  }

  private static Loaded load(
      Duck duck,
      String file,
      TableOptions options,
      List<BadRow> rejects,
      Optional<LineFinder> finder) {
    List<String> keys =
        duck.query(
            "SELECT k FROM (SELECT rowid AS r, unnest(json_keys(j)) AS k,"
                + " generate_subscripts(json_keys(j), 1) AS i FROM raw)"
                + " GROUP BY k ORDER BY min(r * 100000 + i)",
            r -> r.getString(1));
    if (keys.isEmpty()) {
      throw new DataException(
          file, "", "no object with a key", "one object per line", "check the file");
    }
    List<String> notes = new ArrayList<>();
    List<String> names = ColumnNames.distinct(keys, notes);
    String list =
        IntStream.range(0, keys.size())
            .mapToObj(i -> cell(keys.get(i), options) + " AS " + Loaded.inside(i))
            .collect(Collectors.joining(", "));
    duck.execute("CREATE TABLE t AS SELECT " + list + " FROM raw");
    duck.execute("DROP TABLE raw");
    List<Loaded.Raw> columns = names.stream().map(n -> new Loaded.Raw(n, false, false)).toList();
    return new Loaded(file, columns, rejects, finder, notes);
  }

  private static String cell(String key, TableOptions options) {
    String pointer = "/" + key.replace("~", "~0").replace("/", "~1");
    String text = "nullif(trim(json_extract_string(j, " + Duck.literal(pointer) + ")), '')";
    return RelationLoader.missing(text, options);
  }
}
