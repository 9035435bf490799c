package dev.hourglass.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is printed of a workload: the keys of its JSON object, and one line for people.
 *
 * @param keys names as in JSON; what is not known is null
 */
record BenchResult(Map<String, @Nullable Object> keys, String text) {
  private static final double GIGA = 1e9;

  static BenchResult of(Measured w, int threads, TrainingFigures figures, double peak) {
    Map<String, @Nullable Object> keys = new LinkedHashMap<>();
    keys.put("workload", w.name());
    keys.put("samples_per_second", rounded(figures.samples().median(), 1));
    common(keys, w, threads, figures.samples(), peak, figures.firstStepSeconds());
    keys.put("loss", rounded(figures.loss(), 6));
    return new BenchResult(
        keys, line(w, threads, figures.samples(), "samples/s", peak, figures.firstStepSeconds()));
  }

  static BenchResult of(Measured w, int threads, ScoringFigures figures, double peak) {
    Map<String, @Nullable Object> keys = new LinkedHashMap<>();
    keys.put("workload", w.name());
    keys.put("rows_per_second", rounded(figures.rows().median(), 1));
    common(keys, w, threads, figures.rows(), peak, figures.firstStepSeconds());
    ScoringFigures.Latency single = figures.single();
    keys.put("single_row_micros", rounded(single.median(), 2));
    keys.put("single_row_micros_lo", rounded(single.lo(), 2));
    keys.put("single_row_micros_hi", rounded(single.hi(), 2));
    String line = line(w, threads, figures.rows(), "rows/s", peak, figures.firstStepSeconds());
    return new BenchResult(
        keys, line + String.format(Locale.ROOT, "; one row %.2f µs", single.median()));
  }

  private static void common(
      Map<String, @Nullable Object> keys,
      Measured w,
      int threads,
      Rate rate,
      double peak,
      double first) {
    keys.put("lo", rounded(rate.lo(), 1));
    keys.put("hi", rounded(rate.hi(), 1));
    keys.put("foreign", rounded(rate.foreign(), 4));
    keys.put("allocated_bytes_per_row", rounded(rate.bytesPerRow(), 2));
    keys.put("peak_gflops", rounded(peak, 1));
    keys.put("fraction_of_peak", rounded(fraction(w, rate, peak), 4));
    keys.put("handover_nanos", rounded(HandOver.nanos(), 1));
    keys.put("threads", threads);
    keys.put("batch_size", w.batchSize());
    keys.put("rows", w.rows());
    keys.put("time_to_first_step_seconds", rounded(first, 3));
  }

  private static double fraction(Measured w, Rate rate, double peak) {
    return rate.median() * w.flopsPerRow() / GIGA / peak;
  }

  private static String line(
      Measured w, int threads, Rate rate, String unit, double peak, double first) {
    return String.format(
        Locale.ROOT,
        "%-26s batch %d, %d threads: %,.0f %s (%,.0f to %,.0f), %.2f of the peak of %.0f GFLOP/s;"
            + " others took %s; first step after %.2f s",
        w.name(),
        w.batchSize(),
        threads,
        rate.median(),
        unit,
        rate.lo(),
        rate.hi(),
        fraction(w, rate, peak),
        peak,
        Double.isNaN(rate.foreign()) ? "?" : "%.1f %%".formatted(100 * rate.foreign()),
        first);
  }

  /** Null where there is no number, which JSON can't say otherwise. */
  private static @Nullable Double rounded(double value, int digits) {
    if (!Double.isFinite(value)) {
      return null;
    }
    double scale = Math.pow(10, digits);
    return Math.round(value * scale) / scale;
  }
}
