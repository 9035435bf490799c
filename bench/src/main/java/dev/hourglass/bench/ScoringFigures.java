package dev.hourglass.bench;

/**
 * What scoring came to.
 *
 * @param rows per second, by the block
 * @param single one row at a time
 * @param firstStepSeconds until the first block was scored, as {@link FirstStep} counts
 */
record ScoringFigures(Rate rows, Latency single, double firstStepSeconds) {

  /**
   * Microseconds of a call: the median of five rounds' medians, the least and the largest of them.
   */
  record Latency(double median, double lo, double hi) {}
}
