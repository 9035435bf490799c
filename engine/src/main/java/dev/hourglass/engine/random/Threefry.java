package dev.hourglass.engine.random;

/**
 * Threefry-2x32 with 20 rounds: random numbers that are a function of a key and a counter (Salmon,
 * Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", 2011).
 *
 * <p>The key is made of the seed and the stream, the counter of the step and the index, so a draw
 * never depends on what was drawn before.
 */
public final class Threefry {
  private static final int PARITY = 0x1BD11BDA;
  private static final int[] ROTATIONS = {13, 15, 26, 6, 17, 29, 16, 24};

  private Threefry() {}

  /** The two output words of a block, the first one in the low half. */
  static long block(int key0, int key1, int counter0, int counter1) {
    int key2 = PARITY ^ key0 ^ key1;
    int x0 = counter0 + key0;
    int x1 = counter1 + key1;
    for (int round = 0; round < 20; round++) {
      x0 += x1;
      x1 = Integer.rotateLeft(x1, ROTATIONS[round & 7]) ^ x0;
      if ((round & 3) == 3) {
        int n = (round >> 2) + 1;
        x0 += word(key0, key1, key2, n);
        x1 += word(key0, key1, key2, n + 1) + n;
      }
    }
    return (x0 & 0xFFFFFFFFL) | ((long) x1 << 32);
  }

  private static int word(int key0, int key1, int key2, int n) {
    int i = n % 3;
    return i == 0 ? key0 : i == 1 ? key1 : key2;
  }

  /** 32 random bits. */
  public static int bits(long seed, int stream, long step, int index) {
    long block =
        block(
            (int) seed ^ stream * 0x9E3779B9,
            (int) (seed >>> 32) + stream,
            index >>> 1,
            (int) step);
    return (index & 1) == 0 ? (int) block : (int) (block >>> 32);
  }

  /** A number from [0, 1), a multiple of 2^-24. */
  public static float uniform(long seed, int stream, long step, int index) {
    return (bits(seed, stream, step, index) >>> 8) * 0x1p-24f;
  }

  /**
   * A whole number from [0, bound), by the high part of a product (Lemire, 2019, without rejection:
   * off from uniform by less than bound / 2^32).
   */
  public static int below(int bound, long seed, int stream, long step, int index) {
    return (int) (((bits(seed, stream, step, index) & 0xFFFFFFFFL) * bound) >>> 32);
  }
}
