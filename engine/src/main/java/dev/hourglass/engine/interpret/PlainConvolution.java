package dev.hourglass.engine.interpret;

import dev.hourglass.engine.ConvGeometry;
import dev.hourglass.engine.Tensor;

/**
 * Convolution by its definition: y(b, i, j, o) is the sum of x(b, i * stride + p * dilation -
 * before, ..., c) * w(p, q, c, o) over the kernel's rows p, columns q and channels c, x being 0
 * outside. Each such product belongs to one number of each of the three arrays.
 */
record PlainConvolution(Tensor x, Tensor w, Tensor y, ConvGeometry g) {

  /** Called for each product with the places of its numbers. */
  private interface Product {
    void at(int xi, int wi, int yi);
  }

  double[] forward(double[] xs, double[] ws, double[] ys) {
    each((xi, wi, yi) -> ys[yi] += xs[xi] * ws[wi]);
    return ys;
  }

  double[] inputGradient(double[] dys, double[] ws, double[] dxs) {
    each((xi, wi, yi) -> dxs[xi] += dys[yi] * ws[wi]);
    return dxs;
  }

  double[] weightGradient(double[] xs, double[] dys, double[] dws) {
    each((xi, wi, yi) -> dws[wi] += xs[xi] * dys[yi]);
    return dws;
  }

  private void each(Product product) {
    for (int yi = 0; yi < y.shape().size(); yi++) {
      int o = yi % y.dim(3);
      int pixel = yi / y.dim(3);
      int top = pixel / y.dim(2) % y.dim(1) * g.height().stride() - g.height().before();
      int left = pixel % y.dim(2) * g.width().stride() - g.width().before();
      for (int p = 0; p < w.dim(0); p++) {
        for (int q = 0; q < w.dim(1); q++) {
          int h = top + p * g.height().dilation();
          int v = left + q * g.width().dilation();
          if (h >= 0 && h < x.dim(1) && v >= 0 && v < x.dim(2)) {
            int batch = pixel / y.dim(2) / y.dim(1);
            channels(product, ((batch * x.dim(1) + h) * x.dim(2) + v), p * w.dim(1) + q, yi, o);
          }
        }
      }
    }
  }

  private void channels(Product product, int pixel, int tap, int yi, int o) {
    int first = o / (y.dim(3) / g.groups()) * w.dim(2);
    for (int c = 0; c < w.dim(2); c++) {
      product.at(pixel * x.dim(3) + first + c, (tap * w.dim(2) + c) * w.dim(3) + o, yi);
    }
  }
}
