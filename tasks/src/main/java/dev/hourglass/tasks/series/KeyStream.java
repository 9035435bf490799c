package dev.hourglass.tasks.series;

import dev.hourglass.data.DataException;
import java.util.List;

/**
 * One series of a stream: its points in order of time, missing values filled, with equal steps, and
 * the windows over them.
 */
final class KeyStream {
  /** The longest gap that is bridged by a line, in windows. */
  private static final int LONGEST_GAP = 20;

  private static final double MOST_REPEATED = 0.02;
  private static final int REPEATED_AT_ALL = 2;

  private final String key;
  private final LineFill fill;
  private final StepGrid grid;
  private double lastTime;
  private long lastRow;
  private long points;
  private long repeated;

  /**
   * Without points.
   *
   * @param key of the series; empty where there is one only
   * @param sink of even points
   */
  KeyStream(String key, SeriesScorer scorer, StepGrid.Sink sink) {
    int length = scorer.length();
    this.key = key;
    this.grid = new StepGrid(length, LONGEST_GAP * length, sink);
    this.fill = new LineFill(scorer.scale().mean(), length, grid::add);
  }

  /** The usual step; 0 until it is known. */
  double step() {
    return grid.step();
  }

  /** Of which series a message is, behind its place. */
  String named() {
    return key.isEmpty() ? "" : " of series " + DataException.quote(key);
  }

  /**
   * Takes the next point.
   *
   * @param source what points come from, for messages
   * @throws DataException if it is before the last one, or too many times repeat; nothing has
   *     changed then
   */
  void add(StreamPoint point, String source) {
    boolean again = points > 0 && point.time() == lastTime;
    if (points > 0 && point.time() < lastTime) {
      throw new DataException(
          source,
          "row " + point.row(),
          "a time before that of row %d".formatted(lastRow) + named(),
          "the rows of each series in the order of time",
          "sort them, or drop bad rows (--on-bad-row skip)");
    }
    if (again && repeated + 1 > REPEATED_AT_ALL + MOST_REPEATED * points) {
      throw new DataException(
          source,
          "row " + point.row(),
          "the time of row %d again".formatted(lastRow) + named(),
          "one row for each time, but for 2 of 100",
          "train with the column that tells series apart (--key COLUMN), or drop bad rows (--on-bad-row skip)");
    }
    points++;
    repeated += again ? 1 : 0;
    lastTime = point.time();
    lastRow = point.row();
    fill.add(point);
  }

  /**
   * Gives all points that are held: no more come.
   *
   * @return those that cannot be placed, as all have the same time
   */
  List<StreamPoint> end() {
    fill.end();
    return grid.end();
  }
}
