package dev.hourglass.cli.report;

import dev.hourglass.data.series.Series;
import dev.hourglass.data.series.SeriesTable;
import dev.hourglass.tasks.metrics.Segment;
import dev.hourglass.tasks.series.SeriesVerdict;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What was found in time series.
 *
 * @param table the series
 * @param verdicts on the rows of the table, in its order
 * @param truth the rows of the table that are anomalies; empty where nobody knows
 */
public record SeriesFindings(SeriesTable table, List<SeriesVerdict> verdicts, BitSet truth) {

  /**
   * A flagged span.
   *
   * @param points its verdicts, in order of time
   */
  record Span(List<SeriesVerdict> points) {
    /** The point with the highest score. */
    SeriesVerdict peak() {
      return points.stream().max(Comparator.comparingDouble(SeriesVerdict::score)).orElseThrow();
    }
  }

  /** The verdicts of one series, in order of time. */
  List<SeriesVerdict> of(Series series) {
    return IntStream.of(series.rows()).mapToObj(verdicts::get).toList();
  }

  /** The flagged spans of all series, those with the highest scores first. */
  List<Span> spans() {
    return table.series().stream()
        .map(this::of)
        .flatMap(points ->
            Segment.of(flags(points)).stream()
                .map(s -> new Span(points.subList(s.start(), s.end()))))
        .sorted(Comparator.comparingDouble((Span s) -> -s.peak().score()))
        .toList();
  }

  /** The series in which the highest scores are, first. */
  List<Series> byScore() {
    return table.series().stream()
        .sorted(
            Comparator.comparingDouble(
                s -> -of(s).stream().mapToDouble(SeriesVerdict::score).max().orElse(0)))
        .toList();
  }

  long anomalies() {
    return verdicts.stream().filter(SeriesVerdict::anomaly).count();
  }

  static boolean[] flags(List<SeriesVerdict> points) {
    boolean[] flags = new boolean[points.size()];
    IntStream.range(0, flags.length).forEach(t -> flags[t] = points.get(t).anomaly());
    return flags;
  }

  /** Which points of a series are known to be anomalies, in order of time. */
  boolean[] truth(Series series) {
    boolean[] marked = new boolean[series.length()];
    IntStream.range(0, marked.length).forEach(t -> marked[t] = truth.get(series.rows()[t]));
    return marked;
  }
}
