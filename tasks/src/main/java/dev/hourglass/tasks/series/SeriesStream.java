package dev.hourglass.tasks.series;

import dev.hourglass.data.DataException;
import dev.hourglass.data.series.SeriesTable;
import dev.hourglass.data.table.ColumnBatch;
import dev.hourglass.data.table.ColumnBatch.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Points of series that arrive one by one, in order of time for each series. A point is answered
 * when all windows that hold it are complete, a window's length later, with the score that {@link
 * SeriesDetector#judge} gives it in a whole table. Each series keeps a few windows of points, and
 * memory does not grow but with the number of series. Not for several threads.
 */
public final class SeriesStream {
  private final SeriesDetector detector;
  private final int most;
  private final String source;
  private final double threshold;
  private final WindowQueue errors;
  private final Optional<WindowQueue> distances;
  private final Map<String, Keyed> streams = new LinkedHashMap<>();
  private final Set<Keyed> changed = new LinkedHashSet<>();
  private final List<Answer> ready = new ArrayList<>();
  private final List<DataException> unanswered = new ArrayList<>();

  /**
   * Without points.
   *
   * @param most how many columns to name for each point, 0 or more
   * @param source what points come from, for messages
   */
  public SeriesStream(SeriesDetector detector, int most, String source) {
    this.detector = detector;
    this.most = most;
    this.source = source;
    this.threshold = detector.streamThreshold();
    SeriesScorer scorer = detector.scorer();
    int channels = scorer.weights().length;
    this.errors = new WindowQueue(scorer.model(), scorer.length(), channels);
    this.distances =
        scorer.distance().map(d -> new WindowQueue(d.nearest(), scorer.length(), channels));
  }

  /**
   * What is said about a point.
   *
   * @param verdict on it
   * @param values that came, NaN where missing, [C]
   * @param step usual in its series
   */
  public record Answer(SeriesVerdict verdict, double[] values, double step) {}

  /** A series, and what of it waits. */
  private final class Keyed implements StepGrid.Sink {
    private final String key;
    private final KeyStream points;
    private StreamWindows windows = new StreamWindows(detector.scorer());

    Keyed(String key) {
      this.key = key;
      this.points = new KeyStream(key, detector.scorer(), this);
    }

    @Override
    public void cell(float[] values, List<StreamPoint> rows) {
      windows.add(values, rows);
      changed.add(this);
      if (windows.isFull()) {
        answer();
      }
    }

    @Override
    public void broken() {
      finish("before a gap");
      windows = new StreamWindows(detector.scorer());
    }

    /** Answers all that waits: the stretch is over. */
    void finish(String when) {
      if (windows.isShort()) {
        refuse(windows.waiting(), when);
        changed.remove(this);
        return;
      }
      windows.ask(errors, distances, true);
      run();
      take(true);
      changed.remove(this);
    }

    void refuse(List<StreamPoint> rows, String when) {
      if (!rows.isEmpty()) {
        unanswered.add(tooFew(rows, points.named(), when));
      }
    }

    void take(boolean last) {
      for (StreamWindows.Scored s : windows.done(last)) {
        ready.add(answer(key, s, points.step()));
      }
    }
  }

  /**
   * Takes a row.
   *
   * @param batch has the columns of the detector, in the order of their schema
   * @param row which of the batch
   * @throws DataException if the row has no time, its time is before that of the last one of its
   *     series, or too many times repeat; nothing has changed then
   */
  public void take(ColumnBatch batch, int row) {
    double time = ((Numbers) batch.columns().getFirst()).values()[row];
    long number = batch.rowNumbers()[row];
    if (Double.isNaN(time)) {
      throw new DataException(
          source,
          "row %d, column ".formatted(number) + DataException.quote(detector.columns().time()),
          "no time",
          "the time of the point",
          "send it, or drop bad rows (--on-bad-row skip)");
    }
    float[] values = new float[detector.columns().values().size()];
    for (int c = 0; c < values.length; c++) {
      values[c] = (float) ((Numbers) batch.columns().get(1 + c)).values()[row];
    }
    String key = SeriesTable.key(batch.columns(), detector.columns().keys(), row);
    Keyed stream = streams.computeIfAbsent(key, Keyed::new);
    stream.points.add(StreamPoint.of(number, time, values), source);
  }

  /** The answers to points whose windows have become complete, in the order of their rows. */
  public List<Answer> ready() {
    answer();
    List<Answer> answers = new ArrayList<>(ready);
    ready.clear();
    answers.sort(Comparator.comparingLong(a -> a.verdict().row()));
    return answers;
  }

  /** The answers to all other points: no row comes any more. */
  public List<Answer> end() {
    answer();
    for (Keyed stream : streams.values()) {
      stream.refuse(stream.points.end(), "until the end");
      stream.finish("until the end");
    }
    streams.clear();
    return ready();
  }

  /**
   * Why points have no answer: stretches of a series that are shorter than a window. Each is told
   * once.
   */
  public List<DataException> unanswered() {
    List<DataException> reasons = List.copyOf(unanswered);
    unanswered.clear();
    return reasons;
  }

  /** Scores what is complete, of all series together. */
  private void answer() {
    changed.forEach(s -> s.windows.ask(errors, distances, false));
    run();
    changed.forEach(s -> s.take(false));
    changed.clear();
  }

  private void run() {
    errors.run();
    distances.ifPresent(WindowQueue::run);
  }

  private Answer answer(String key, StreamWindows.Scored scored, double step) {
    StreamPoint point = scored.point();
    double score = scored.scores().scores()[scored.place()];
    SeriesVerdict verdict =
        new SeriesVerdict(
            point.row(),
            point.time(),
            key,
            score,
            detector.calibration().pValue(score),
            score >= threshold,
            detector.causes(point.values(), 0, scored.scores(), scored.place(), most));
    double[] values = new double[point.values().length];
    for (int c = 0; c < values.length; c++) {
      values[c] = point.missing()[c] ? Double.NaN : point.values()[c];
    }
    return new Answer(verdict, values, step);
  }

  private DataException tooFew(List<StreamPoint> rows, String named, String when) {
    long first = rows.getFirst().row();
    long last = rows.getLast().row();
    return new DataException(
        source,
        first == last ? "row " + first : "rows %d to %d".formatted(first, last),
        (rows.size() == 1 ? "1 point" : "%,d points".formatted(rows.size())) + named + " " + when,
        "%d or more, since the model looks at windows of %d points"
            .formatted(detector.window(), detector.window()),
        "send more rows of each series, or drop bad rows (--on-bad-row skip)");
  }
}
