package dev.hourglass.data.table;

import java.util.Arrays;

/**
 * Which rows of {@code t} count, and where they stand in the source.
 *
 * @param rejected numbers of the source's rows that are not in t, from 1, ascending
 * @param excluded places of the rows in t that do not count, from 0, ascending
 */
record RowNumbers(long[] rejected, long[] excluded) {

  /** Whether a row of t does not count. */
  boolean isExcluded(long place) {
    return excluded.length > 0 && Arrays.binarySearch(excluded, place) >= 0;
  }

  /** The number in the source of a row of t. */
  long number(long place) {
    if (rejected.length == 0) {
      return place + 1;
    }
    // The k-th rejected row (from 0) has rejected[k] - 1 - k kept rows before it.
    int low = 0;
    int high = rejected.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (rejected[middle] - 1 - middle <= place) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return place + 1 + low;
  }
}
