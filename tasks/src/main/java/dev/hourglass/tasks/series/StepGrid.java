package dev.hourglass.tasks.series;

import dev.hourglass.data.series.Steps;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings points that arrive to equal steps, as {@link EvenSeries} does with whole series. The step
 * is the median of those of the first points, which are held until then; a cell is the mean of the
 * points in it, and known when the next one begins; between cells there is a line. A step that is
 * as usual to a hundredth leads to the next cell, any other one to the nearest of the grid that was
 * begun with the last usual one. A gap of many cells is no gap: the series begins anew behind it.
 */
final class StepGrid {
  private static final double USUAL = 0.01;

  /** Where even points go. */
  interface Sink {
    /**
     * Takes the next even point.
     *
     * @param values [C]
     * @param points that lie in it; none in a gap
     */
    void cell(float[] values, List<StreamPoint> points);

    /** The next even point is the first of another stretch. */
    void broken();
  }

  private final int first;
  private final int longestGap;
  private final Sink sink;
  private final List<StreamPoint> early = new ArrayList<>();
  private double step;
  private double anchorTime;
  private long anchorPlace;
  private double lastTime;
  private List<StreamPoint> open = new ArrayList<>();
  private long openPlace;
  private float[] closed = {};
  private long closedPlace;

  /**
   * Without points.
   *
   * @param first how many points tell the step
   * @param longestGap how many cells lie in a gap at most
   */
  StepGrid(int first, int longestGap, Sink sink) {
    this.first = first;
    this.longestGap = longestGap;
    this.sink = sink;
  }

  /** The usual step; 0 until it is known. */
  double step() {
    return step;
  }

  /** Takes the next point, which has all its values and is not before the last one. */
  void add(StreamPoint point) {
    if (step > 0) {
      place(point);
      return;
    }
    early.add(point);
    if (early.size() >= first) {
      learn();
    }
  }

  /** Learns the step, where not all times are the same. */
  private void learn() {
    step = Steps.of(early.stream().mapToDouble(StreamPoint::time).toArray()).median();
    if (step > 0) {
      early.forEach(this::place);
      early.clear();
    }
  }

  private void place(StreamPoint point) {
    if (open.isEmpty()) {
      begin(point, 0);
      return;
    }
    boolean usual = Math.abs(point.time() - lastTime - step) <= USUAL * step;
    long places = (long) Math.floor((point.time() - anchorTime) / step + 0.5);
    long place = usual ? openPlace + 1 : anchorPlace + places;
    lastTime = point.time();
    if (place <= openPlace) {
      open.add(point);
      return;
    }
    close();
    if (place - openPlace > longestGap) {
      sink.broken();
      closed = new float[0];
      begin(point, 0);
      return;
    }
    open = new ArrayList<>(List.of(point));
    openPlace = place;
    if (usual) {
      anchorTime = point.time();
      anchorPlace = place;
    }
  }

  private void begin(StreamPoint point, long place) {
    open = new ArrayList<>(List.of(point));
    openPlace = place;
    anchorPlace = place;
    anchorTime = point.time();
    lastTime = point.time();
  }

  /** Gives the line to the open cell, and then that one. */
  private void close() {
    float[] means = means();
    for (long p = closedPlace + 1; closed.length > 0 && p < openPlace; p++) {
      float[] line = new float[means.length];
      for (int c = 0; c < line.length; c++) {
        double a = closed[c];
        double b = means[c];
        line[c] = (float) (a + (b - a) * (p - closedPlace) / (openPlace - closedPlace));
      }
      sink.cell(line, List.of());
    }
    sink.cell(means, open);
    closed = means;
    closedPlace = openPlace;
  }

  private float[] means() {
    float[] means = new float[open.getFirst().values().length];
    for (int c = 0; c < means.length; c++) {
      double sum = 0;
      for (StreamPoint p : open) {
        sum += p.values()[c];
      }
      means[c] = (float) (sum / open.size());
    }
    return means;
  }

  /**
   * Gives what is held: no point comes any more.
   *
   * @return points that cannot be placed, as all have the same time
   */
  List<StreamPoint> end() {
    if (step == 0 && !early.isEmpty()) {
      learn();
    }
    if (!open.isEmpty()) {
      close();
      open = new ArrayList<>();
    }
    return List.copyOf(early);
  }
}
