package dev.hourglass.tasks.anomaly;

import dev.hourglass.autoencoders.file.Field;
import dev.hourglass.data.table.Column;
import dev.hourglass.data.table.ColumnType;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Summaries of columns as JSON, from which they come back in every bit. */
public final class SummaryJson {
  private static final String EDGES = "edges";
  private static final String VALUES = "values";
  private static final String COUNTS = "counts";
  private static final String DEPENDENCE = "dependence";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private SummaryJson() {}

  /** A list of an object each. */
  public static ArrayNode of(List<ColumnSummary> summaries) {
    ArrayNode list = JSON.createArrayNode();
    summaries.forEach(s -> list.add(of(s)));
    return list;
  }

  private static ObjectNode of(ColumnSummary summary) {
    ObjectNode json = JSON.createObjectNode().put("column", summary.column());
    switch (summary.bins()) {
      case Bins.Ranges ranges -> {
        ArrayNode edges = json.putArray(EDGES);
        ranges.edges().forEach(e -> edges.add(e.doubleValue()));
      }
      case Bins.Values values -> {
        ArrayNode texts = json.putArray(VALUES);
        values.values().forEach(texts::add);
      }
    }
    ArrayNode counts = json.putArray(COUNTS);
    summary.counts().forEach(c -> counts.add(c.longValue()));
    if (summary.dependence() > 1) {
      json.put(DEPENDENCE, summary.dependence());
    }
    return json;
  }

  /**
   * Reads summaries.
   *
   * @param columns of which they must be
   * @throws dev.hourglass.autoencoders.file.ModelFileException if they are not
   */
  public static List<ColumnSummary> read(Field list, List<Column> columns) {
    List<Field> elements = list.elements();
    if (elements.size() != columns.size()) {
      throw list.wrong("%d summaries, one for each column".formatted(columns.size()));
    }
    return IntStream.range(0, columns.size())
        .mapToObj(i -> read(elements.get(i), columns.get(i)))
        .toList();
  }

  private static ColumnSummary read(Field f, Column column) {
    Field name = f.at("column");
    if (!name.string().equals(column.name())) {
      throw name.wrong("\"" + column.name() + "\"");
    }
    Bins bins = SummaryFit.inRanges(column) ? ranges(f.at(EDGES), column) : values(f.at(VALUES));
    Field counts = f.at(COUNTS);
    List<Long> numbers = counts.elements().stream().map(c -> c.whole(0, 1L << 53)).toList();
    double dependence = f.has(DEPENDENCE) ? f.at(DEPENDENCE).number() : 1;
    return counts.made(
        "a summary", () -> new ColumnSummary(column.name(), bins, numbers, dependence));
  }

  private static Bins ranges(Field edges, Column column) {
    List<Double> numbers = edges.elements().stream().map(Field::number).toList();
    boolean dates = column.type() == ColumnType.DATE_TIME;
    return edges.made("the edges of bins", () -> new Bins.Ranges(numbers, dates));
  }

  private static Bins values(Field values) {
    List<String> texts = values.elements().stream().map(Field::string).toList();
    return values.made("the values of bins", () -> new Bins.Values(texts));
  }
}
