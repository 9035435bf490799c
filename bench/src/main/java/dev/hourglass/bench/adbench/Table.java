package dev.hourglass.bench.adbench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Results as a table: sets down, detectors across, means over seeds in per cent.
 *
 * @param results of all detectors on all sets and seeds
 */
record Table(List<Result> results) {

  private List<String> detectors() {
    return results.stream().map(Result::detector).distinct().toList();
  }

  private List<String> sets() {
    return results.stream().map(Result::set).distinct().toList();
  }

  private double mean(String detector, String set, ToDoubleFunction<Result> figure) {
    return results.stream()
        .filter(r -> r.detector().equals(detector) && (set.isEmpty() || r.set().equals(set)))
        .mapToDouble(figure)
        .average()
        .orElse(Double.NaN);
  }

  /** Standard deviation over seeds of the mean over sets (divided by the number of seeds). */
  private double spread(String detector, ToDoubleFunction<Result> figure) {
    double[] means =
        results.stream()
            .filter(r -> r.detector().equals(detector))
            .collect(Collectors.groupingBy(Result::seed, Collectors.averagingDouble(figure)))
            .values()
            .stream()
            .mapToDouble(Double::doubleValue)
            .toArray();
    double mean = java.util.Arrays.stream(means).average().orElse(0);
    return Math.sqrt(
        java.util.Arrays.stream(means).map(m -> (m - mean) * (m - mean)).average().orElse(0));
  }

  /** Two Markdown tables: AUROC and average precision. */
  String markdown() {
    return markdown("AUROC", Result::auroc)
        + "\n"
        + markdown("average precision", Result::averagePrecision);
  }

  private String markdown(String title, ToDoubleFunction<Result> figure) {
    StringBuilder text = new StringBuilder();
    text.append("| ").append(title).append(", % | ").append(String.join(" | ", detectors()));
    text.append(" |\n|---|").append("---|".repeat(detectors().size())).append('\n');
    for (String set : sets()) {
      text.append(line(set, d -> percent(mean(d, set, figure))));
    }
    text.append(line("mean", d -> percent(mean(d, "", figure))));
    text.append(line("spread over seeds", d -> percent(spread(d, figure))));
    return text.toString();
  }

  private String line(String head, java.util.function.Function<String, String> cell) {
    return "| "
        + head
        + " | "
        + detectors().stream().map(cell).collect(Collectors.joining(" | "))
        + " |\n";
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f", 100 * share);
  }

  /** The same for machines: means over all and per set, and every single result. */
  Map<String, Object> json() {
    Map<String, Object> all = new LinkedHashMap<>();
    Map<String, Object> detectors = new LinkedHashMap<>();
    for (String d : detectors()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("auroc", mean(d, "", Result::auroc));
      one.put("auroc_spread", spread(d, Result::auroc));
      one.put("average_precision", mean(d, "", Result::averagePrecision));
      one.put("average_precision_spread", spread(d, Result::averagePrecision));
      one.put("fit_seconds", mean(d, "", Result::fitSeconds));
      one.put("score_seconds", mean(d, "", Result::scoreSeconds));
      one.put(
          "sets",
          sets().stream()
              .collect(
                  Collectors.toMap(
                      s -> s,
                      s ->
                          Map.of(
                              "auroc", mean(d, s, Result::auroc),
                              "average_precision", mean(d, s, Result::averagePrecision)),
                      (a, _) -> a,
                      LinkedHashMap::new)));
      detectors.put(d, one);
    }
    all.put("detectors", detectors);
    all.put("results", results);
    return all;
  }
}
