package dev.hourglass.data.series;

import dev.hourglass.data.table.ColumnBatch;
import dev.hourglass.data.table.TableSource;
import java.util.List;

/**
 * The time series of a table.
 *
 * @param time the column of times
 * @param dates whether times are seconds since 1970, else plain numbers
 * @param values the columns of values, C
 * @param series one for each key, in the order in which the keys appear
 * @param rows how many rows the table has; each belongs to one point of one series
 * @param notes what the user should know, a line each
 */
public record SeriesTable(
    String time,
    boolean dates,
    List<String> values,
    List<Series> series,
    int rows,
    List<String> notes) {

  public SeriesTable {
    values = List.copyOf(values);
    series = List.copyOf(series);
    notes = List.copyOf(notes);
  }

  /**
   * Reads the series of a table.
   *
   * @throws dev.hourglass.data.DataException when there is no column of times or of values, a time
   *     is missing, or a column of values holds none
   */
  public static SeriesTable of(TableSource source, SeriesOptions options) {
    return new SeriesReading(source, options).read();
  }

  /**
   * What names the series of a row: the texts of the key columns, with commas.
   *
   * @param columns the last of which are the keys
   * @param keys how many
   */
  public static String key(List<ColumnBatch.Cells> columns, int keys, int row) {
    StringBuilder key = new StringBuilder();
    int first = columns.size() - keys;
    for (int k = first; k < columns.size(); k++) {
      key.append(k == first ? "" : ", ").append(columns.get(k).text(row));
    }
    return key.toString();
  }

  /**
   * Scores of points, aligned to the rows of the table.
   *
   * @param scores for each series the scores of its points, [T]
   * @return [rows]
   */
  public double[] byRow(List<double[]> scores) {
    double[] result = new double[rows];
    for (int s = 0; s < series.size(); s++) {
      int[] places = series.get(s).rows();
      for (int t = 0; t < places.length; t++) {
        result[places[t]] = scores.get(s)[t];
      }
    }
    return result;
  }
}
