package dev.hourglass.bench.series;

import dev.hourglass.tasks.metrics.OverlapScore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Results in short: for each set and detector the mean over series, and over seeds its mean and
 * standard deviation.
 *
 * @param results of all detectors on all series and seeds
 */
record SeriesResultTable(List<SeriesResult> results) {

  /** Figures of one detector on one set. */
  private record Line(String set, String detector, Map<String, double[]> bySeed) {
    double mean(String figure) {
      return Arrays.stream(values(figure)).average().orElse(0);
    }

    double spread(String figure) {
      double mean = mean(figure);
      return Math.sqrt(
          Arrays.stream(values(figure)).map(v -> (v - mean) * (v - mean)).average().orElse(0));
    }

    private double[] values(String figure) {
      return bySeed.getOrDefault(figure, new double[0]);
    }
  }

  private List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (String set : results.stream().map(SeriesResult::set).distinct().toList()) {
      for (String detector : results.stream().map(SeriesResult::detector).distinct().toList()) {
        List<SeriesResult> own =
            results.stream()
                .filter(r -> r.set().equals(set) && r.detector().equals(detector))
                .toList();
        if (!own.isEmpty()) {
          lines.add(line(set, detector, own));
        }
      }
    }
    return lines;
  }

  private static Line line(String set, String detector, List<SeriesResult> own) {
    Map<String, Function<List<SeriesResult>, Double>> figures = new LinkedHashMap<>();
    figures.put("vus_pr", r -> mean(r, SeriesResult::vusPr));
    figures.put("auroc", r -> mean(r, SeriesResult::auroc));
    figures.put("average_precision", r -> mean(r, SeriesResult::averagePrecision));
    figures.put("overlap_f1", r -> overlap(r).f1());
    figures.put("overlap_precision", r -> overlap(r).precision());
    figures.put("overlap_recall", r -> overlap(r).recall());
    figures.put("seconds", r -> mean(r, SeriesResult::seconds));
    Map<String, double[]> bySeed = new LinkedHashMap<>();
    List<Long> seeds = own.stream().map(SeriesResult::seed).distinct().toList();
    figures.forEach((name, figure) ->
        bySeed.put(
            name,
            seeds.stream()
                .mapToDouble(
                    seed -> figure.apply(own.stream().filter(r -> r.seed() == seed).toList()))
                .toArray()));
    return new Line(set, detector, bySeed);
  }

  private static double mean(List<SeriesResult> own, Function<SeriesResult, Double> figure) {
    return own.stream().mapToDouble(figure::apply).average().orElse(0);
  }

  private static OverlapScore overlap(List<SeriesResult> own) {
    return own.stream()
        .map(r -> new OverlapScore(r.found(), r.missed(), r.falseAlarms()))
        .reduce(new OverlapScore(0, 0, 0), OverlapScore::plus);
  }

  /** A Markdown table. */
  String markdown() {
    StringBuilder text =
        new StringBuilder(
            """
            | set | detector | VUS-PR | AUROC | average precision | overlap F1 | precision | recall | s to train |
            |---|---|---|---|---|---|---|---|---|
            """);
    for (Line l : lines()) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %s | %s | %s | %s | %s | %.1f |%n",
              l.set(),
              l.detector(),
              cell(l, "vus_pr"),
              cell(l, "auroc"),
              cell(l, "average_precision"),
              cell(l, "overlap_f1"),
              cell(l, "overlap_precision"),
              cell(l, "overlap_recall"),
              l.mean("seconds")));
    }
    return text.toString();
  }

  private static String cell(Line line, String figure) {
    return String.format(Locale.ROOT, "%.3f ± %.3f", line.mean(figure), line.spread(figure));
  }

  /** The same for machines, and every single result. */
  Map<String, Object> json() {
    List<Map<String, Object>> sums = new ArrayList<>();
    for (Line l : lines()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("set", l.set());
      one.put("detector", l.detector());
      l.bySeed()
          .keySet()
          .forEach(figure -> {
            one.put(figure, l.mean(figure));
            one.put(figure + "_spread", l.spread(figure));
          });
      sums.add(one);
    }
    return Map.of("means", sums, "results", results);
  }
}
