package dev.hourglass.tasks.baseline;

import dev.hourglass.engine.NDArray;
import dev.hourglass.tasks.metrics.Quantiles;
import java.util.ArrayList;
import java.util.List;

/**
 * Several detectors as one: the mean of the logarithms of their scores, each over its median for
 * the training rows. A row is strange when it is many times as strange as usual to the detectors
 * together.
 *
 * @param id the name of the blend
 * @param members with scores of 0 or more
 */
public record Blended(String id, List<Member> members) implements Detector {
  /** Below this share of its median a score says no more. */
  private static final double FLOOR = 0.01;

  /**
   * A detector in a blend.
   *
   * @param detector has scores of 0 or more
   * @param power what brings its scores to squared distances: 2 for distances, 1 for squares
   */
  public record Member(Detector detector, double power) {}

  public Blended {
    members = List.copyOf(members);
    if (members.isEmpty()) {
      throw new IllegalArgumentException(id + ": nothing to blend");
    }
  }

  @Override
  public Fitted fit(NDArray rows) {
    List<Fitted> fitted = new ArrayList<>();
    double[] medians = new double[members.size()];
    for (int m = 0; m < medians.length; m++) {
      Fitted one = members.get(m).detector().fit(rows);
      double median = Quantiles.of(one.score(rows), 0.5);
      medians[m] = median > 0 ? median : 1;
      fitted.add(one);
    }
    return r -> score(fitted, medians, r);
  }

  private double[] score(List<Fitted> fitted, double[] medians, NDArray rows) {
    double[] blend = new double[rows.shape().dim(0)];
    for (int m = 0; m < medians.length; m++) {
      double weight = members.get(m).power() / medians.length;
      double[] scores = fitted.get(m).score(rows);
      for (int i = 0; i < blend.length; i++) {
        blend[i] += weight * StrictMath.log(scores[i] / medians[m] + FLOOR);
      }
    }
    return blend;
  }
}
