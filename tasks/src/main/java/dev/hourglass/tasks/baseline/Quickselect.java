package dev.hourglass.tasks.baseline;

/** Hoare's selection (1961) of row numbers by a key; many equal keys do no harm. */
final class Quickselect {
  private Quickselect() {}

  /** What rows are ordered by. */
  @FunctionalInterface
  interface Key {
    float of(int row);
  }

  /**
   * Reorders {@code numbers[from .. to)} so that no key before {@code middle} is above the one
   * there, and none behind below it.
   */
  static void select(int[] numbers, int from, int to, int middle, Key key) {
    int low = from;
    int high = to - 1;
    while (low < high) {
      float pivot =
          median(key.of(numbers[low]), key.of(numbers[(low + high) >>> 1]), key.of(numbers[high]));
      int i = low;
      int j = high;
      while (i <= j) {
        while (key.of(numbers[i]) < pivot) {
          i++;
        }
        while (key.of(numbers[j]) > pivot) {
          j--;
        }
        if (i <= j) {
          int swapped = numbers[i];
          numbers[i++] = numbers[j];
          numbers[j--] = swapped;
        }
      }
      if (middle <= j) {
        high = j;
      } else if (middle >= i) {
        low = i;
      } else {
        return;
      }
    }
  }

  private static float median(float a, float b, float c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }
}
