package dev.hourglass.cli.report;

import dev.hourglass.cli.report.Axis.Scale;
import dev.hourglass.data.series.Series;
import dev.hourglass.tasks.metrics.Segment;
import dev.hourglass.tasks.series.SeriesVerdict;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One series: some of its channels below each other, and its score, with flagged spans shaded.
 *
 * @param series T points
 * @param names of its channels
 * @param verdicts in order of time, [T]
 * @param truth points known to be anomalies, [T]
 * @param threshold from which score on points are flagged; NaN where there is no one threshold
 */
record SeriesPlot(
    Series series,
    List<String> names,
    List<SeriesVerdict> verdicts,
    boolean[] truth,
    double threshold,
    Times times) {
  private static final double WIDTH = 900;
  private static final double LEFT = 62;
  private static final double RIGHT = 892;
  private static final double TRACE = 130;
  private static final double SCORE = 90;
  private static final double GAP = 26;
  private static final double STRIP = 5;
  private static final int TICKS = 5;

  /** Places along a line; each has the least and the largest of its points. */
  private static final int PLACES = 1000;

  /**
   * Draws.
   *
   * @param channels which of them
   */
  String svg(int[] channels) {
    double height = channels.length * (TRACE + GAP) + SCORE + GAP + 16;
    double[] t = series.times();
    Axis x = new Axis(Scale.LINEAR, t[0], t[t.length - 1], LEFT, RIGHT);
    Svg svg = new Svg(WIDTH, height, "series " + series.key() + " with flagged spans");
    double top = GAP - 6;
    for (int c : channels) {
      double[] values = new double[t.length];
      float[] channel = series.channel(c);
      Arrays.setAll(values, i -> channel[i]);
      panel(svg, x, names.get(c), values, "trace", Scale.LINEAR, top, TRACE);
      top += TRACE + GAP;
    }
    double[] scores = verdicts.stream().mapToDouble(SeriesVerdict::score).toArray();
    Axis y = panel(svg, x, "score, as a square root", scores, "score", Scale.ROOT, top, SCORE);
    if (threshold >= y.low() && threshold <= y.high()) {
      svg.add(
          "<line class=limit x1=%.1f x2=%.1f y1=%.1f y2=%.1f />",
          LEFT, RIGHT, y.at(threshold), y.at(threshold));
    }
    ticks(svg, x, top + SCORE);
    return svg.done();
  }

  private void ticks(Svg svg, Axis x, double below) {
    if (!times.dates()) {
      svg.columns(x, below, Html::number);
      return;
    }
    for (int i = 0; i < TICKS; i++) {
      double time = x.low() + (x.high() - x.low()) * i / (TICKS - 1);
      svg.label(
          x.at(time),
          below + 18,
          i == 0 ? "start" : i == TICKS - 1 ? "end" : "middle",
          times.tick(time, x.high() - x.low()));
    }
  }

  private Axis panel(
      Svg svg,
      Axis x,
      String name,
      double[] values,
      String kind,
      Scale scale,
      double top,
      double height) {
    double low = scale == Scale.ROOT ? 0 : Arrays.stream(values).min().orElse(0);
    double high = Arrays.stream(values).max().orElse(1);
    Axis y = new Axis(scale, low, high, top + height - STRIP - 2, top + 2);
    svg.label(LEFT, top - 4, "start", name);
    svg.rows(y, LEFT, RIGHT, Html::number);
    shade(svg, x, SeriesFindings.flags(verdicts), "span", top, top + height);
    shade(svg, x, truth, "truth", top + height - STRIP, top + height);
    svg.add("<polyline class=%s points='%s' />", kind, points(x, y, values));
    return y;
  }

  private void shade(Svg svg, Axis x, boolean[] marked, String kind, double top, double bottom) {
    double[] t = series.times();
    for (Segment s : Segment.of(marked)) {
      double from = x.at(t[s.start()]) - 0.75;
      double to = x.at(t[s.end() - 1]) + 0.75;
      String title = times.text(t[s.start()]) + " to " + times.text(t[s.end() - 1]);
      svg.rectangle(kind, from, to, top, bottom, title);
    }
  }

  /** Of the points of one place the first, the least, the largest and the last, in their order. */
  private String points(Axis x, Axis y, double[] values) {
    StringBuilder points = new StringBuilder();
    double[] t = series.times();
    int start = 0;
    while (start < t.length) {
      int place = place(x, t[start]);
      int end = start + 1;
      int least = start;
      int most = start;
      while (end < t.length && place(x, t[end]) == place) {
        least = values[end] < values[least] ? end : least;
        most = values[end] > values[most] ? end : most;
        end++;
      }
      IntStream.of(start, least, most, end - 1)
          .sorted()
          .distinct()
          .forEach(i -> points.append(Html.format("%.1f,%.1f ", x.at(t[i]), y.at(values[i]))));
      start = end;
    }
    return points.toString();
  }

  private static int place(Axis x, double time) {
    return (int) ((x.at(time) - x.from()) / (x.to() - x.from()) * PLACES);
  }
}
