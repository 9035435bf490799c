package dev.hourglass.engine.compile;

/**
 * A {@link Microkernel} that reads its left side through a table: the windows of a convolution need
 * not be copied out of the image then.
 */
interface SteppedMicrokernel {

  /**
   * As {@link Microkernel#run}, but a(i, k) stands at ao + i * aRow + steps[k].
   *
   * @param steps at least {@code depth} of them
   */
  void run(
      int depth,
      float[] a,
      int ao,
      int aRow,
      int[] steps,
      float[] b,
      int bo,
      int bStep,
      float[] c,
      int co,
      int cRow,
      int lanes);
}
