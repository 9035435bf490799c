/**
 * Anomaly detection on rows of numbers: how strange a row is, how sure that is, and why.
 *
 * {@snippet :
 * AnomalyDetector detector = AnomalyDetector.fit(ordinary, AnomalyOptions.DEFAULTS);
 * double[] scores = detector.score(rows); // higher is stranger
 * Explanation first = detector.explain(rows, 3).getFirst();
 * if (first.anomaly()) {
 *   System.out.println(first.pValue() + " because " + first.reasons());
 * }
 * }
 *
 * <p>Part of the rows is <em>held out</em>: the model does not learn from them, and their scores
 * say what ordinary scores look like. From them come p-values and, unless labels choose it, the
 * threshold. Terms of PyOD: its {@code contamination} is {@link
 * dev.hourglass.tasks.anomaly.Threshold#expectedShare}, its {@code decision_function} is {@link
 * dev.hourglass.tasks.anomaly.AnomalyDetector#score}, its labels are scores at the threshold or
 * above; but its threshold comes from the training scores, ours from held-out ones.
 *
 * <p>A detector may be shared by threads. The same rows, options and seed give the same bits on any
 * number of them.
 */
@NullMarked
package dev.hourglass.tasks.anomaly;

import org.jspecify.annotations.NullMarked;
