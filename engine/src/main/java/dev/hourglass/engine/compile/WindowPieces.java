package dev.hourglass.engine.compile;

/**
 * Cuts the windows of a convolution into pieces that a {@link Frame} holds: whole lines of windows
 * of one image, or a part of one line where that is long.
 */
final class WindowPieces {
  /** Longer lines are cut into parts of at most so many windows, and not less than the other. */
  private static final int MOST_PART = 512;

  private static final int LEAST_PART = 64;

  private final Patches patches;
  private final int lines; // most in a piece
  private final int columns;

  /**
   * @param n columns of the product
   * @param room numbers that a piece should read at most, and as many that it should write
   * @param least lines of windows that a piece has anyway, if there are as many
   */
  WindowPieces(Patches patches, int n, int room, int least) {
    this.patches = patches;
    int perLine = patches.w().count();
    if (perLine > MOST_PART) {
      int fit = room / Math.max(patches.channels(), n) / RowSum.LANES * RowSum.LANES;
      this.columns = Math.clamp(fit, LEAST_PART, MOST_PART);
      this.lines = 1;
    } else {
      this.columns = perLine;
      int read = room / patches.channels() / pitch() - patches.h().span();
      int fit = Math.min(read / patches.h().stride() + 1, room / (n * perLine));
      this.lines = Math.clamp(Math.max(least, fit), 1, patches.h().count());
    }
  }

  /** Pixels in a line of the frame. */
  int pitch() {
    return (columns - 1) * patches.w().stride() + patches.w().span();
  }

  /** Lines in the frame. */
  int frameLines() {
    return (lines - 1) * patches.h().stride() + patches.h().span();
  }

  /** Windows that stay together. */
  int unit() {
    return columns;
  }

  int mostLines() {
    return lines;
  }

  /** Most windows in a piece. */
  int most() {
    return lines * columns;
  }

  /** Lines of the piece that begins at window r and ends before r1. */
  int high(int r, int r1) {
    int perLine = patches.w().count();
    if (perLine > columns || r % perLine > 0 || r1 - r < perLine) {
      return 1;
    }
    int rest = patches.h().count() - r / perLine % patches.h().count();
    return Math.min(lines, Math.min(rest, (r1 - r) / perLine));
  }

  /** Windows in each of its lines. */
  int wide(int r, int r1) {
    int rest = patches.w().count() - r % patches.w().count();
    return Math.min(columns, Math.min(rest, r1 - r));
  }

  /** Fills a frame with what a piece sees. */
  void fill(Frame frame, int r, int high, int wide) {
    Patches.Axis h = patches.h();
    Patches.Axis w = patches.w();
    int line = r / w.count();
    frame.fill(
        line / h.count(),
        line % h.count() * h.stride() - h.before(),
        r % w.count() * w.stride() - w.before(),
        (high - 1) * h.stride() + h.span(),
        (wide - 1) * w.stride() + w.span());
  }
}
