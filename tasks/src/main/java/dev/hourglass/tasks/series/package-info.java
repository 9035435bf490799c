/** Anomalies in time series. */
@NullMarked
package dev.hourglass.tasks.series;

import org.jspecify.annotations.NullMarked;
