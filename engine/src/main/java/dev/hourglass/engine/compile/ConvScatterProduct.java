package dev.hourglass.engine.compile;

import dev.hourglass.engine.ConvGeometry;
import dev.hourglass.engine.Shape;
import dev.hourglass.engine.runtime.Kernel;
import dev.hourglass.engine.runtime.Memory;
import dev.hourglass.engine.runtime.Place;
import java.util.Arrays;

/**
 * The gradient of a convolution by an image of few channels: what each window sends back is one
 * product, the gradient of the output (M, O) times the kernel (O, KH * KW * C), whose rows then
 * hold enough numbers to fill vectors. A pixel adds up what is sent to it in order of the taps.
 */
final class ConvScatterProduct implements RowProduct {
  /** With more channels vectors are filled anyway. */
  private static final int MOST_CHANNELS = 8;

  /** A window sends at most so many numbers. */
  private static final int MOST_SENT = 64;

  /** A block's windows send about so many numbers. */
  private static final int ROOM = 1 << 16;

  private final ConvGeometry.Axis h;
  private final ConvGeometry.Axis w;
  private final Shape image; // (B, H, W, C)
  private final Shape windows; // (B, OH, OW, O)
  private final Shape kernel; // (KH, KW, C, O)
  private final Place dy;
  private final Place turned; // (O, KH * KW * C)
  private final int sent;
  private final int blockLines;
  private final float[][] rooms; // of each part

  ConvScatterProduct(
      ConvGeometry geometry, Shape image, Shape windows, Shape kernel, Place dy, int parts) {
    this.h = geometry.height();
    this.w = geometry.width();
    this.image = image;
    this.windows = windows;
    this.kernel = kernel;
    this.dy = dy;
    this.sent = kernel.size() / kernel.dim(3);
    this.turned = new Place(Memory.of(Species.room(kernel.size())), 0, kernel.size());
    int line = windows.dim(2) * sent;
    this.blockLines = Math.clamp((long) ROOM / line * h.stride(), 1, image.dim(1));
    int lines = Math.min(windows.dim(1), (blockLines + h.span(kernel.dim(0))) / h.stride() + 1);
    this.rooms = new float[parts][];
    Arrays.setAll(rooms, p -> Species.room(Math.multiplyExact(lines, line)));
  }

  /**
   * Whether it is the better way; a matter of the shape alone, since sums are ordered otherwise.
   */
  static boolean suits(ConvGeometry geometry, Shape kernel) {
    return geometry.groups() == 1
        && kernel.dim(2) < MOST_CHANNELS
        && kernel.size() / kernel.dim(3) <= MOST_SENT;
  }

  /** The kernel turned, that {@link #turning} writes. */
  Place turned() {
    return turned;
  }

  /** What must run before this product, whenever the kernel has changed. */
  Kernel turning(Place weights) {
    return new TransposeKernel(sent, kernel.dim(3), weights, turned);
  }

  @Override
  public int unit() {
    return blockLines * image.dim(2);
  }

  @Override
  public int blockRows() {
    return unit();
  }

  /** All columns are computed: they are too few to be dealt out. */
  @Override
  public void run(int part, int r0, int r1, int c0, int c1, float[] c, int co) {
    int height = image.dim(1);
    int width = image.dim(2);
    int line = r0 / width;
    int end = r1 / width;
    while (line < end) {
      int first = line % height;
      int last = Math.min(height, first + end - line);
      lines(part, line / height, first, last, c, co);
      line += last - first;
    }
  }

  /** Lines [h0, h1) of one image. */
  private void lines(int part, int batch, int h0, int h1, float[] c, int co) {
    int outputs = windows.dim(3);
    int top = Math.max(0, Math.ceilDiv(h0 + h.before() - h.span(kernel.dim(0)) + 1, h.stride()));
    int bottom = Math.min(windows.dim(1), (h1 - 1 + h.before()) / h.stride() + 1);
    float[] room = rooms[part];
    if (top < bottom) {
      Tiles.multiply(
          (bottom - top) * windows.dim(2),
          sent,
          outputs,
          dy.memory().floats(),
          dy.offset() + (batch * windows.dim(1) + top) * windows.dim(2) * outputs,
          outputs,
          1,
          turned.memory().floats(),
          turned.offset(),
          sent,
          room,
          0,
          sent,
          false);
    }
    int line = image.dim(2) * image.dim(3);
    for (int y = h0; y < h1; y++) {
      int at = co + (batch * image.dim(1) + y) * line;
      Arrays.fill(c, at, at + line, 0f);
      for (int p = 0; p < kernel.dim(0); p++) {
        int place = y + h.before() - p * h.dilation();
        int window = Math.floorDiv(place, h.stride());
        if (place % h.stride() == 0 && window >= top && window < bottom) {
          receive(room, (window - top) * windows.dim(2), p, c, at);
        }
      }
    }
  }

  /** Adds what the windows of one line send by one row of the kernel. */
  private void receive(float[] room, int window, int p, float[] c, int at) {
    int channels = image.dim(3);
    for (int q = 0; q < kernel.dim(1); q++) {
      int first = q * w.dilation() - w.before();
      int begin = Math.max(0, Math.ceilDiv(-first, w.stride()));
      int end = Math.min(windows.dim(2), Math.floorDiv(image.dim(2) - 1 - first, w.stride()) + 1);
      for (int k = 0; k < channels; k++) {
        int source = window * sent + (p * kernel.dim(1) + q) * channels + k;
        int target = at + first * channels + k;
        for (int j = begin; j < end; j++) {
          c[target + j * w.stride() * channels] += room[source + j * sent];
        }
      }
    }
  }

  @Override
  public String toString() {
    return "convolution's image gradient, scattered, %d x %d, then".formatted(kernel.dim(3), sent);
  }
}
