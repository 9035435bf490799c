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
  /** A block has at least so many numbers in each phase if there are as many. */
  private static final int PHASE_ROWS = 64;

  /** A phase of both axes; its kernel begins at {@code weights}, its slabs have the steps. */
  private record Part(Phase h, Phase w, Patches patches, int weights, int[][] steps) {}

  private final List<Part> phases = new ArrayList<>();
  private final ConvGeometry geometry;
  private final int height;
  private final int width;
  private final int channels;
  private final int blockLines;
  private final int pitch; // pixels in a line of a frame
  private final Reach down; // of all phases over a column of dy
  private final Place turned;
  private final Reach across; // of all phases over a line of dy
  private final int deepest;
  private final PixelFrame[] frames; // of each part

  /**
   * What windows 0 to count - 1 of all phases see of an axis.
   *
   * @param before numbers ahead of the axis
   * @param beyond from the place of the last window to the last number that it sees
   */
  private record Reach(int before, int beyond) {
    static Reach of(List<Phase> phases) {
      int before = 0;
      int beyond = 0;
      for (Phase p : phases) {
        Patches.Axis a = p.patches();
        before = Math.max(before, a.before());
        beyond = Math.max(beyond, a.span() - 1 - a.before());
      }
      return new Reach(before, beyond);
    }
  }

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
    int stride = geometry.height().stride();
    List<Phase> high = ConvPhases.of(geometry.height(), height, windows.dim(1), kernel.dim(0));
    List<Phase> wide = ConvPhases.of(geometry.width(), width, windows.dim(2), kernel.dim(1));
    this.down = Reach.of(high);
    this.across = Reach.of(wide);
    int perLine = Math.ceilDiv(width, geometry.width().stride());
    this.pitch = across.before() + perLine + across.beyond();
    int weights = 0;
    int depth = 0;
    int size = channels / geometry.groups();
    for (Phase h : high) {
      for (Phase w : wide) {
        var patches = new Patches(h.patches(), w.patches(), windows.dim(3), geometry.groups());
        int[][] steps = WindowTiles.slabs(patches.tapSteps(pitch), patches.run(), size);
        phases.add(new Part(h, w, patches, weights, steps));
        weights += patches.depth() * channels;
        depth = Math.max(depth, patches.depth());
      }
    }
    this.deepest = depth;
    this.turned = new Place(Memory.of(Species.room(Math.max(1, weights))), 0, Math.max(1, weights));
    this.blockLines =
        Math.ceilDiv(PHASE_ROWS, Math.max(1, width / geometry.width().stride())) * stride;
    int lines = down.before() + Math.ceilDiv(blockLines, stride) + 1 + down.beyond();
    this.frames = new PixelFrame[parts];
    Arrays.setAll(frames, p -> phases.getFirst().patches().frame(dy, lines, pitch));
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
    int line = r0 / width;
    int end = r1 / width;
    while (line < end) {
      int first = line % height;
      int last = Math.min(height, first + end - line);
      lines(part, line / height, first, last, c0, c1, c, co);
      line += last - first;
    }
  }

  /** Lines [y0, y1) of one image. */
  private void lines(int part, int image, int y0, int y1, int c0, int c1, float[] c, int co) {
    int stride = geometry.height().stride();
    // No phase has a window of these lines ahead of the first, or one behind the last.
    int top = y0 / stride - down.before();
    int bottom = Math.ceilDiv(y1, stride) + down.beyond();
    frames[part].fill(image, top, -across.before(), bottom - top, pitch);
    int size = channels / geometry.groups();
    for (Part p : phases) {
      int i0 = before(y0, p.h());
      int i1 = before(y1, p.h());
      for (int g = c0 / size; g * size < c1; g++) {
        int first = Math.max(c0, g * size);
        int last = Math.min(c1, (g + 1) * size);
        int y = image * height + p.h().first() + i0 * stride;
        int at = co + (y * width + p.w().first()) * channels + first;
        phase(part, p, g, i0 - top, i1 - i0, first, last, c, at);
      }
    }
  }

  /** Lines of a phase before a line of the image. */
  private int before(int line, Phase h) {
    return Math.max(0, Math.ceilDiv(line - h.first(), geometry.height().stride()));
  }

  /**
   * @param line of the frame where the first window would begin without its zeros
   */
  private void phase(
      int part, Part p, int g, int line, int lines, int c0, int c1, float[] c, int co) {
    Patches patches = p.patches();
    int size = channels / geometry.groups();
    int outputs = patches.channels();
    int weights = turned.offset() + p.weights() + g * patches.depth() * size + c0 - g * size;
    int pixel = (line - patches.h().before()) * pitch + across.before() - patches.w().before();
    for (int[] slab : p.steps()) {
      WindowTiles.multiply(
          lines,
          patches.w().count(),
          c1 - c0,
          slab.length,
          slab,
          frames[part].numbers(),
          pixel * outputs + g * (outputs / geometry.groups()),
          pitch * outputs,
          outputs,
          turned.memory().floats(),
          weights,
          size,
          c,
          co,
          geometry.height().stride() * width * channels,
          geometry.width().stride() * channels,
          slab != p.steps()[0]);
      weights += slab.length * size;
    }
  }

  @Override
  public String toString() {
    return "convolution's image gradient, %d phases of %d x %d, then"
        .formatted(phases.size(), deepest, channels);
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
