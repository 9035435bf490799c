package dev.hourglass.cli.report;

import java.util.function.DoubleFunction;

/** A picture that grows, in SVG. */
final class Svg {
  private final StringBuilder svg;

  /**
   * Starts a picture.
   *
   * @param label what it shows, for those who do not see it; text
   */
  Svg(double width, double height, String label) {
    svg =
        new StringBuilder(
            Html.format(
                "<svg viewBox='0 0 %.0f %.0f' role=img aria-label='%s'>",
                width, height, Html.text(label)));
  }

  /** Adds markup made of numbers and of escaped text. */
  Svg add(String format, Object... values) {
    svg.append(Html.format(format, values));
    return this;
  }

  /** Adds a text. */
  Svg label(double x, double y, String anchor, String text) {
    return add("<text x=%.1f y=%.1f text-anchor=%s>%s</text>", x, y, anchor, Html.text(text));
  }

  /** Adds lines across the picture at the ticks of an upright axis, with their values. */
  Svg rows(Axis y, double left, double right, DoubleFunction<String> name) {
    for (double tick : y.ticks()) {
      add(
          "<line class=grid x1=%.1f x2=%.1f y1=%.1f y2=%.1f />",
          left, right, y.at(tick), y.at(tick));
      label(left - 8, y.at(tick) + 4, "end", name.apply(tick));
    }
    return this;
  }

  /** Adds the values of a flat axis below it. */
  Svg columns(Axis x, double below, DoubleFunction<String> name) {
    for (double tick : x.ticks()) {
      label(x.at(tick), below + 18, "middle", name.apply(tick));
    }
    return this;
  }

  Svg rectangle(String kind, double left, double right, double top, double bottom, String title) {
    return add(
        "<rect class=%s x=%.2f width=%.2f y=%.2f height=%.2f>%s</rect>",
        kind,
        left,
        Math.max(0, right - left),
        top,
        Math.max(0, bottom - top),
        title.isEmpty() ? "" : "<title>" + Html.text(title) + "</title>");
  }

  String done() {
    return svg + "</svg>\n";
  }
}
