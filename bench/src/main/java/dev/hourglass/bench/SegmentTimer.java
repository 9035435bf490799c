package dev.hourglass.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a stream of work into a warm-up and timed segments. Whoever works says after each bit how
 * many rows it was, and stops when told.
 */
final class SegmentTimer {
  /** Others may take this share of the machine in a segment that counts as clean. */
  static final double FOREIGN_MAX = 0.03;

  private static final int SEGMENTS = 5;
  private static final double LONGEST_WARM_UP = 3;
  private static final double PATIENCE = 3;
  private static final double NANOS = 1e9;

  private final long warmUpNanos;
  private final long segmentNanos;
  private final long latest;
  private final List<Segment> segments = new ArrayList<>();
  private MachineLoad start;
  private long allocatedBefore;
  private boolean warm;
  private long rows;

  /**
   * Starts with the warm-up.
   *
   * @param seconds to measure, in five segments; the warm-up takes as long, but 3 s at most;
   *     segments that others disturbed are measured again until three times this has passed
   */
  SegmentTimer(double seconds) {
    warmUpNanos = (long) (Math.min(LONGEST_WARM_UP, seconds) * NANOS);
    segmentNanos = (long) (seconds / SEGMENTS * NANOS);
    start = MachineLoad.now();
    latest = start.nanos() + warmUpNanos + (long) (PATIENCE * seconds * NANOS);
  }

  /** More rows are done; true when all is measured. Allocates nothing within a segment. */
  boolean done(long moreRows) {
    rows += moreRows;
    long now = System.nanoTime();
    if (now - start.nanos() < (warm ? segmentNanos : warmUpNanos)) {
      return false;
    }
    long allocated = Allocation.bytes() - allocatedBefore;
    MachineLoad end = MachineLoad.now();
    if (warm) {
      double seconds = (now - start.nanos()) / NANOS;
      segments.add(new Segment(rows, seconds, end.foreignSince(start), allocated));
    }
    warm = true;
    rows = 0;
    start = end;
    allocatedBefore = Allocation.bytes();
    return segments.stream().filter(Segment::isClean).count() >= SEGMENTS
        || (segments.size() >= SEGMENTS && now > latest);
  }

  Rate rate() {
    return Rate.of(segments);
  }
}
