/**
 * Time series in tables: a column of times, columns of values, and perhaps columns that name the
 * series which a row belongs to.
 *
 * <pre>{@code
 * SeriesTable table = SeriesTable.of(source, SeriesOptions.DEFAULTS.withTime("timestamp"));
 * int length = WindowLength.of(table.series());
 * Windows windows = Windows.of(table.series().getFirst(), length, 1);
 * NDArray rows = windows.rows();                    // [N, L * C]
 * double[] scores = windows.byPoint(errors);         // [T], from [N, L]
 * table.byRow(List.of(scores));                     // one for each row of the file
 * }</pre>
 *
 * <p>Windows count points, whatever the time between them; how regular the steps are is said by
 * {@link dev.hourglass.data.series.Steps} and in the notes. {@link
 * dev.hourglass.data.series.RegularSeries} brings a series to equal steps first, and its scores
 * back to the points. Records are immutable but share their arrays. No argument may be null.
 */
@NullMarked
package dev.hourglass.data.series;

import org.jspecify.annotations.NullMarked;
