package dev.hourglass.tasks.anomaly;

import dev.hourglass.tasks.metrics.Labelled;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A detector beside its baselines on the same labelled rows.
 *
 * @param scored the rows by the detector's scores
 * @param detector its quality
 * @param baselines theirs, by name
 * @param others the rows by the scores of the baselines, by name
 */
public record Comparison(
    Labelled scored,
    Quality detector,
    Map<String, Quality> baselines,
    Map<String, Labelled> others) {

  /**
   * Compares scores of the same rows.
   *
   * @param thresholds of the baselines, by name
   */
  static Comparison of(
      boolean[] anomalous,
      double[] scores,
      double threshold,
      Map<String, double[]> baselines,
      Map<String, Double> thresholds) {
    Labelled scored = new Labelled(scores, anomalous);
    Map<String, Labelled> others = new LinkedHashMap<>();
    baselines.forEach((id, s) -> others.put(id, new Labelled(s, anomalous)));
    Map<String, Quality> qualities = new LinkedHashMap<>();
    others.forEach((id, s) ->
        qualities.put(id, Quality.of(s, thresholds.getOrDefault(id, Double.POSITIVE_INFINITY))));
    return new Comparison(scored, Quality.of(scored, threshold), qualities, others);
  }

  /** The baseline with the largest area under the ROC curve, where it is larger than ours. */
  public Optional<String> better() {
    return baselines.entrySet().stream()
        .filter(e -> e.getValue().auroc() > detector.auroc())
        .max(Map.Entry.comparingByValue((a, b) -> Double.compare(a.auroc(), b.auroc())))
        .map(Map.Entry::getKey);
  }

  /** In one plain line, whether a simpler method does better on these rows. */
  public String verdict() {
    return better()
        .map(id ->
            String.format(
                Locale.ROOT,
                "%s is better on these rows: AUROC %.4f against %.4f",
                id,
                baseline(id).auroc(),
                detector.auroc()))
        .orElseGet(() ->
            String.format(
                Locale.ROOT,
                "no baseline is better on these rows: AUROC %.4f, the best of them %.4f",
                detector.auroc(),
                baselines.values().stream().mapToDouble(Quality::auroc).max().orElse(0)));
  }

  /**
   * The quality of one baseline.
   *
   * @throws IllegalArgumentException if none has this name
   */
  public Quality baseline(String id) {
    Quality quality = baselines.get(id);
    if (quality == null) {
      throw new IllegalArgumentException("no baseline is called " + id);
    }
    return quality;
  }
}
