package dev.hourglass.tasks.series;

import dev.hourglass.engine.NDArray;
import java.util.ArrayList;
import java.util.List;

/**
 * Windows of many series that wait for what a reconstruction makes of them, so that it sees them
 * together.
 */
final class WindowQueue {
  private static final int BLOCK = 256;

  private final Reconstruction model;
  private final int width;
  private final int channels;
  private final List<Waiting> waiting = new ArrayList<>();

  private record Waiting(WindowSums sums, float[] points, int start) {}

  /**
   * Without windows.
   *
   * @param length of a window
   */
  WindowQueue(Reconstruction model, int length, int channels) {
    this.model = model;
    this.width = length * channels;
    this.channels = channels;
  }

  /**
   * Adds a window.
   *
   * @param sums where its errors belong
   * @param points [T * C], unchanged until {@link #run}
   * @param start its first point
   */
  void add(WindowSums sums, float[] points, int start) {
    waiting.add(new Waiting(sums, points, start));
  }

  /** Adds up the errors of all that wait, in their order. */
  void run() {
    for (int from = 0; from < waiting.size(); from += BLOCK) {
      List<Waiting> block = waiting.subList(from, Math.min(waiting.size(), from + BLOCK));
      float[] rows = new float[block.size() * width];
      for (int w = 0; w < block.size(); w++) {
        Waiting next = block.get(w);
        System.arraycopy(next.points(), next.start() * channels, rows, w * width, width);
      }
      float[] made = model.expected(NDArray.of(rows, block.size(), width)).data();
      for (int w = 0; w < block.size(); w++) {
        block.get(w).sums().add(block.get(w).start(), rows, made, w);
      }
    }
    waiting.clear();
  }
}
