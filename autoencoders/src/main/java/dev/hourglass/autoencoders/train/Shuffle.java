package dev.hourglass.autoencoders.train;

/**
 * Permutations from a counter-based generator: the order depends on the seed, the stream (such as
 * the epoch) and nothing else, so any epoch can be repeated without the ones before it.
 */
final class Shuffle {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Shuffle() {}

  /** Fisher and Yates (Durstenfeld, 1964), in place. */
  static void shuffle(int[] values, long seed, long stream) {
    long key = mix(seed + GOLDEN * mix(stream + GOLDEN));
    for (int i = values.length - 1; i > 0; i--) {
      int j = below(i + 1, mix(key + GOLDEN * i));
      int swapped = values[i];
      values[i] = values[j];
      values[j] = swapped;
    }
  }

  /** 0 to bound - 1 from 64 random bits. */
  private static int below(int bound, long bits) {
    return (int) Math.unsignedMultiplyHigh(bits, bound);
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood, 2014). */
  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }
}
