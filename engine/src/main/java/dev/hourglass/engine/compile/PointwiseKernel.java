package dev.hourglass.engine.compile;

import dev.hourglass.engine.runtime.Kernel;
import dev.hourglass.engine.runtime.Memory;
import dev.hourglass.engine.runtime.Place;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A matrix product, pointwise code, or the one behind the other. Behind a product the pointwise
 * code runs on each block of rows as soon as it is computed, while the block is in the nearest
 * cache.
 */
final class PointwiseKernel implements Kernel {
  private static final int COLUMN_UNIT = 16;

  private final @Nullable RowProduct product;
  private final @Nullable PointwiseCode code;
  private final List<Place> operands;
  private final float[][] arrays;
  private final int[][] offsets; // for each part
  private final float[][] scratch;
  private final @Nullable Place raw;
  private final boolean ownRaw;
  private final int rows;
  private final int cols;
  private final boolean byColumns;
  private final RowParts dealt;

  /**
   * @param raw where the product's numbers go before the pointwise code, whose first operand they
   *     are
   * @param ownRaw whether that place is {@link #scratch}
   * @param runs for each output of the code, how many rows it sums up; else 1
   */
  PointwiseKernel(
      @Nullable RowProduct product,
      @Nullable Place raw,
      boolean ownRaw,
      @Nullable PointwiseSpec spec,
      List<Place> operands,
      List<Integer> runs,
      int rows,
      int cols,
      int parts) {
    this.product = product;
    this.code = spec == null ? null : PointwiseEmitter.code(spec);
    this.operands = operands;
    this.arrays = new float[operands.size()][];
    this.offsets = new int[parts][];
    IntStream starts = operands.stream().mapToInt(Place::offset);
    int[] all = IntStream.concat(starts, runs.stream().mapToInt(Integer::intValue)).toArray();
    Arrays.setAll(offsets, p -> all.clone());
    this.raw = raw;
    this.ownRaw = ownRaw;
    int reductions = spec == null ? 0 : spec.reductions();
    this.scratch = new float[parts][Math.max(1, reductions) * RowSum.LANES];
    this.rows = rows;
    this.cols = cols;
    int common = product == null ? 1 : product.unit();
    for (int run : runs) {
      common = common / gcd(common, run) * run;
    }
    int units = Math.ceilDiv(rows, common);
    this.byColumns = reductions == 0 && units < 2 * parts && cols >= COLUMN_UNIT * parts;
    this.dealt = RowParts.of(rows, common, parts);
    refresh();
  }

  /** Which rows each part computes. */
  RowParts rowParts() {
    return byColumns ? RowParts.mixed(dealt.starts().length - 1) : dealt;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /** Room for one block of a product's rows for each part. */
  static Place scratch(int cols, int blockRows, int parts) {
    int size = Math.multiplyExact(blockRows * cols, parts);
    return new Place(Memory.of(Species.room(size)), 0, size);
  }

  @Override
  public void refresh() {
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] = operands.get(i).memory().floats();
    }
  }

  @Override
  public void run(int part, int parts) {
    if (byColumns) {
      int units = (cols + COLUMN_UNIT - 1) / COLUMN_UNIT;
      int c0 = Kernel.start(units, part, parts) * COLUMN_UNIT;
      int c1 = Math.min(cols, Kernel.start(units, part + 1, parts) * COLUMN_UNIT);
      if (c0 < c1) {
        blocks(part, 0, rows, c0, c1);
      }
      return;
    }
    blocks(part, dealt.starts()[part], dealt.starts()[part + 1], 0, cols);
  }

  @Override
  public String toString() {
    String head = product == null ? "pointwise " : product + " ";
    return head
        + rows
        + "x"
        + cols
        + (code == null ? "" : " then " + operands.size() + " operands");
  }

  private void blocks(int part, int r0, int r1, int c0, int c1) {
    int step = product == null ? rows : product.blockRows();
    for (int r = r0; r < r1; r += step) {
      int end = Math.min(r1, r + step);
      if (product != null && raw != null) {
        int begin = ownRaw ? (part * step - r) * cols : raw.offset();
        if (ownRaw) {
          offsets[part][0] = begin;
        }
        product.run(part, r, end, c0, c1, raw.memory().floats(), begin);
      }
      if (code != null) {
        code.run(arrays, offsets[part], scratch[part], cols, r, end, c0, c1);
      }
    }
  }
}
