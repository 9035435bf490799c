package dev.hourglass.tasks.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The even points of one series that are not answered yet, with the errors of the windows that are
 * complete. A point is answered when a window that began with it is complete, whether one does or
 * not: so the window that ends a series early, wherever that is, holds no answered point.
 */
final class StreamWindows {
  private static final int WINDOWS_AT_ONCE = 256;

  private final SeriesScorer scorer;
  private final int channels;
  private final WindowSlide errors;
  private final Optional<WindowSlide> distances;
  private final List<List<StreamPoint>> cells = new ArrayList<>();
  private float[] scaled = {};
  private int room;

  StreamWindows(SeriesScorer scorer) {
    this.scorer = scorer;
    this.channels = scorer.weights().length;
    this.errors = new WindowSlide(channels, scorer.length(), scorer.model());
    this.distances =
        scorer.distance().map(d -> new WindowSlide(channels, scorer.length(), d.nearest()));
  }

  /** A point with its score, at a place among others. */
  record Scored(StreamPoint point, PointScores scores, int place) {}

  /** Takes the next even point with the rows in it. */
  void add(float[] values, List<StreamPoint> points) {
    if (cells.size() == room) {
      room += Math.max(room, scorer.length());
      scaled = Arrays.copyOf(scaled, room * channels);
      errors.sums().extend(room);
      distances.ifPresent(d -> d.sums().extend(room));
    }
    float[] block = values.clone();
    scorer.scale().apply(block);
    System.arraycopy(block, 0, scaled, cells.size() * channels, channels);
    cells.add(points);
  }

  /** Whether so much waits that it should be answered before more comes. */
  boolean isFull() {
    return cells.size()
        >= scorer.length() + WINDOWS_AT_ONCE * scorer.model().stride(scorer.length());
  }

  /** Whether there are too few points for a window. */
  boolean isShort() {
    return cells.size() < scorer.length();
  }

  /** The rows that wait. */
  List<StreamPoint> waiting() {
    return cells.stream().flatMap(List::stream).toList();
  }

  /**
   * Asks for the windows that are complete.
   *
   * @param last whether no point comes any more
   */
  void ask(WindowQueue errorQueue, Optional<WindowQueue> distanceQueue, boolean last) {
    errors.ask(errorQueue, scaled, cells.size(), last);
    distances.ifPresent(d -> d.ask(distanceQueue.orElseThrow(), scaled, cells.size(), last));
  }

  /** The points that are done, once the queues have run; they are forgotten. */
  List<Scored> done(boolean last) {
    int done = last ? cells.size() : cells.size() - scorer.length() + 1;
    if (isShort()) {
      return List.of();
    }
    PointScores scores =
        scorer.of(errors.sums().means(done), distances.map(d -> d.sums().means(done)));
    List<Scored> scored = new ArrayList<>();
    for (int t = 0; t < done; t++) {
      for (StreamPoint p : cells.get(t)) {
        scored.add(new Scored(p, scores, t));
      }
    }
    cells.subList(0, done).clear();
    room = cells.size() + scorer.length();
    scaled = Arrays.copyOfRange(scaled, done * channels, (done + room) * channels);
    errors.drop(done, room);
    distances.ifPresent(d -> d.drop(done, room));
    return scored;
  }
}
