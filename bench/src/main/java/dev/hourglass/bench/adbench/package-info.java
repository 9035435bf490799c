/**
 * {@code hourglass adbench}: anomaly detection on the sets of ADBench (Han et al., 2022), the
 * default model beside its baselines on the same splits.
 *
 * <p>Semi-supervised: half of the normal rows, shuffled by the seed, train; the other half and all
 * anomalies test. Labels of test rows are used for the figures and for nothing else. Defaults are
 * chosen with {@code --synthetic}, which makes the anomalies from held-out normal rows and looks at
 * no label but "normal".
 */
@NullMarked
package dev.hourglass.bench.adbench;

import org.jspecify.annotations.NullMarked;
