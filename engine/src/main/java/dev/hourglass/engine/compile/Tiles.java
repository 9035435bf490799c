package dev.hourglass.engine.compile;

/** Multiplies matrices tile by tile. Every number is added up in order of k, whatever the tiles. */
final class Tiles {
  /**
   * Rows of a full tile. With three vectors beside each other it takes 24 of AVX-512's and NEON's
   * 32 registers for sums.
   */
  static final int ROWS = Species.LENGTH == 8 ? 4 : 8;

  /** Most vectors in a row of a tile: 4 x 3 fits the 16 registers of AVX2. */
  private static final int VECTORS = 3;

  /** Numbers of B that stay in the second cache while all rows of A pass over them. */
  private static final int SLAB = 1 << 16;

  private static final int LEAST_DEPTH = 256;

  private static final Microkernel[] KERNELS = new Microkernel[512];
  private static final SteppedMicrokernel[] STEPPED = new SteppedMicrokernel[512];

  private Tiles() {}

  /**
   * C (rows, cols) = A (rows, depth) * B (depth, cols), or that added to C.
   *
   * @param aRow between a(i, k) and a(i + 1, k)
   * @param aStep between a(i, k) and a(i, k + 1)
   * @param accumulate whether the sums begin from what C holds, or from zero
   */
  static void multiply(
      int rows,
      int cols,
      int depth,
      float[] a,
      int ao,
      int aRow,
      int aStep,
      float[] b,
      int bo,
      int bStep,
      float[] c,
      int co,
      int cRow,
      boolean accumulate) {
    int block = slabDepth(depth, bStep);
    int k = 0;
    do {
      slab(
          rows,
          cols,
          Math.min(block, depth - k),
          a,
          ao + k * aStep,
          aRow,
          aStep,
          b,
          bo + k * bStep,
          bStep,
          c,
          co,
          cRow,
          accumulate || k > 0);
      k += block;
    } while (k < depth);
  }

  private static void slab(
      int rows,
      int cols,
      int depth,
      float[] a,
      int ao,
      int aRow,
      int aStep,
      float[] b,
      int bo,
      int bStep,
      float[] c,
      int co,
      int cRow,
      boolean accumulate) {
    int vectors = (cols + Species.LENGTH - 1) / Species.LENGTH;
    int column = 0;
    while (vectors > 0) {
      int width = width(vectors);
      vectors -= width;
      int lanes = Math.min(Species.LENGTH, cols - column - (width - 1) * Species.LENGTH);
      int row = 0;
      for (int height = ROWS; height > 0; height /= 2) {
        if (rows - row < height) {
          continue;
        }
        Microkernel kernel = kernel(height, width, lanes < Species.LENGTH, accumulate);
        for (; row + height <= rows; row += height) {
          kernel.run(
              depth,
              a,
              ao + row * aRow,
              aRow,
              aStep,
              b,
              bo + column,
              bStep,
              c,
              co + row * cRow + column,
              cRow,
              lanes);
        }
      }
      column += width * Species.LENGTH;
    }
  }

  /**
   * Deals so many vectors into panels of three, but four into two and two, never leaving one alone.
   */
  static int width(int vectors) {
    return vectors == 4 ? 2 : Math.min(vectors, VECTORS);
  }

  /** How many of so many rows of B, bStep apart, all rows of A pass over before the next. */
  static int slabDepth(int depth, int bStep) {
    return depth * (long) bStep <= 2 * SLAB ? depth : Math.max(LEAST_DEPTH, SLAB / bStep);
  }

  /** The kernel of a tile of at most 8 rows by 7 vectors. */
  static Microkernel kernel(int rows, int width, boolean masked, boolean accumulate) {
    int index = index(rows, width, masked, accumulate);
    Microkernel kernel = KERNELS[index];
    if (kernel == null) {
      kernel = MicrokernelEmitter.get(new MicrokernelEmitter.Form(rows, width, masked, accumulate));
      KERNELS[index] = kernel;
    }
    return kernel;
  }

  /** The same with its left side read through a table. */
  static SteppedMicrokernel stepped(int rows, int width, boolean masked, boolean accumulate) {
    int index = index(rows, width, masked, accumulate);
    SteppedMicrokernel kernel = STEPPED[index];
    if (kernel == null) {
      kernel =
          MicrokernelEmitter.stepped(new MicrokernelEmitter.Form(rows, width, masked, accumulate));
      STEPPED[index] = kernel;
    }
    return kernel;
  }

  private static int index(int rows, int width, boolean masked, boolean accumulate) {
    return rows * 32 + width * 4 + (masked ? 2 : 0) + (accumulate ? 1 : 0);
  }
}
