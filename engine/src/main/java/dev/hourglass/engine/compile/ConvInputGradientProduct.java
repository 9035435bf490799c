package dev.hourglass.engine.compile;

import dev.hourglass.engine.ConvGeometry;
import dev.hourglass.engine.Shape;
import dev.hourglass.engine.compile.ConvPhases.Phase;
import dev.hourglass.engine.runtime.Kernel;
import dev.hourglass.engine.runtime.Memory;
import dev.hourglass.engine.runtime.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The gradient of a convolution by its image (B, H, W, C), phase by phase (see {@link ConvPhases}):
 * the windows of a phase over the output's gradient, times the kernel with the axes of channels
 * exchanged. A row is a pixel; blocks are whole rows of pixels.
 */
final class ConvInputGradientProduct implements RowProduct {
  /** Rows that are multiplied at a time. */
  private static final int PANEL_ROWS = 32;

  /** A block has at least so many numbers in each phase if there are as many. */
  private static final int PHASE_ROWS = 64;

  private static final int SKEW = 16;

  /** A phase of both axes; its kernel begins at {@code weights}. */
  private record Part(Phase h, Phase w, Patches patches, int weights) {}

  private final List<Part> phases = new ArrayList<>();
  private final ConvGeometry geometry;
  private final int height;
  private final int width;
  private final int channels;
  private final int blockLines;
  private final Place dy;
  private final Place turned;
  private final float[][] panels;
  private final float[][] results;
  private final int row;

  /**
   * @param image (B, H, W, C)
   * @param windows (B, OH, OW, O), the shape of dy
   * @param kernel (KH, KW, C / groups, O)
   */
  ConvInputGradientProduct(
      ConvGeometry geometry, Shape image, Shape windows, Shape kernel, Place dy, int parts) {
    this.geometry = geometry;
    this.height = image.dim(1);
    this.width = image.dim(2);
    this.channels = image.dim(3);
    this.dy = dy;
    int weights = 0;
    int deepest = 0;
    for (Phase h : ConvPhases.of(geometry.height(), height, windows.dim(1), kernel.dim(0))) {
      for (Phase w : ConvPhases.of(geometry.width(), width, windows.dim(2), kernel.dim(1))) {
        var patches = new Patches(h.patches(), w.patches(), windows.dim(3), geometry.groups());
        phases.add(new Part(h, w, patches, weights));
        weights += patches.depth() * channels;
        deepest = Math.max(deepest, patches.depth());
      }
    }
    this.turned = new Place(Memory.of(Species.room(Math.max(1, weights))), 0, Math.max(1, weights));
    int perLine = Math.max(1, width / geometry.width().stride());
    int stride = geometry.height().stride();
    this.blockLines = Math.ceilDiv(PHASE_ROWS, perLine) * stride;
    this.row = deepest + SKEW;
    this.panels = new float[parts][PANEL_ROWS * row];
    this.results = new float[parts][];
    Arrays.setAll(results, p -> Species.room(PANEL_ROWS * (channels / geometry.groups())));
  }

  /** The kernels of all phases, that {@link #turning} writes. */
  Place turned() {
    return turned;
  }

  /** What must run before this product, whenever the kernel has changed. */
  Kernel turning(Place w, Shape kernel) {
    return new Turning(w, kernel);
  }

  /** A whole number of blocks for every part would be best; a line of pixels is the least. */
  @Override
  public int unit() {
    return geometry.height().stride() * width;
  }

  @Override
  public int blockRows() {
    return blockLines * width;
  }

  @Override
  public void run(int part, int r0, int r1, int c0, int c1, float[] c, int co) {
    int size = channels / geometry.groups();
    for (Part p : phases) {
      int perImage = p.h().patches().count();
      int m0 = before(r0 / width, p.h(), perImage) * p.w().patches().count();
      int m1 = before(r1 / width, p.h(), perImage) * p.w().patches().count();
      for (int g = c0 / size; g * size < c1; g++) {
        int first = Math.max(c0, g * size);
        int last = Math.min(c1, (g + 1) * size);
        for (int m = m0; m < m1; m += PANEL_ROWS) {
          panel(part, p, g, m, Math.min(m1, m + PANEL_ROWS), first, last, c, co);
        }
      }
    }
  }

  /** Lines of a phase before a line of the images, all images counted on. */
  private int before(int line, Phase h, int perImage) {
    int inImage = line % height;
    int stride = geometry.height().stride();
    return line / height * perImage + Math.max(0, Math.ceilDiv(inImage - h.first(), stride));
  }

  private void panel(
      int part, Part p, int group, int m0, int m1, int c0, int c1, float[] c, int co) {
    int size = channels / geometry.groups();
    int depth = p.patches().depth();
    int weights = turned.offset() + p.weights() + group * depth * size + c0 - group * size;
    float[] result = results[part];
    p.patches()
        .pack(dy.memory().floats(), dy.offset(), group, m0, m1, 0, depth, panels[part], 0, row);
    Tiles.multiply(
        m1 - m0,
        c1 - c0,
        depth,
        panels[part],
        0,
        row,
        1,
        turned.memory().floats(),
        weights,
        size,
        result,
        0,
        c1 - c0,
        false);
    int perLine = p.w().patches().count();
    int perImage = p.h().patches().count();
    for (int m = m0; m < m1; m++) {
      int line = m / perLine;
      int y = p.h().first() + line % perImage * geometry.height().stride();
      int x = p.w().first() + m % perLine * geometry.width().stride();
      int pixel = (line / perImage * height + y) * width + x;
      System.arraycopy(result, (m - m0) * (c1 - c0), c, co + pixel * channels + c0, c1 - c0);
    }
  }

  @Override
  public String toString() {
    return "convolution's image gradient, %d phases of %d x %d, then"
        .formatted(phases.size(), row - SKEW, channels);
  }

  /**
   * Writes the kernels of the phases: for each phase and group a matrix (taps * O / groups, C /
   * groups), the taps backwards.
   */
  private final class Turning implements Kernel {
    private final Place w;
    private final Shape kernel;

    Turning(Place w, Shape kernel) {
      this.w = w;
      this.kernel = kernel;
    }

    @Override
    public void run(int part, int parts) {
      int unit = 0;
      for (Part p : phases) {
        for (int g = 0; g < geometry.groups(); g++) {
          int taps = p.h().patches().taps() * p.w().patches().taps();
          for (int t = 0; t < taps; t++) {
            if (unit++ % parts == part) {
              tap(p, g, t);
            }
          }
        }
      }
    }

    private void tap(Part p, int group, int t) {
      int perRow = p.w().patches().taps();
      int row = p.h().lastTap() - t / perRow * p.h().tapStep();
      int column = p.w().lastTap() - t % perRow * p.w().tapStep();
      int size = kernel.dim(2);
      int outputs = kernel.dim(3) / geometry.groups();
      int source =
          w.offset() + (row * kernel.dim(1) + column) * size * kernel.dim(3) + group * outputs;
      int target =
          turned.offset() + p.weights() + group * p.patches().depth() * size + t * outputs * size;
      float[] from = w.memory().floats();
      float[] to = turned.memory().floats();
      for (int o = 0; o < outputs; o++) {
        for (int c = 0; c < size; c++) {
          to[target + o * size + c] = from[source + c * kernel.dim(3) + o];
        }
      }
    }

    @Override
    public String toString() {
      return "kernel turned round " + kernel;
    }
  }
}
