package dev.hourglass.bench;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Rows per second over several segments.
 *
 * @param median the figure to quote
 * @param lo the slowest segment
 * @param hi the fastest segment
 * @param foreign median share of the machine that others took; NaN if not known
 * @param bytesPerRow median of what was allocated on the heap for a row
 */
record Rate(double median, double lo, double hi, double foreign, double bytesPerRow) {
  private static final int ENOUGH = 3;

  /** Of the clean segments, or where fewer than three are clean, of the three cleanest. */
  static Rate of(List<Segment> segments) {
    List<Segment> clean = segments.stream().filter(Segment::isClean).toList();
    List<Segment> used = clean.size() >= ENOUGH ? clean : cleanest(segments);
    double[] rates = sorted(used, Segment::rowsPerSecond);
    return new Rate(
        median(rates),
        rates[0],
        rates[rates.length - 1],
        median(sorted(used, Segment::foreign)),
        median(sorted(used, Segment::bytesPerRow)));
  }

  private static List<Segment> cleanest(List<Segment> segments) {
    return segments.stream()
        .sorted(Comparator.comparingDouble(Segment::foreign))
        .limit(ENOUGH)
        .toList();
  }

  private static double[] sorted(List<Segment> segments, ToDoubleFunction<Segment> value) {
    return segments.stream().mapToDouble(value).sorted().toArray();
  }

  /** Of numbers in any order, which become sorted. */
  static double median(double[] values) {
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }
}
