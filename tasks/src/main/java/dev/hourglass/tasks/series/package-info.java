/**
 * Anomalies in time series: how strange each point is, how sure that is, and why.
 *
 * {@snippet :
 * SeriesOptions columns = SeriesOptions.DEFAULTS.withTime("timestamp");
 * SeriesDetector detector =
 *     new SeriesTraining(columns, SeriesTrainingOptions.DEFAULTS, Optional.empty(), Optional.empty())
 *         .fit(source, TableOptions.MISSING); // a TableSource
 * detector.save(file);
 * double[] scores = detector.score(detector.columns().read(source)); // one for each row
 *
 * SeriesStream stream = new SeriesStream(detector, 3, "sensors"); // or point by point
 * stream.take(batch, row); // a ColumnBatch of rows that arrived
 * List<SeriesStream.Answer> answers = stream.ready();
 * }
 *
 * <p>A series is made even first: equal steps. A <em>window</em> is a run of its points; a network
 * says what windows should look like, and a point's score comes from the windows in which it lies.
 * Blocks of time that no training window touches are <em>held out</em> and say what ordinary scores
 * look like. Points are flagged from a threshold on or in {@link dev.hourglass.tasks.series.Spans}.
 *
 * <p>A detector may be shared by threads, a stream may not. The same series, options and seed give
 * the same bits on any number of them. No argument may be null.
 */
@NullMarked
package dev.hourglass.tasks.series;

import org.jspecify.annotations.NullMarked;
