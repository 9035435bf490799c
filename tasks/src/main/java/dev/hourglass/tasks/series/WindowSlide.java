package dev.hourglass.tasks.series;

/** The windows of one reconstruction over points that arrive: which are next, and their errors. */
final class WindowSlide {
  private final int length;
  private final int stride;
  private final WindowSums sums;
  private int next;

  /**
   * Without points.
   *
   * @param length L
   * @param model says what windows should look like
   */
  WindowSlide(int channels, int length, Reconstruction model) {
    this.length = length;
    this.stride = model.stride(length);
    this.sums = new WindowSums(channels, length, model.endWeight());
  }

  WindowSums sums() {
    return sums;
  }

  /**
   * Asks for the windows that are complete.
   *
   * @param points that have come, behind the first that is kept
   * @param last whether none comes any more: a window then ends with the last point
   */
  void ask(WindowQueue queue, float[] scaled, int points, boolean last) {
    for (; next + length <= points; next += stride) {
      queue.add(sums, scaled, next);
    }
    int end = points - length;
    if (last && end >= 0 && next - stride < end) {
      queue.add(sums, scaled, end);
    }
  }

  /** Forgets the first points, and keeps room for so many behind them. */
  void drop(int points, int room) {
    next -= points;
    sums.drop(points, room);
  }
}
