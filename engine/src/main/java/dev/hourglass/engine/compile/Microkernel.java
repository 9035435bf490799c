package dev.hourglass.engine.compile;

/**
 * The inner loop of a matrix product: a tile of C held in registers while k runs. Emitted by {@link
 * MicrokernelEmitter}.
 */
interface Microkernel {

  /**
   * Adds to each number of the tile, in order of k, the products a(i, k) * b(k, j), each by one
   * fused multiply-add.
   *
   * @param depth how many k
   * @param ao where a(0, 0) stands; a(i, k) stands at ao + i * aRow + k * aStep
   * @param bo where b(0, 0) stands; b(k, j) stands at bo + k * bStep + j
   * @param co where the tile begins in c; its rows are cRow apart
   * @param lanes how many columns of the last vector count (masked kernels only)
   */
  void run(
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
      int lanes);
}
