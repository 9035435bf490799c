package dev.hourglass.data.series;

import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.ShapeException;

/**
 * One time series, its points in the order of time.
 *
 * @param key what names it among the others; empty when there is one only
 * @param times [T] seconds since 1970, or numbers, ascending; equal times are possible
 * @param values [T, C]; a missing value is on the straight line between its neighbours in time
 * @param missing [T * C] which values were missing
 * @param rows [T] the place of each point among the rows of the table, from 0
 */
public record Series(String key, double[] times, NDArray values, boolean[] missing, int[] rows) {

  public Series {
    int points = times.length;
    if (values.shape().rank() != 2
        || values.shape().dim(0) != points
        || missing.length != values.data().length
        || rows.length != points) {
      throw new ShapeException(
          "%d times, values %s, %d rows".formatted(points, values.shape(), rows.length));
    }
  }

  /** T. */
  public int length() {
    return times.length;
  }

  /** C. */
  public int channels() {
    return values.shape().dim(1);
  }

  /** The steps between points. */
  public Steps steps() {
    return Steps.of(times);
  }

  /** The numbers of one channel, in order of time. */
  public float[] channel(int c) {
    float[] channel = new float[length()];
    for (int t = 0; t < channel.length; t++) {
      channel[t] = values.data()[t * channels() + c];
    }
    return channel;
  }
}
