package dev.hourglass.bench;

/**
 * A stretch of measured work.
 *
 * @param rows done in it
 * @param seconds it took
 * @param foreign the share of the machine that others took meanwhile; NaN if not known
 * @param allocated bytes on the heap meanwhile
 */
record Segment(long rows, double seconds, double foreign, long allocated) {

  double rowsPerSecond() {
    return rows / seconds;
  }

  double bytesPerRow() {
    return (double) allocated / rows;
  }

  /** Whether others left the machine to us; where nothing is known of them, yes. */
  boolean isClean() {
    return !(foreign > SegmentTimer.FOREIGN_MAX);
  }
}
