package dev.hourglass.cli;

import dev.hourglass.data.table.BadRow;
import dev.hourglass.data.table.Column;
import dev.hourglass.data.table.ColumnGroup;
import dev.hourglass.data.table.ColumnType;
import dev.hourglass.data.table.TableEncoding;
import dev.hourglass.data.table.TableSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hourglass describe}: what the columns of a table are, before anything is trained. */
@Command(
    name = "describe",
    description = "The columns of a table: type, missing values, and how each would be encoded.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  hourglass describe claims.csv",
      "  hourglass describe claims.csv --categorical zip --drop note --missing \"?\" --json",
      "  hourglass describe \"jdbc:postgresql://db/shop?user=me\" --query \"select * from orders\""
    })
final class DescribeCommand extends Common {
  @Parameters(
      index = "0",
      paramLabel = "DATA",
      description = "CSV, Parquet or JSON lines, or the address of a database (jdbc:...).")
  String data = "";

  @Mixin TableFlags table = new TableFlags();

  @Override
  public void run() {
    try (TableSource source = TableSource.open(data, table.tableOptions(data))) {
      TableEncoding encoding = TableEncoding.fit(source, table.encodingOptions(), row -> true);
      source.notes().forEach(output()::say);
      if (!source.badRows().isEmpty()) {
        output().say("%d rows skipped, listed in a side file".formatted(source.badRows().size()));
      }
      output().result(json(source, encoding), text(source, encoding));
    }
  }

  private Map<String, Object> json(TableSource source, TableEncoding encoding) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("data", source.name());
    result.put("rows", source.rows());
    result.put("width", encoding.width());
    List<Map<String, Object>> columns = new ArrayList<>();
    for (Column column : source.schema().columns()) {
      columns.add(json(column, encoding));
    }
    result.put("columns", columns);
    result.put("notes", source.notes());
    result.put("bad_rows", source.badRows().stream().map(DescribeCommand::json).toList());
    return result;
  }

  private static Map<String, Object> json(Column column, TableEncoding encoding) {
    Column.Profile p = column.profile();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", column.name());
    json.put("type", column.type().id());
    json.put("missing", p.missing());
    json.put("distinct", p.distinct());
    if (!Double.isNaN(p.minimum())) {
      json.put("minimum", p.minimum());
      json.put("median", p.median());
      json.put("maximum", p.maximum());
    }
    json.put("examples", p.examples());
    json.put("note", p.note());
    json.put("encoding", describe(column, encoding));
    json.put("width", width(column, encoding));
    return json;
  }

  private static Map<String, Object> json(BadRow row) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("line", row.line());
    json.put("row", row.row());
    json.put("column", row.column());
    json.put("found", row.found());
    json.put("mend", row.mend());
    return json;
  }

  private static String describe(Column column, TableEncoding encoding) {
    return encoding.entries().stream()
        .filter(e -> e.column().name().equals(column.name()))
        .map(e -> e.encoding().describe() + (e.mask() ? ", and whether it is missing" : ""))
        .findFirst()
        .orElse("left out: as asked");
  }

  private static int width(Column column, TableEncoding encoding) {
    return encoding.groups().stream()
        .filter(g -> g.column().equals(column.name()))
        .mapToInt(ColumnGroup::width)
        .sum();
  }

  private static String text(TableSource source, TableEncoding encoding) {
    int longest = source.schema().names().stream().mapToInt(String::length).max().orElse(0);
    String format = "%-" + Math.clamp(longest, 6, 40) + "s  %-11s %9s %9s  %s";
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: %d rows, %d columns, encoded as %d numbers"
            .formatted(
                source.name(), source.rows(), source.schema().columns().size(), encoding.width()));
    lines.add(format.formatted("column", "type", "missing", "distinct", "encoding"));
    for (Column column : source.schema().columns()) {
      Column.Profile p = column.profile();
      lines.add(
          format.formatted(
              column.name(),
              column.type().id(),
              p.missing(),
              p.distinct(),
              describe(column, encoding) + examples(column)));
    }
    return String.join(System.lineSeparator(), lines);
  }

  private static String examples(Column column) {
    boolean shown =
        column.type() == ColumnType.CATEGORICAL || column.type() == ColumnType.IDENTIFIER;
    List<String> examples = column.profile().examples();
    return shown ? " (" + String.join(", ", examples.stream().limit(3).toList()) + ")" : "";
  }
}
