package dev.hourglass.data;

/** Refuses what would not fit, before anything is allocated. */
final class Memory {
  /** The most numbers that one Java array can hold. */
  static final long MOST_NUMBERS = Integer.MAX_VALUE - 8L;

  private Memory() {}

  /**
   * Refuses more numbers than an array can hold or than the heap has room for.
   *
   * @param bytesEach what one number costs while it is read, the final float included
   */
  static void require(String file, String place, long numbers, long bytesEach) {
    if (numbers > MOST_NUMBERS) {
      throw new DataException(
          file,
          place,
          numbers + " numbers",
          "at most " + MOST_NUMBERS,
          "split the file and use fewer rows");
    }
    long needed = numbers * bytesEach;
    if (needed <= available() || (needed <= max() && availableAfterCollection() >= needed)) {
      return;
    }
    throw new DataException(
        file,
        place,
        numbers + " numbers, which need " + megabytes(needed),
        "no more than the " + megabytes(available()) + " of memory that are free",
        "use fewer rows, or give Java more memory (-Xmx)");
  }

  private static long max() {
    return Runtime.getRuntime().maxMemory();
  }

  private static long available() {
    Runtime r = Runtime.getRuntime();
    return r.maxMemory() - (r.totalMemory() - r.freeMemory());
  }

  /** What counts as used may be garbage: look again after a collection before refusing. */
  private static long availableAfterCollection() {
    System.gc();
    return available();
  }

  private static String megabytes(long bytes) {
    return ((bytes + (1 << 20) - 1) >> 20) + " MB";
  }
}
