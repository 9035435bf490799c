package dev.hourglass.data.table;

import dev.hourglass.data.table.ColumnBatch.Cells;
import dev.hourglass.data.table.TableEncoding.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/** Fits the encodings of all columns in one pass over the training rows. */
final class EncodingFit {
  private static final long SAMPLE = 100_000;

  private final EncodingOptions options;
  private final List<Column> columns;
  private final List<Object> fits = new ArrayList<>();
  private final long sampleEvery;
  private long rows;

  private EncodingFit(List<Column> columns, EncodingOptions options, long rows) {
    this.columns = columns;
    this.options = options;
    this.sampleEvery = Math.max(1, rows / SAMPLE);
    for (Column column : columns) {
      fits.add(fit(column));
    }
  }

  static TableEncoding fit(TableSource source, EncodingOptions options, LongPredicate training) {
    List<Column> inputs =
        source.schema().columns().stream()
            .filter(c -> !options.without().contains(c.name()))
            .toList();
    EncodingFit fit = new EncodingFit(inputs, options, source.rows());
    List<String> names = inputs.stream().map(Column::name).toList();
    try (ColumnBatches batches = source.batches(names, ColumnBatches.rowsFor(names.size()))) {
      while (batches.next()) {
        fit.add(batches.batch(), training);
      }
    }
    if (fit.rows == 0) {
      throw new IllegalArgumentException(source.name() + ": no training row was selected");
    }
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      entries.add(fit.entry(i));
    }
    return new TableEncoding(entries);
  }

  private Object fit(Column column) {
    return switch (column.type()) {
      case NUMERIC -> {
        boolean count = column.profile().integral() && column.profile().minimum() >= 0;
        yield new NumericFit(options.scaling(), count);
      }
      case DATE_TIME -> new CalendarFit();
      case CATEGORICAL, BOOLEAN -> new CategoryFit();
      case TEXT, CONSTANT, IDENTIFIER -> new MissingCount();
    };
  }

  /** For columns of which nothing is learned but whether values are missing. */
  private static final class MissingCount {
    private long missing;
  }

  private void add(ColumnBatch batch, LongPredicate training) {
    int[] chosen = new int[batch.rows()];
    boolean[] sampled = new boolean[batch.rows()];
    int n = 0;
    for (int i = 0; i < batch.rows(); i++) {
      if (training.test(batch.first() + i)) {
        sampled[n] =
            sampleEvery == 1 || Long.remainderUnsigned(mix(batch.first() + i), sampleEvery) == 0;
        chosen[n++] = i;
      }
    }
    rows += n;
    for (int c = 0; c < fits.size(); c++) {
      add(fits.get(c), batch.columns().get(c), chosen, n, sampled);
    }
  }

  /** The finaliser of SplitMix64: which rows are sampled does not follow a rhythm of the data. */
  private static long mix(long row) {
    long h = row + 0x9e3779b97f4a7c15L;
    h = (h ^ (h >>> 30)) * 0xbf58476d1ce4e5b9L;
    h = (h ^ (h >>> 27)) * 0x94d049bb133111ebL;
    return h ^ (h >>> 31);
  }

  private static void add(Object fit, Cells cells, int[] chosen, int n, boolean[] sampled) {
    switch (fit) {
      case NumericFit f -> {
        double[] values = ((ColumnBatch.Numbers) cells).values();
        for (int i = 0; i < n; i++) {
          f.add(values[chosen[i]], sampled[i]);
        }
      }
      case CalendarFit f -> {
        double[] values = ((ColumnBatch.Numbers) cells).values();
        for (int i = 0; i < n; i++) {
          f.add(values[chosen[i]]);
        }
      }
      case CategoryFit f -> {
        for (int i = 0; i < n; i++) {
          f.add(cells, chosen[i]);
        }
      }
      case MissingCount f -> {
        for (int i = 0; i < n; i++) {
          f.missing += cells.isMissing(chosen[i]) ? 1 : 0;
        }
      }
      default -> throw new AssertionError(fit);
    }
  }

  private Entry entry(int i) {
    Column column = columns.get(i);
    ColumnEncoding encoding =
        switch (fits.get(i)) {
          case NumericFit f ->
              f.count() == 0
                  ? new ColumnEncoding.Dropped("no value in the training rows")
                  : f.encoding(column.profile().integral());
          case CalendarFit f -> f.encoding();
          case CategoryFit f -> category(column, f);
          default -> other(column);
        };
    boolean mask =
        encoding.width() > 0
            && switch (options.mask()) {
              case AUTO -> missing(fits.get(i)) > 0;
              case ALWAYS -> true;
              case NEVER -> false;
            };
    return new Entry(column, encoding, mask);
  }

  private static long missing(Object fit) {
    return switch (fit) {
      case NumericFit f -> f.missing();
      case CalendarFit f -> f.missing();
      case CategoryFit f -> f.missing();
      case MissingCount f -> f.missing;
      default -> throw new AssertionError(fit);
    };
  }

  private ColumnEncoding category(Column column, CategoryFit fit) {
    if (fit.distinct() == 0) {
      return new ColumnEncoding.Dropped("no value in the training rows");
    }
    if (column.type() == ColumnType.BOOLEAN) {
      return fit.flag();
    }
    Categories categories = fit.categories(options.mostCategories());
    return fit.distinct() > options.embedAbove()
        ? new ColumnEncoding.Index(categories)
        : new ColumnEncoding.OneHot(categories);
  }

  private ColumnEncoding other(Column column) {
    return switch (column.type()) {
      case TEXT ->
          options.words() > 0
              ? new ColumnEncoding.Words(options.words())
              : new ColumnEncoding.Dropped("text");
      case CONSTANT -> new ColumnEncoding.Dropped("constant");
      case IDENTIFIER -> new ColumnEncoding.Dropped("identifier-like");
      case NUMERIC, CATEGORICAL, BOOLEAN, DATE_TIME -> throw new AssertionError(column);
    };
  }
}
