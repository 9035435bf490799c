package dev.hourglass.tasks.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * Neighbouring points of a series.
 *
 * @param start first point, 0 or more
 * @param end one past the last point, above {@code start}
 */
public record Segment(int start, int end) {
  public Segment {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException(
          "a segment needs a start of 0 or more and an end above it, got %d and %d"
              .formatted(start, end));
    }
  }

  /** The runs of true, in order. */
  public static List<Segment> of(boolean[] points) {
    List<Segment> segments = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= points.length; i++) {
      boolean inside = i < points.length && points[i];
      if (inside && start < 0) {
        start = i;
      } else if (!inside && start >= 0) {
        segments.add(new Segment(start, i));
        start = -1;
      }
    }
    return List.copyOf(segments);
  }

  /** How many points. */
  public int length() {
    return end - start;
  }

  /** How many points both have. */
  public int overlap(Segment other) {
    return Math.max(0, Math.min(end, other.end) - Math.max(start, other.start));
  }
}
