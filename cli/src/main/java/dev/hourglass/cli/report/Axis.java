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
      case ROOT -> decades(0.1);
      case LOG -> decades(0);
    };
  }

  private List<Double> even() {
    double raw = (high - low) / TICKS;
    double power = StrictMath.pow(10, Math.floor(StrictMath.log10(raw)));
    double step = power * (raw / power < 2 ? 2 : raw / power < 5 ? 5 : 10);
    List<Double> ticks = new ArrayList<>();
    for (double k = Math.ceil(low / step); k * step <= high; k++) {
      ticks.add(k * step);
    }
    return ticks;
  }

  /** One, two and five of each power of ten; only ones where that would be too many. */
  private List<Double> decades(double apart) {
    List<Double> all = new ArrayList<>();
    double least = low > 0 ? low : high / 1000;
    int first = (int) Math.floor(StrictMath.log10(least));
    int last = (int) Math.floor(StrictMath.log10(high));
    int every = Math.max(1, (last - first) / TICKS);
    for (int k = first; k <= last; k += every) {
      for (int digit : last - first > 2 ? new int[] {1} : new int[] {1, 2, 5}) {
        double tick = digit * StrictMath.pow(10, k);
        boolean clear =
            all.isEmpty() || Math.abs(at(tick) - at(all.getLast())) >= apart * Math.abs(to - from);
        if (tick >= least && tick <= high && clear) {
          all.add(tick);
        }
      }
    }
    return all;
  }
}
