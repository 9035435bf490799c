package dev.hourglass.data.table;

import java.util.Locale;

/** The distribution by which a group of numbers is reconstructed, and so the loss that suits it. */
public enum Head {
  /** Real numbers: half the squared error. */
  GAUSSIAN,
  /** A probability in [0, 1]: binary cross-entropy. */
  BERNOULLI,
  /**
   * One of several: cross-entropy over the group's slots, or over {@code cardinality} classes where
   * the group is an index of one number. All slots 0 where the value is missing.
   */
  CATEGORICAL,
  /** A whole number from 0 on that varies over orders of magnitude, encoded by its logarithm. */
  COUNT;

  /** The name in texts and files. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
