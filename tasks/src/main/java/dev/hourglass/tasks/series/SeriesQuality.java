package dev.hourglass.tasks.series;

import dev.hourglass.tasks.anomaly.Quality;
import dev.hourglass.tasks.metrics.OverlapScore;
import dev.hourglass.tasks.metrics.RangeScore;

/**
 * How well scores tell anomalous points of series from ordinary ones.
 *
 * @param points by points, over all series
 * @param vusPr volume under the surface of precision-recall curves, the mean over series that have
 *     points of both kinds
 * @param vusRoc the same of ROC curves
 * @param overlap spans counted, over all series
 * @param range range-based precision and recall (alpha 0), the mean over series with anomalies
 */
public record SeriesQuality(
    Quality points, double vusPr, double vusRoc, OverlapScore overlap, RangeScore range) {}
