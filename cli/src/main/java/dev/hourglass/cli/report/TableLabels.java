package dev.hourglass.cli.report;

import dev.hourglass.data.table.TableSource;
import dev.hourglass.tasks.anomaly.Comparison;
import dev.hourglass.tasks.anomaly.Verdict;
import java.util.HashSet;
import java.util.Set;

/**
 * What the labels of a table say.
 *
 * @param comparison of all its rows
 * @param anomalies numbers of the strangest rows that are anomalies
 */
public record TableLabels(Comparison comparison, Set<Long> anomalies) {
  public TableLabels {
    anomalies = Set.copyOf(anomalies);
  }

  /** Of the rows of a source that were compared and found. */
  public static TableLabels of(TableSource source, Comparison comparison, TableFindings findings) {
    Set<Long> strangest = new HashSet<>();
    findings.strangest().stream().map(Verdict::row).forEach(strangest::add);
    Set<Long> anomalies = new HashSet<>();
    long[] numbers = source.rowNumbers();
    for (int i = 0; i < numbers.length; i++) {
      if (comparison.scored().anomalous()[i] && strangest.contains(numbers[i])) {
        anomalies.add(numbers[i]);
      }
    }
    return new TableLabels(comparison, anomalies);
  }
}
