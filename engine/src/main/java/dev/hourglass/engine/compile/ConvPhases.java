package dev.hourglass.engine.compile;

import dev.hourglass.engine.ConvGeometry;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits the gradient of a convolution by its image into dense convolutions of stride 1. The pixels
 * whose places, counted with the padding, leave the same remainder by the stride see the same taps
 * of the kernel; they are one phase. With the taps taken backwards they see them at ascending
 * places of the output's gradient.
 */
final class ConvPhases {
  private ConvPhases() {}

  /**
   * One axis of a phase.
   *
   * @param first its first number on the axis of the image
   * @param lastTap its highest tap
   * @param tapStep between its taps
   * @param patches the windows over the axis of the output's gradient, one for each of its numbers
   */
  record Phase(int first, int lastTap, int tapStep, Patches.Axis patches) {}

  /**
   * The phases of an axis that have any numbers.
   *
   * @param length of the image
   * @param windows of the convolution
   */
  static List<Phase> of(ConvGeometry.Axis axis, int length, int windows, int kernel) {
    List<Phase> phases = new ArrayList<>();
    int stride = axis.stride();
    int common = gcd(stride, axis.dilation());
    for (int first = 0; first < Math.min(stride, length); first++) {
      int rest = (first + axis.before()) % stride;
      int lastTap = -1;
      int taps = 0;
      for (int t = 0; t < kernel; t++) {
        if ((long) t * axis.dilation() % stride == rest) {
          lastTap = t;
          taps++;
        }
      }
      int before =
          lastTap < 0
              ? 0
              : (lastTap * axis.dilation() - rest) / stride - (first + axis.before()) / stride;
      int count = (length - 1 - first) / stride + 1;
      int step = axis.dilation() / common;
      phases.add(
          new Phase(
              first,
              lastTap,
              stride / common,
              new Patches.Axis(windows, count, 1, taps, step, before)));
    }
    return phases;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
