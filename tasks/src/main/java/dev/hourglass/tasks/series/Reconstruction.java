package dev.hourglass.tasks.series;

import dev.hourglass.engine.NDArray;

/**
 * What has learned to say what windows should look like: a network, or a baseline. May be shared by
 * threads.
 */
interface Reconstruction {

  /**
   * What the windows should look like.
   *
   * @param windows [N, L * C], point after point
   * @return [N, L * C]
   */
  NDArray expected(NDArray windows);

  /**
   * How far apart the windows start that are looked at: a sixteenth of a window, so that most
   * points lie in sixteen.
   *
   * @param length points of a window
   */
  default int stride(int length) {
    return Math.max(1, length / 16);
  }

  /**
   * The weight of the two ends of a window in its error, in [0, 1]; 0: they count as any other
   * point.
   */
  default double endWeight() {
    return 0;
  }
}
