package dev.hourglass.engine.compile;

import dev.hourglass.engine.runtime.Place;

/**
 * The gradient of the kernel of a convolution of stride 1 to fewer channels than it reads. Each
 * pixel is multiplied with the numbers of the output's gradient that it had a part in, one for each
 * tap and output channel: vectors lie along the pixel's channels, the image is read as it stands,
 * and only the small side is copied. Each number is added up in order of the pixels, as in {@link
 * ConvWeightGradientProduct} in order of the windows.
 */
final class NarrowKernelGradientProduct implements RowProduct {
  private static final int MOST_OUTPUTS = 8;

  /** Channels that stay together where there is one tap to be dealt out. */
  private static final int CHANNEL_UNIT = 16;

  /** Numbers of the image that pass at a time, so that they stay in the nearest cache. */
  private static final int CHUNK = 1 << 12;

  private static final int LEAST_PIXELS = 16;
  private static final int MOST_PIXELS = 512;

  private final Patches seen;
  private final int pixels;
  private final int channels;
  private final int outputs;
  private final int taps;
  private final int chunk;
  private final Place x;
  private final Place dy;
  private final float[][] panels; // of each part
  private final float[][] results;

  /**
   * @param patches the windows over the image
   * @param images how many
   * @param n output channels
   */
  NarrowKernelGradientProduct(Patches patches, int images, int n, Place x, Place dy, int parts) {
    this.seen = new Patches(back(patches.h()), back(patches.w()), n, 1);
    this.pixels = images * patches.h().length() * patches.w().length();
    this.channels = patches.channels();
    this.outputs = n;
    this.taps = patches.h().taps() * patches.w().taps();
    this.chunk = Math.clamp(CHUNK / channels, LEAST_PIXELS, MOST_PIXELS);
    this.x = x;
    this.dy = dy;
    this.panels = new float[parts][chunk * taps * n];
    this.results = new float[parts][];
    for (int p = 0; p < parts; p++) {
      results[p] = Species.room(Math.multiplyExact(taps * n, channels));
    }
  }

  /** What a number of the image sees of the windows: the taps backwards. */
  private static Patches.Axis back(Patches.Axis a) {
    int before = (a.taps() - 1) * a.step() - a.before();
    int windows = a.count();
    int numbers = a.length();
    return new Patches.Axis(windows, numbers, 1, a.taps(), a.step(), before);
  }

  static boolean suits(Patches patches, int n) {
    return n <= MOST_OUTPUTS
        && n < patches.channels()
        && patches.groups() == 1
        && patches.h().stride() == 1
        && patches.w().stride() == 1;
  }

  @Override
  public int unit() {
    return taps == 1 ? CHANNEL_UNIT : channels;
  }

  @Override
  public int blockRows() {
    return Math.ceilDiv(taps * channels, unit()) * unit();
  }

  /** All columns are computed: they are too few to be dealt out. */
  @Override
  public void run(int part, int r0, int r1, int c0, int c1, float[] c, int co) {
    if (taps == 1) {
      taps(part, 0, 1, r0, r1, c, co);
    } else {
      taps(part, r0 / channels, r1 / channels, 0, channels, c, co);
    }
  }

  private void taps(int part, int t0, int t1, int from, int to, float[] c, int co) {
    float[] panel = panels[part];
    float[] result = results[part];
    int rows = (t1 - t0) * outputs;
    int k0 = (taps - t1) * outputs;
    for (int m = 0; m < pixels; m += chunk) {
      int end = Math.min(pixels, m + chunk);
      seen.pack(dy.memory().floats(), dy.offset(), 0, m, end, k0, k0 + rows, panel, 0, rows);
      Tiles.multiply(
          rows,
          to - from,
          end - m,
          panel,
          0,
          1,
          rows,
          x.memory().floats(),
          x.offset() + m * channels + from,
          channels,
          result,
          0,
          to - from,
          m > 0);
    }
    for (int t = t0; t < t1; t++) {
      int source = (t1 - 1 - t) * outputs * (to - from);
      turn(result, source, to - from, c, co + (t * channels + from) * outputs);
    }
  }

  private void turn(float[] result, int source, int width, float[] c, int target) {
    for (int o = 0; o < outputs; o++) {
      for (int i = 0; i < width; i++) {
        c[target + i * outputs + o] = result[source + o * width + i];
      }
    }
  }

  @Override
  public String toString() {
    return "narrow kernel gradient " + taps * channels + "x" + pixels + "x" + outputs + ", then";
  }
}
