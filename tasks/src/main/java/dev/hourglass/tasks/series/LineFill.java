package dev.hourglass.tasks.series;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Puts missing values of points that arrive on the line between their neighbours in time, as in a
 * whole table: a point is held until the next value is known, but no more than some points are. The
 * one that is held longest then has the value before it, or what is usual where there is none.
 */
final class LineFill {
  private final float[] usual;
  private final int most;
  private final Consumer<StreamPoint> settled;
  private final Deque<StreamPoint> held = new ArrayDeque<>();
  private final double[] times;
  private final float[] last;

  /**
   * Without points.
   *
   * @param usual value of each channel, [C]
   * @param most how many points are held, 1 or more
   * @param settled takes points without a missing value, in their order
   */
  LineFill(float[] usual, int most, Consumer<StreamPoint> settled) {
    this.usual = usual;
    this.most = most;
    this.settled = settled;
    this.times = new double[usual.length];
    this.last = new float[usual.length];
    Arrays.fill(last, Float.NaN);
  }

  /** Takes the next point. */
  void add(StreamPoint point) {
    for (int c = 0; c < last.length; c++) {
      float value = point.values()[c];
      if (!Float.isNaN(value)) {
        fill(c, point.time(), value);
        times[c] = point.time();
        last[c] = value;
      }
    }
    held.add(point);
    if (held.size() > most) {
      settle(held.getFirst());
    }
    while (!held.isEmpty() && held.getFirst().isSettled()) {
      settled.accept(held.removeFirst());
    }
  }

  private void fill(int channel, double time, float value) {
    for (StreamPoint p : held) {
      if (Float.isNaN(p.values()[channel])) {
        p.values()[channel] = between(channel, time, value, p.time());
      }
    }
  }

  private float between(int channel, double time, float value, double at) {
    float before = last[channel];
    if (Float.isNaN(before)) {
      return value;
    }
    double span = time - times[channel];
    double share = span > 0 ? (at - times[channel]) / span : 0.5;
    return (float) (before + share * ((double) value - before));
  }

  private void settle(StreamPoint point) {
    for (int c = 0; c < last.length; c++) {
      if (Float.isNaN(point.values()[c])) {
        point.values()[c] = Float.isNaN(last[c]) ? usual[c] : last[c];
      }
    }
  }

  /** Settles what is held: no point comes any more. */
  void end() {
    while (!held.isEmpty()) {
      settle(held.getFirst());
      settled.accept(held.removeFirst());
    }
  }
}
