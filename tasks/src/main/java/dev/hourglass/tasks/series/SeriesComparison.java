package dev.hourglass.tasks.series;

import dev.hourglass.tasks.metrics.Labelled;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A detector beside its baselines on the same labelled series.
 *
 * @param scored all points by the detector's scores
 * @param detector its quality
 * @param baselines theirs, by name
 * @param others all points by the scores of the baselines, by name
 */
public record SeriesComparison(
    Labelled scored,
    SeriesQuality detector,
    Map<String, SeriesQuality> baselines,
    Map<String, Labelled> others) {

  /** The baseline with the largest VUS-PR, where it is larger than ours. */
  public Optional<String> better() {
    return baselines.entrySet().stream()
        .filter(e -> e.getValue().vusPr() > detector.vusPr())
        .max(Map.Entry.comparingByValue((a, b) -> Double.compare(a.vusPr(), b.vusPr())))
        .map(Map.Entry::getKey);
  }

  /** In one plain line, whether a simpler method does better on these series. */
  public String verdict() {
    double best = baselines.values().stream().mapToDouble(SeriesQuality::vusPr).max().orElse(0);
    return better()
        .map(id ->
            String.format(
                Locale.ROOT,
                "%s is better on these series: VUS-PR %.4f against %.4f",
                id,
                best,
                detector.vusPr()))
        .orElseGet(() ->
            String.format(
                Locale.ROOT,
                "no baseline is better on these series: VUS-PR %.4f, the best of them %.4f",
                detector.vusPr(),
                best));
  }
}
