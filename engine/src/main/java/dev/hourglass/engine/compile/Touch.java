package dev.hourglass.engine.compile;

import dev.hourglass.engine.runtime.Memory;

/**
 * The numbers that the parts of a kernel read or write: part p those from {@code from[p]} up to
 * {@code to[p]}.
 */
record Touch(Memory memory, int[] from, int[] to) {

  /** Whether one part's numbers are among another part's of the other. */
  boolean crosses(Touch other) {
    if (memory != other.memory) {
      return false;
    }
    for (int p = 0; p < from.length; p++) {
      for (int q = 0; q < from.length; q++) {
        if (p != q && from[p] < other.to[q] && other.from[q] < to[p]) {
          return true;
        }
      }
    }
    return false;
  }
}
