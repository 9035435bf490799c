package dev.hourglass.tasks.anomaly;

import dev.hourglass.data.table.ColumnBatch;
import dev.hourglass.data.table.ColumnGroup;
import dev.hourglass.data.table.EncodingTally;
import dev.hourglass.data.table.TableEncoding;
import dev.hourglass.data.table.TableOptions;
import dev.hourglass.data.table.TableSchema;
import dev.hourglass.engine.NDArray;
import dev.hourglass.tasks.anomaly.AnomalyDetector.Judged;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * An {@link AnomalyDetector} for the rows of a table of mixed columns, with the encoding of these.
 * May be shared by threads.
 *
 * <p>Legend: N rows, D numbers of an encoded row.
 */
public final class TableDetector {
  private final TableEncoding encoding;
  private final AnomalyDetector detector;
  private final List<String> missing;
  private final Optional<Label> label;
  private final Training training;
  private final List<ColumnSummary> summaries;
  private final int[] columnOf; // the column of each number of an encoded row, [D]

  TableDetector(
      TableEncoding encoding,
      AnomalyDetector detector,
      List<String> missing,
      Optional<Label> label,
      Training training,
      List<ColumnSummary> summaries) {
    this.encoding = encoding;
    this.detector = detector;
    this.missing = List.copyOf(missing);
    this.label = label;
    this.training = training;
    this.summaries = List.copyOf(summaries);
    this.columnOf = columns(encoding);
  }

  private static int[] columns(TableEncoding encoding) {
    int[] columns = new int[encoding.width()];
    for (ColumnGroup group : encoding.groups()) {
      for (int j = group.offset(); j < group.offset() + group.width(); j++) {
        columns[j] = encoding.schema().indexOf(group.column());
      }
    }
    return columns;
  }

  /**
   * Reads a file that {@link #save} wrote, after checking everything.
   *
   * @param threads to score with; no result depends on it
   * @throws dev.hourglass.autoencoders.file.ModelFileException if it cannot be read or is no whole
   *     and sound detector
   */
  public static TableDetector load(Path file, int threads) {
    return DetectorFile.read(file, threads);
  }

  /** Whether a file says that it holds a detector; false for files that cannot be read. */
  public static boolean isOne(Path file) {
    return DetectorFile.isOne(file);
  }

  /**
   * Writes one safetensors file, whole or not at all; the same detector gives the same bytes.
   *
   * @throws dev.hourglass.autoencoders.file.ModelFileException if it cannot be written there
   */
  public void save(Path file) {
    DetectorFile.write(file, this);
  }

  /** How the columns of the table become numbers. */
  public TableEncoding encoding() {
    return encoding;
  }

  /** What scores the encoded rows. */
  public AnomalyDetector detector() {
    return detector;
  }

  /** What stands for a missing value besides an empty cell. */
  public List<String> missing() {
    return missing;
  }

  /** What said which rows are anomalies in training; empty where nothing did. */
  public Optional<Label> label() {
    return label;
  }

  public Training training() {
    return training;
  }

  /**
   * What stood in the columns of {@link #schema} in training, in that order; empty where the file
   * is from before this was kept.
   */
  public List<ColumnSummary> summaries() {
    return summaries;
  }

  /** How to read new data: with the columns, and the texts of missing values, of training. */
  public TableOptions reading(TableOptions options) {
    TableOptions expected = options.withExpected(encoding.schema());
    return options.missing().equals(TableOptions.MISSING)
        ? expected.withMissing(missing)
        : expected;
  }

  /** The columns that new data must have. */
  public TableSchema schema() {
    return encoding.schema();
  }

  /** How strange the rows of a batch are that has the columns of {@link #schema}, [N]. */
  public double[] score(ColumnBatch batch) {
    return detector.score(encode(batch, new EncodingTally()));
  }

  /**
   * Scores of rows and the columns that made them strange.
   *
   * @param batch has the columns of {@link #schema}, in that order
   * @param most how many columns to name for each row, 0 or more
   * @param tally counts values that training did not see
   */
  public List<Verdict> judge(ColumnBatch batch, int most, EncodingTally tally) {
    NDArray rows = encode(batch, tally);
    if (most == 0) {
      return plain(batch, detector.score(rows));
    }
    Judged judged = detector.judge(rows);
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < batch.rows(); i++) {
      verdicts.add(
          verdict(
              batch,
              i,
              judged.scores()[i],
              causes(batch, i, judged, most),
              detector.reference().numbers()[judged.nearest().index(i, 0)]));
    }
    return verdicts;
  }

  private List<Verdict> plain(ColumnBatch batch, double[] scores) {
    return IntStream.range(0, scores.length)
        .mapToObj(i -> verdict(batch, i, scores[i], List.of(), 0))
        .toList();
  }

  private Verdict verdict(
      ColumnBatch batch, int i, double score, List<Verdict.Cause> causes, long nearest) {
    return new Verdict(
        batch.rowNumbers()[i],
        score,
        detector.pValue(score),
        detector.isAnomaly(score),
        causes,
        nearest);
  }

  private List<Verdict.Cause> causes(ColumnBatch batch, int row, Judged judged, int most) {
    double[] shares = new double[batch.columns().size()];
    int width = columnOf.length;
    double score = judged.scores()[row];
    for (int j = 0; j < width; j++) {
      shares[columnOf[j]] += score > 0 ? judged.parts()[row * width + j] / score : 0;
    }
    return IntStream.range(0, shares.length)
        .boxed()
        .sorted(Comparator.comparingDouble(c -> -shares[c]))
        .limit(most)
        .map(c ->
            new Verdict.Cause(
                encoding.schema().columns().get(c).name(),
                shares[c],
                encoding.text(batch, c, row),
                encoding.decode(judged.expected().data(), row, c)))
        .toList();
  }

  private NDArray encode(ColumnBatch batch, EncodingTally tally) {
    return NDArray.of(encoding.encode(batch, tally), batch.rows(), encoding.width());
  }
}
