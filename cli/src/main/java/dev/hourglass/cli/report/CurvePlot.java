package dev.hourglass.cli.report;

import dev.hourglass.cli.report.Axis.Scale;
import dev.hourglass.tasks.metrics.Labelled;
import dev.hourglass.tasks.metrics.PrecisionRecallCurve;
import dev.hourglass.tasks.metrics.RocCurve;
import java.util.Arrays;
import java.util.Map;

/** ROC and precision-recall curves of several methods, the first of them drawn strongest. */
final class CurvePlot {
  private static final double SIZE = 404;
  private static final double HEIGHT = 386;
  private static final double LEFT = 54;
  private static final double RIGHT = 380;
  private static final double TOP = 12;
  private static final double BOTTOM = 338;

  /** Of points closer than this, in pixels, one is drawn. */
  private static final double CLOSE = 0.7;

  private static final int MOST_KINDS = 5;

  private CurvePlot() {}

  /** The ROC curves of methods by name. */
  static String roc(Map<String, Labelled> methods) {
    Svg svg = frame("ROC curves", "ordinary rows flagged", "anomalies found");
    svg.add(
        "<line class='curve chance' x1=%.0f x2=%.0f y1=%.0f y2=%.0f />", LEFT, RIGHT, BOTTOM, TOP);
    int kind = 0;
    for (Labelled scored : methods.values()) {
      RocCurve curve = RocCurve.of(scored);
      line(svg, kind++, curve.falsePositiveRate(), curve.truePositiveRate());
    }
    return svg.done();
  }

  /** The precision-recall curves of methods by name; all have the same rows. */
  static String precisionRecall(Map<String, Labelled> methods) {
    Svg svg = frame("Precision-recall curves", "anomalies found", "anomalies among the flagged");
    int kind = 0;
    for (Labelled scored : methods.values()) {
      if (kind == 0) {
        double chance = y().at((double) scored.positives() / scored.size());
        svg.add(
            "<line class='curve chance' x1=%.0f x2=%.0f y1=%.1f y2=%.1f />",
            LEFT, RIGHT, chance, chance);
      }
      PrecisionRecallCurve curve = PrecisionRecallCurve.of(scored);
      int drawn = curve.precision().length - 1; // the last point is there by convention only
      line(
          svg,
          kind++,
          Arrays.copyOf(curve.recall(), drawn),
          Arrays.copyOf(curve.precision(), drawn));
    }
    return svg.done();
  }

  private static Axis x() {
    return new Axis(Scale.LINEAR, 0, 1, LEFT, RIGHT);
  }

  private static Axis y() {
    return new Axis(Scale.LINEAR, 0, 1, BOTTOM, TOP);
  }

  private static Svg frame(String label, String flat, String upright) {
    Svg svg = new Svg(SIZE, HEIGHT, label);
    svg.rows(y(), LEFT, RIGHT, Html::percent).columns(x(), BOTTOM, Html::percent);
    svg.label((LEFT + RIGHT) / 2, HEIGHT - 8, "middle", flat);
    svg.add(
        "<text transform='rotate(-90)' x=%.0f y=10 text-anchor=middle>%s</text>",
        -(TOP + BOTTOM) / 2, Html.text(upright));
    return svg;
  }

  private static void line(Svg svg, int kind, double[] xs, double[] ys) {
    Axis x = x();
    Axis y = y();
    StringBuilder points = new StringBuilder();
    double lastX = Double.NEGATIVE_INFINITY;
    double lastY = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < xs.length; i++) {
      double px = x.at(xs[i]);
      double py = y.at(ys[i]);
      boolean far = Math.abs(px - lastX) + Math.abs(py - lastY) >= CLOSE;
      if (far || i == xs.length - 1) {
        points.append(Html.format("%.1f,%.1f ", px, py));
        lastX = px;
        lastY = py;
      }
    }
    svg.add("<polyline class='curve c%d' points='%s' />", kind % MOST_KINDS, points);
  }

  /** Which line is whose. */
  static String key(Iterable<String> names) {
    StringBuilder html = new StringBuilder("<p class=key>");
    int kind = 0;
    for (String name : names) {
      html.append(
          Html.format(
              "<span><i class='line k%d'></i>%s</span> ", kind++ % MOST_KINDS, Html.text(name)));
    }
    return html.append("<span>dashed: chance</span></p>\n").toString();
  }
}
