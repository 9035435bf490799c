package dev.hourglass.cli.report;

import dev.hourglass.cli.report.Axis.Scale;

/**
 * Scores of new rows as bars, with those of held-out rows of the training as a line behind them.
 *
 * @param now scores of the new rows
 * @param then scores of held-out rows
 * @param threshold from which score on rows are flagged; NaN where there is no one threshold
 */
record HistogramPlot(ScoreHistogram now, ScoreHistogram then, double threshold) {
  private static final double WIDTH = 860;
  private static final double HEIGHT = 300;
  private static final double LEFT = 58;
  private static final double RIGHT = 846;
  private static final double TOP = 24;
  private static final double BOTTOM = 262;
  private static final int BARS = 60;

  /** Ordinary scores below this share are not worth the room. */
  private static final double TAIL = 0.001;

  String svg() {
    int first = Math.min(then.lowest(TAIL), now.lowest(TAIL));
    int limit = ScoreHistogram.bin(threshold);
    int last = Math.max(now.highest(), then.highest());
    boolean near = threshold > 0 && limit < last + (last - first) + BARS;
    int end = 1 + (near ? Math.max(last, limit) : last);
    int group = Math.max(1, -Math.floorDiv(first - end, BARS));
    int bars = -Math.floorDiv(first - end, group);
    Axis x =
        new Axis(
            Scale.LOG,
            ScoreHistogram.score(first),
            ScoreHistogram.score(first + bars * group),
            LEFT,
            RIGHT);
    double most = 0;
    for (int b = 0; b < bars; b++) {
      most = Math.max(most, Math.max(share(now, first, group, b), share(then, first, group, b)));
    }
    Axis y = new Axis(Scale.ROOT, 0, Math.min(1, most * 1.1), BOTTOM, TOP);
    Svg svg = new Svg(WIDTH, HEIGHT, "How many rows have which score");
    svg.rows(y, LEFT, RIGHT, Html::percent).columns(x, BOTTOM, Html::number);
    for (int b = 0; b < bars; b++) {
      bar(svg, x, y, first + b * group, first + (b + 1) * group, share(now, first, group, b));
    }
    outline(svg, x, y, first, group, bars);
    if (near) {
      threshold(svg, x);
    }
    return svg.label((LEFT + RIGHT) / 2, HEIGHT - 4, "middle", "score").done();
  }

  /** The first bar also has all that is lower. */
  private static double share(ScoreHistogram histogram, int first, int group, int bar) {
    int from = bar == 0 ? Integer.MIN_VALUE : first + bar * group;
    return histogram.share(from, first + (bar + 1) * group);
  }

  private void bar(Svg svg, Axis x, Axis y, int from, int to, double share) {
    if (share == 0) {
      return;
    }
    double low = ScoreHistogram.score(from);
    double high = ScoreHistogram.score(to);
    double parted = Double.isNaN(threshold) ? high : Math.clamp(threshold, low, high);
    String title =
        "%s to %s: %s of the rows"
            .formatted(Html.number(low), Html.number(high), Html.percent(share));
    if (parted > low) {
      svg.rectangle("now", x.at(low) + 0.5, x.at(parted) - 0.5, y.at(share), BOTTOM, title);
    }
    if (parted < high) {
      svg.rectangle("flag", x.at(parted) + 0.5, x.at(high) - 0.5, y.at(share), BOTTOM, title);
    }
  }

  private void outline(Svg svg, Axis x, Axis y, int first, int group, int bars) {
    StringBuilder path = new StringBuilder(Html.format("M%.1f,%.1f", LEFT, BOTTOM));
    for (int b = 0; b < bars; b++) {
      double height = y.at(share(then, first, group, b));
      path.append(
          Html.format("V%.1fH%.1f", height, x.at(ScoreHistogram.score(first + (b + 1) * group))));
    }
    svg.add("<path class=then d='%sV%.1f' />", path, BOTTOM);
  }

  private void threshold(Svg svg, Axis x) {
    double at = x.at(threshold);
    boolean left = at > (LEFT + RIGHT) / 2;
    svg.add("<line class=limit x1=%.1f x2=%.1f y1=%.1f y2=%.1f />", at, at, TOP - 12, BOTTOM);
    svg.label(
        at + (left ? -6 : 6),
        TOP - 4,
        left ? "end" : "start",
        "flagged from " + Html.number(threshold) + " on");
  }

  /**
   * What is what.
   *
   * @param flags whether there is a threshold
   */
  static String key(String now, String then, boolean flags) {
    return "<p class=key><span><i class='k1 pale'></i>"
        + now
        + "</span>"
        + (flags ? "<span><i class=k0></i>flagged</span>" : "")
        + "<span><i class='line kink'></i>"
        + then
        + "</span></p>\n";
  }
}
