package dev.hourglass.cli.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Where values stand in a picture.
 *
 * @param low least value that is shown, above 0 on a scale of logarithms, 0 on one of roots
 * @param high largest value that is shown, above {@code low}
 * @param from place of the least value
 * @param to place of the largest value
 */
record Axis(Scale scale, double low, double high, double from, double to) {
  private static final int TICKS = 6;
  private static final double APART = 20;
  private static final List<Integer> ONES = List.of(1);
  private static final List<Integer> DIGITS = List.of(1, 2, 5);

  /** How places grow with values. */
  enum Scale {
    LINEAR,
    /** Rare things stay visible. */
    ROOT,
    LOG
  }

  Axis {
    if (!(high > low)) {
      high = low + Math.max(Math.abs(low) * 0.1, 1e-9);
    }
  }

  /** The place of a value; one beyond the ends is put on them. */
  double at(double value) {
    double part = (map(Math.clamp(value, low, high)) - map(low)) / (map(high) - map(low));
    return from + part * (to - from);
  }

  private double map(double value) {
    return switch (scale) {
      case LINEAR -> value;
      case ROOT -> Math.sqrt(value);
      case LOG -> StrictMath.log(value);
    };
  }

  /** Round values to write beside the axis, rising. */
  List<Double> ticks() {
    return switch (scale) {
      case LINEAR -> even();
      case ROOT -> roots();
      case LOG -> decades();
    };
  }

  private List<Double> even() {
    double raw = (high - low) / TICKS;
    double power = StrictMath.pow(10, Math.floor(StrictMath.log10(raw)));
    double step = power * (raw / power < 2 ? 2 : raw / power < 5 ? 5 : 10);
    List<Double> ticks = new ArrayList<>();
    double first = Math.ceil(low / step);
    for (int i = 0; i <= 2 * TICKS; i++) { // steps may be too small for the numbers to grow
      double tick = (first + i) * step;
      if (tick <= high) {
        ticks.add(tick);
      }
    }
    return ticks;
  }

  /** One, two and five of each power of ten; only ones where that would be too many. */
  private List<Double> decades() {
    List<Double> ticks = new ArrayList<>();
    int first = power(low);
    int last = power(high);
    for (int k = first; k <= last; k += Math.max(1, (last - first) / TICKS)) {
      for (int digit : last - first > 2 ? ONES : DIGITS) {
        double tick = digit * StrictMath.pow(10, k);
        if (tick >= low && tick <= high) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }

  /** The same from the largest on, as far as they do not stand too close. */
  private List<Double> roots() {
    List<Double> ticks = new ArrayList<>();
    for (int k = power(high); k > power(high) - 3; k--) {
      for (int digit : DIGITS.reversed()) {
        double tick = digit * StrictMath.pow(10, k);
        boolean clear = ticks.isEmpty() || Math.abs(at(tick) - at(ticks.getLast())) >= APART;
        if (tick <= high && clear) {
          ticks.add(tick);
        }
      }
    }
    return ticks.reversed();
  }

  private static int power(double value) {
    return (int) Math.floor(StrictMath.log10(value));
  }
}
