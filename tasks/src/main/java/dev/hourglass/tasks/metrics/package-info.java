/**
 * How well scores tell anomalies from ordinary rows or points.
 *
 * {@snippet :
 * Labelled test = new Labelled(scores, anomalous); // a score is higher where a row is stranger
 * double auroc = RocCurve.of(test).area();
 * double ap = PrecisionRecallCurve.of(test).averagePrecision();
 * Interval interval = Bootstrap.DEFAULTS.interval(test, t -> RocCurve.of(t).area());
 * Confusion best = Confusion.bestF1(test);
 * }
 *
 * <p>Rows of equal scores are never told apart by their order: curves step over all of them at
 * once, as scikit-learn's do. A row is <em>flagged</em> at a threshold when its score is the
 * threshold or above. A series is points in order; its anomalies are {@link
 * dev.hourglass.tasks.metrics.Segment}s.
 */
@NullMarked
package dev.hourglass.tasks.metrics;

import org.jspecify.annotations.NullMarked;
