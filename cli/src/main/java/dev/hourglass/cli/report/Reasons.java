package dev.hourglass.cli.report;

import dev.hourglass.tasks.anomaly.Verdict;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Why rows are strange: of one row, and which columns are the reason most often. */
final class Reasons {
  private static final int MOST_SHOWN = 20;

  /** How often a column is named, and how often first. */
  private static final class Count {
    private long first;
    private long named;
    private double shares;
  }

  private final Map<String, Count> columns = new LinkedHashMap<>();
  private long rows;

  /** Counts the reasons of a flagged row. */
  void add(List<Verdict.Cause> causes) {
    rows++;
    for (int i = 0; i < causes.size(); i++) {
      Count count = columns.computeIfAbsent(causes.get(i).column(), _ -> new Count());
      count.first += i == 0 ? 1 : 0;
      count.named++;
      count.shares += causes.get(i).share();
    }
  }

  boolean isEmpty() {
    return columns.isEmpty();
  }

  /** The share of all scores that a column made, as far as it was named. */
  double share(String column) {
    Count count = columns.get(column);
    return count == null ? 0 : count.shares / rows;
  }

  /** The columns that are the first reason most often. */
  String table() {
    return Html.table(
        List.of(
            "column", "#first reason of", "", "#among the reasons of", "#share of the score there"),
        columns.entrySet().stream()
            .sorted(
                Comparator.comparingLong((Map.Entry<String, Count> e) -> -e.getValue().first)
                    .thenComparingLong(e -> -e.getValue().named))
            .limit(MOST_SHOWN)
            .map(e -> row(e.getKey(), e.getValue()))
            .toList());
  }

  private List<String> row(String column, Count count) {
    return List.of(
        Html.text(column),
        Html.count(count.first),
        Html.bar((double) count.first / rows),
        Html.count(count.named),
        Html.percent(count.shares / count.named));
  }

  /** The reasons of one row, a line each. */
  static String lines(List<Verdict.Cause> causes) {
    return causes.stream().map(Reasons::line).collect(Collectors.joining());
  }

  private static String line(Verdict.Cause cause) {
    String expected =
        cause.expected().equals(cause.observed())
            ? "unusual here"
            : "expected " + value(cause.expected());
    return "<div class=reason><b>%s</b> %s <span class=soft>%s, %s</span></div>"
        .formatted(
            Html.text(cause.column()),
            value(cause.observed()),
            expected,
            Html.percent(cause.share()));
  }

  private static String value(String value) {
    return value.isEmpty() ? "nothing" : Html.text(value);
  }
}
