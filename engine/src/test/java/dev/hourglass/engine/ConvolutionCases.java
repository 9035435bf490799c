package dev.hourglass.engine;

import dev.hourglass.engine.ConvGeometry.Axis;
import java.util.ArrayList;
import java.util.List;

/** Convolutions over odd shapes, strides, paddings, dilations and groups. */
final class ConvolutionCases {
  private ConvolutionCases() {}

  /**
   * A convolution of an image (B, H, W, C) by a kernel (KH, KW, C / groups, O).
   *
   * @param h of the height: length, kernel, stride, dilation, zeros before and after
   * @param w of the width
   */
  record Case(int batch, int[] h, int[] w, int channels, int outputs, int groups) {
    ConvGeometry geometry() {
      return new ConvGeometry(axis(h), axis(w), groups);
    }

    private static Axis axis(int[] a) {
      return new Axis(a[2], a[3], a[4], a[5]);
    }

    int[] image() {
      return new int[] {batch, h[0], w[0], channels};
    }

    int[] kernel() {
      return new int[] {h[1], w[1], channels / groups, outputs};
    }

    int[] windows() {
      return new int[] {batch, axis(h).windows(h[0], h[1]), axis(w).windows(w[0], w[1]), outputs};
    }

    @Override
    public String toString() {
      return "image %s, kernel %s, %s".formatted(Shape.of(image()), Shape.of(kernel()), geometry());
    }
  }

  private static int[] axis(int length, int kernel, int stride, int dilation, int... zeros) {
    return new int[] {length, kernel, stride, dilation, zeros[0], zeros[1]};
  }

  static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    cases.add(new Case(1, axis(1, 1, 1, 1, 0, 0), axis(1, 1, 1, 1, 0, 0), 1, 1, 1));
    cases.add(new Case(3, axis(5, 1, 1, 1, 0, 0), axis(7, 1, 1, 1, 0, 0), 5, 17, 1));
    cases.add(new Case(2, axis(28, 3, 2, 1, 1, 1), axis(28, 3, 2, 1, 1, 1), 1, 16, 1));
    cases.add(new Case(2, axis(14, 3, 2, 1, 1, 1), axis(14, 3, 2, 1, 1, 1), 16, 32, 1));
    cases.add(new Case(2, axis(16, 4, 2, 1, 1, 1), axis(16, 4, 2, 1, 1, 1), 3, 33, 1));
    cases.add(new Case(5, axis(4, 4, 2, 1, 1, 1), axis(4, 4, 2, 1, 1, 1), 63, 65, 1));
    cases.add(new Case(2, axis(7, 3, 1, 1, 0, 2), axis(9, 2, 1, 1, 1, 0), 7, 15, 1));
    cases.add(new Case(2, axis(11, 3, 2, 3, 4, 1), axis(13, 4, 3, 2, 0, 5), 3, 6, 1));
    cases.add(new Case(2, axis(9, 3, 4, 2, 3, 3), axis(9, 3, 2, 2, 1, 1), 4, 4, 1));
    cases.add(new Case(3, axis(7, 2, 5, 1, 0, 0), axis(8, 1, 3, 1, 0, 0), 2, 3, 1));
    cases.add(new Case(1, axis(1, 1, 1, 1, 0, 0), axis(100, 7, 2, 2, 5, 6), 1, 3, 1));
    cases.add(new Case(1, axis(40, 5, 1, 1, 2, 2), axis(3, 3, 1, 1, 1, 1), 2, 1, 1));
    cases.add(new Case(2, axis(6, 3, 1, 1, 1, 1), axis(5, 3, 2, 1, 1, 1), 6, 9, 3));
    cases.add(new Case(2, axis(8, 3, 1, 1, 1, 1), axis(8, 3, 1, 2, 2, 2), 18, 18, 18));
    cases.add(new Case(1, axis(5, 2, 2, 1, 0, 1), axis(6, 2, 2, 1, 1, 1), 34, 68, 2));
    cases.add(new Case(1, axis(2, 5, 1, 1, 4, 4), axis(2, 3, 1, 1, 7, 3), 3, 4, 1));
    narrow(cases);
    return cases;
  }

  /** To few channels: kernels of their own, or the common ones where they do not suit. */
  private static void narrow(List<Case> cases) {
    cases.add(new Case(2, axis(28, 3, 1, 1, 1, 1), axis(28, 3, 1, 1, 1, 1), 32, 1, 1));
    cases.add(new Case(1, axis(9, 3, 1, 1, 1, 1), axis(16, 3, 1, 1, 1, 1), 16, 3, 1));
    cases.add(new Case(3, axis(9, 3, 1, 2, 1, 4), axis(11, 5, 1, 1, 0, 3), 17, 3, 1));
    cases.add(new Case(2, axis(6, 2, 1, 1, 3, 0), axis(5, 3, 1, 1, 4, 5), 8, 2, 1));
    cases.add(new Case(2, axis(4, 7, 1, 1, 3, 3), axis(3, 5, 1, 1, 2, 2), 33, 5, 1));
    cases.add(new Case(1, axis(40, 3, 1, 1, 1, 1), axis(70, 4, 1, 1, 2, 1), 70, 8, 1));
    cases.add(new Case(2, axis(1, 1, 1, 1, 0, 0), axis(1100, 5, 1, 3, 6, 6), 19, 2, 1));
    cases.add(new Case(1, axis(2, 2, 1, 1, 1, 0), axis(513, 2, 1, 1, 1, 0), 4, 1, 1));
    cases.add(new Case(3, axis(13, 1, 1, 1, 0, 0), axis(7, 1, 1, 1, 0, 0), 40, 4, 1));
    cases.add(new Case(2, axis(8, 3, 2, 1, 1, 1), axis(9, 3, 1, 1, 1, 1), 32, 1, 1));
    cases.add(new Case(2, axis(8, 3, 1, 1, 1, 1), axis(7, 3, 1, 1, 1, 1), 32, 2, 2));
    cases.add(new Case(1, axis(3, 3, 1, 1, 1, 1), axis(5, 3, 1, 1, 1, 1), 24, 1, 1));
  }
}
