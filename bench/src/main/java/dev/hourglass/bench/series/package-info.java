/**
 * {@code hourglass seriesbench}: anomalies in time series, detectors beside their baselines on sets
 * with labels.
 *
 * <p>Labels are used for the figures and for nothing else. Defaults are chosen on {@code
 * synthetic}, series made by formulas with anomalies put in.
 */
@NullMarked
package dev.hourglass.bench.series;

import org.jspecify.annotations.NullMarked;
