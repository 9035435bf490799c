package dev.hourglass.data.table;

import dev.hourglass.data.table.ColumnBatch.Cells;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Counts the values of a column in one pass. */
final class CategoryFit {
  private static final int MOST_RARE = 10_000;
  private static final Set<String> YES = Set.of("t", "true", "yes", "y", "on", "1");

  private final Map<String, Long> counts = new HashMap<>();
  private long missing;

  void add(Cells cells, int row) {
    if (cells.isMissing(row)) {
      missing++;
    } else {
      counts.merge(cells.text(row), 1L, Long::sum);
    }
  }

  long missing() {
    return missing;
  }

  int distinct() {
    return counts.size();
  }

  private List<String> byCount() {
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .toList();
  }

  Categories categories(int most) {
    List<String> all = byCount();
    int kept = Math.min(most, all.size());
    Set<String> rare =
        all.subList(kept, all.size()).stream().limit(MOST_RARE).collect(Collectors.toSet());
    return new Categories(all.subList(0, kept), rare);
  }

  /** The two values as no and yes: by their meaning, else in the order of the alphabet. */
  ColumnEncoding flag() {
    List<String> two = byCount().stream().limit(2).sorted(Comparator.naturalOrder()).toList();
    if (two.isEmpty()) {
      return new ColumnEncoding.Dropped("no value in the training rows");
    }
    if (two.size() == 1) {
      String only = two.getFirst();
      boolean yes = YES.contains(only.toLowerCase(Locale.ROOT));
      return yes
          ? new ColumnEncoding.Flag("(another value)", only)
          : new ColumnEncoding.Flag(only, "(another value)");
    }
    boolean swapped = YES.contains(two.get(0).toLowerCase(Locale.ROOT));
    return swapped
        ? new ColumnEncoding.Flag(two.get(1), two.get(0))
        : new ColumnEncoding.Flag(two.get(0), two.get(1));
  }
}
