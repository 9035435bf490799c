package dev.hourglass.engine.compile;

import dev.hourglass.engine.runtime.Place;
import java.util.Arrays;

/**
 * The gradient of the kernel of a convolution of stride 1 to few channels, or of the right side of
 * a matrix product of few columns. Each pixel of the image is multiplied with the numbers of the
 * output's gradient that it had a part in, one for each tap and output channel: vectors lie along
 * the pixel's channels. So it is the gradient of another kernel, the two sides exchanged and the
 * taps backwards. Each number is added up in order of the pixels, which is that of the windows.
 */
final class NarrowKernelGradientProduct implements RowProduct {
  private static final int MOST_OUTPUTS = 8;

  /** Channels that stay together where there is one tap to be dealt out. */
  private static final int CHANNEL_UNIT = 16;

  private final int channels;
  private final int outputs;
  private final int taps;
  private final ThinKernelGradientProduct exchanged;
  private final float[][] results; // of each part: (taps backwards, outputs, channels)
  private final String name;

  /**
   * @param images how many
   * @param n output channels
   */
  NarrowKernelGradientProduct(Patches patches, int images, int n, Place x, Place dy, int parts) {
    this.channels = patches.channels();
    this.outputs = n;
    this.taps = patches.h().taps() * patches.w().taps();
    int pixels = images * patches.h().length() * patches.w().length();
    var seen = new Patches(back(patches.h()), back(patches.w()), n, 1);
    this.exchanged = new ThinKernelGradientProduct(seen, pixels, channels, dy, x, parts);
    this.results = new float[parts][];
    Arrays.setAll(results, p -> Species.room(Math.multiplyExact(taps * n, channels)));
    this.name = "narrow kernel gradient " + taps * channels + "x" + pixels + "x" + n + ", then";
  }

  /** What a number of the image sees of the windows: the taps backwards. */
  private static Patches.Axis back(Patches.Axis a) {
    int windows = a.count();
    int numbers = a.length();
    return new Patches.Axis(windows, numbers, 1, a.taps(), a.step(), a.span() - 1 - a.before());
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
    int t0 = r0 / channels;
    int t1 = Math.ceilDiv(r1, channels);
    int from = taps == 1 ? r0 : 0;
    int to = taps == 1 ? r1 : channels;
    float[] result = results[part];
    exchanged.run(part, (taps - t1) * outputs, (taps - t0) * outputs, from, to, result, 0);
    for (int t = t0; t < t1; t++) {
      int source = (taps - 1 - t) * outputs * channels;
      for (int i = from; i < to; i++) {
        for (int o = 0; o < outputs; o++) {
          c[co + (t * channels + i) * outputs + o] = result[source + o * channels + i];
        }
      }
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
