package dev.hourglass.engine.runtime;

/** One piece of a program's work, split over its outputs. Allocates nothing. */
public interface Kernel {

  /**
   * Does part {@code part} of {@code parts}; the parts together do all, in any order or at once.
   */
  void run(int part, int parts);

  /** Called after memory was bound anew, before the next run. */
  default void refresh() {}

  /**
   * The first unit of a part, when {@code units} are dealt out evenly: part p has the units from
   * start(p) to start(p + 1).
   */
  static int start(int units, int part, int parts) {
    return (int) ((long) units * part / parts);
  }
}
