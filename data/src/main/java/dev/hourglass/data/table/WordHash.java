package dev.hourglass.data.table;

import java.util.Locale;

/** Hashes the words of a text. */
final class WordHash {
  private WordHash() {}

  static void add(String text, float[] out, int offset, int width) {
    int start = -1;
    String lower = text.toLowerCase(Locale.ROOT);
    for (int i = 0; i <= lower.length(); i++) {
      boolean inWord = i < lower.length() && Character.isLetterOrDigit(lower.charAt(i));
      if (inWord && start < 0) {
        start = i;
      } else if (!inWord && start >= 0) {
        long hash = mix(lower, start, i);
        out[offset + (int) Long.remainderUnsigned(hash, width)] += hash < 0 ? -1 : 1;
        start = -1;
      }
    }
    double square = 0;
    for (int k = 0; k < width; k++) {
      square += (double) out[offset + k] * out[offset + k];
    }
    double length = Math.sqrt(square);
    for (int k = 0; length > 0 && k < width; k++) {
      out[offset + k] = (float) (out[offset + k] / length);
    }
  }

  /** FNV-1a over the characters, then the finaliser of SplitMix64. */
  private static long mix(String text, int from, int to) {
    long h = 0xcbf29ce484222325L;
    for (int i = from; i < to; i++) {
      h = (h ^ text.charAt(i)) * 0x100000001b3L;
    }
    h = (h ^ (h >>> 30)) * 0xbf58476d1ce4e5b9L;
    h = (h ^ (h >>> 27)) * 0x94d049bb133111ebL;
    return h ^ (h >>> 31);
  }
}
