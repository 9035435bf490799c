package dev.hourglass.data.series;

import java.util.Arrays;

/**
 * The distances in time between neighbouring points.
 *
 * @param median the step in the middle; 0 when there are fewer than two points
 * @param irregular the share of steps that differ from it by more than a hundredth
 * @param gaps how many steps are longer than one and a half of it
 * @param repeated how many steps are 0
 */
public record Steps(double median, double irregular, int gaps, int repeated) {

  /** The steps between times that ascend, [T]. */
  public static Steps of(double[] times) {
    if (times.length < 2) {
      return new Steps(0, 0, 0, 0);
    }
    double[] steps = new double[times.length - 1];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = times[i + 1] - times[i];
    }
    double[] sorted = steps.clone();
    Arrays.sort(sorted);
    double median = sorted[sorted.length / 2];
    int other = 0;
    int gaps = 0;
    int repeated = 0;
    for (double step : steps) {
      other += Math.abs(step - median) > 0.01 * median ? 1 : 0;
      gaps += step > 1.5 * median ? 1 : 0;
      repeated += step == 0 ? 1 : 0;
    }
    return new Steps(median, other / (double) steps.length, gaps, repeated);
  }

  /** Whether all steps are about the same. */
  public boolean isRegular() {
    return irregular == 0;
  }
}
