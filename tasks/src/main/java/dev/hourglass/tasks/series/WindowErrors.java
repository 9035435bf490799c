package dev.hourglass.tasks.series;

import dev.hourglass.engine.NDArray;

/**
 * How far a series is from what its windows should look like, number by number.
 *
 * <p>Legend: T points, L points of a window, C channels, e the squared difference of a number in a
 * window. Where ends have a weight w, a window's error of a channel is (1 - w) mean(e inside) + w
 * mean(e of both ends), and a point's likewise of the windows in which it lies inside and of those
 * that it ends.
 *
 * @param wide for each number the mean over the windows in which its point lies of the window's
 *     mean e of this channel, [T * C]: steady, and what ranks points
 * @param sharp for each number the mean of its own e over these windows, [T * C]: says where
 * @param expected mean of what the windows make of each number, [T * C]
 */
record WindowErrors(double[] wide, double[] sharp, float[] expected) {
  /** The errors of a series [T, C] of L points or more. */
  static WindowErrors of(NDArray points, int length, Reconstruction model) {
    int total = points.shape().dim(0);
    int channels = points.shape().dim(1);
    WindowQueue queue = new WindowQueue(model, length, channels);
    WindowSlide slide = new WindowSlide(channels, length, model);
    slide.sums().extend(total);
    slide.ask(queue, points.data(), total, true);
    queue.run();
    return slide.sums().means(total);
  }
}
