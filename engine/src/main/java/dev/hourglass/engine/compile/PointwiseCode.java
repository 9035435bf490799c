package dev.hourglass.engine.compile;

/** A pointwise kernel's machine code, emitted for one {@link PointwiseSpec}; it knows no sizes. */
interface PointwiseCode {

  /**
   * Computes the outputs for rows [r0, r1) and columns [c0, c1) of a space that is {@code cols}
   * wide.
   *
   * @param arrays the arrays of the operands, then of the outputs
   * @param offsets where each begins; then, for each output, the rows of a run that it sums over
   * @param scratch this thread's own room, {@link RowSum#LANES} numbers for each row reduction
   */
  void run(
      float[][] arrays, int[] offsets, float[] scratch, int cols, int r0, int r1, int c0, int c1);
}
