package dev.hourglass.tasks.series;

import dev.hourglass.data.series.Series;
import dev.hourglass.data.series.SeriesTable;
import dev.hourglass.data.table.ColumnBatch;
import dev.hourglass.data.table.ColumnBatch.Cells;
import dev.hourglass.tasks.anomaly.Bins;
import dev.hourglass.tasks.anomaly.Calibration;
import dev.hourglass.tasks.anomaly.ColumnSummary;
import dev.hourglass.tasks.anomaly.DriftTally;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What stood in the series of the training, to tell drift.
 *
 * @param columns of values, each with the dependence of its neighbouring points
 * @param scoreDependence the same of the scores of held-out points
 */
record SeriesSummary(List<ColumnSummary> columns, double scoreDependence) {
  /**
   * A score is a mean over windows with triangular weights, two windows wide at the foot: of white
   * noise one and a half windows of points would tell as much as one.
   */
  private static final double WINDOWS_ALIKE = 1.5;

  SeriesSummary {
    columns = List.copyOf(columns);
    if (!(scoreDependence >= 1)) {
      throw new IllegalArgumentException(
          "the dependence of scores must be 1 or more, got " + scoreDependence);
    }
  }

  /**
   * Looks at all points but known anomalies.
   *
   * @param anomalies rows of the table
   * @param heldOut runs of scores of held-out points, each in order of time
   * @param window points of a window
   */
  static SeriesSummary of(SeriesTable table, BitSet anomalies, List<double[]> heldOut, int window) {
    List<ColumnSummary> columns =
        IntStream.range(0, table.values().size())
            .mapToObj(c -> column(table, c, anomalies))
            .toList();
    double[] scores = heldOut.stream().flatMapToDouble(Arrays::stream).toArray();
    Bins bins = DriftTally.scores(Calibration.of(scores)).bins();
    return new SeriesSummary(columns, Math.max(WINDOWS_ALIKE * window, dependence(bins, heldOut)));
  }

  private static ColumnSummary column(SeriesTable table, int channel, BitSet anomalies) {
    List<double[]> runs = new ArrayList<>();
    for (Series s : table.series()) {
      boolean[] ordinary = new boolean[s.length()];
      for (int t = 0; t < ordinary.length; t++) {
        ordinary[t] = !anomalies.get(s.rows()[t]);
      }
      runs.addAll(runs(values(s, channel), ordinary));
    }
    double[] all = runs.stream().flatMapToDouble(Arrays::stream).toArray();
    ColumnSummary summary = ColumnSummary.ofNumbers(table.values().get(channel), all);
    return summary.withDependence(dependence(summary.bins(), runs));
  }

  private static double dependence(Bins bins, List<double[]> runs) {
    return bins instanceof Bins.Ranges ranges ? Dependence.of(ranges, runs) : 1;
  }

  /** The values of one channel in order of time, NaN where missing. */
  private static double[] values(Series series, int channel) {
    double[] values = new double[series.length()];
    for (int t = 0; t < values.length; t++) {
      int at = t * series.channels() + channel;
      values[t] = series.missing()[at] ? Double.NaN : series.values().data()[at];
    }
    return values;
  }

  /** The stretches of values that are marked. */
  static List<double[]> runs(double[] values, boolean[] marked) {
    List<double[]> runs = new ArrayList<>();
    int from = 0;
    for (int t = 0; t <= values.length; t++) {
      if (t == values.length || !marked[t]) {
        if (t > from) {
          runs.add(Arrays.copyOfRange(values, from, t));
        }
        from = t + 1;
      }
    }
    return runs;
  }

  /** Counts new points against this. */
  DriftTally tally(Calibration calibration) {
    return DriftTally.of(
        columns, Optional.of(DriftTally.scores(calibration).withDependence(scoreDependence)));
  }

  /** The values of all series by column, one series behind the other; NaN where missing. */
  static List<Cells> cells(SeriesTable table) {
    return IntStream.range(0, table.values().size())
        .mapToObj(c ->
            table.series().stream().flatMapToDouble(s -> Arrays.stream(values(s, c))).toArray())
        .<Cells>map(ColumnBatch.Numbers::new)
        .toList();
  }
}
