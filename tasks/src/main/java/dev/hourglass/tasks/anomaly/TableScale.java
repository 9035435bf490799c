package dev.hourglass.tasks.anomaly;

import dev.hourglass.autoencoders.Preprocessing;
import dev.hourglass.data.table.ColumnGroup;
import dev.hourglass.data.table.Head;
import dev.hourglass.data.table.TableEncoding;
import dev.hourglass.engine.NDArray;
import dev.hourglass.tasks.baseline.ColumnScale;
import java.util.List;

/**
 * How the numbers of an encoded table are scaled before a detector sees them: to mean 0, and
 * numbers to variance 1. The slots of a category are divided by sqrt(s c) instead, s the deviation
 * of the slot and c that of all slots of the column together. Dividing by s would make one rare
 * value outweigh all other columns; dividing by c would make rare values count no more than others.
 * A value that training did not see counts as the rarest.
 */
final class TableScale {
  /** No slot is divided by less. */
  private static final double LEAST = 0.1;

  private TableScale() {}

  /**
   * The scale of rows.
   *
   * @param train [N, D] of the encoding
   */
  static Preprocessing.Standardise fit(TableEncoding encoding, NDArray train) {
    return of(encoding.groups(), ColumnScale.fit(train));
  }

  static Preprocessing.Standardise of(
      List<ColumnGroup> groups, Preprocessing.Standardise ofNumbers) {
    float[] mean = ofNumbers.mean();
    float[] deviation = ofNumbers.deviation().clone();
    for (ColumnGroup group : groups) {
      boolean slots = group.head() == Head.CATEGORICAL && group.cardinality() == group.width();
      if (!slots && group.head() != Head.BERNOULLI) {
        continue;
      }
      double whole = 0;
      for (int j = group.offset(); j < group.offset() + group.width(); j++) {
        whole += variance(mean[j]);
      }
      for (int j = group.offset(); j < group.offset() + group.width(); j++) {
        double product = Math.sqrt(variance(mean[j])) * Math.sqrt(whole);
        deviation[j] = (float) Math.max(LEAST, Math.sqrt(product));
      }
    }
    return new Preprocessing.Standardise(mean, deviation);
  }

  /** Of what is 1 in this share of rows, else 0. */
  private static double variance(double share) {
    return Math.max(0, share * (1 - share));
  }
}
