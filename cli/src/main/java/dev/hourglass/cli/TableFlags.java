package dev.hourglass.cli;

import dev.hourglass.data.table.ColumnType;
import dev.hourglass.data.table.EncodingOptions;
import dev.hourglass.data.table.TableOptions;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The options of commands that read a table for the first time: also what its columns are. */
final class TableFlags extends ReadingFlags {
  static final String CATEGORIES = "--categories";
  static final String EMBED_ABOVE = "--embed-above";

  @Option(
      names = "--numeric",
      split = ",",
      paramLabel = "COLUMN",
      description = "Columns of numbers, whatever they look like.")
  List<String> numeric = List.of();

  @Option(
      names = "--categorical",
      split = ",",
      paramLabel = "COLUMN",
      description = "Columns of names; numbers in them are names too.")
  List<String> categorical = List.of();

  @Option(names = "--boolean", split = ",", paramLabel = "COLUMN", description = "Yes or no.")
  List<String> flags = List.of();

  @Option(
      names = "--date",
      split = ",",
      paramLabel = "COLUMN",
      description = "Columns of dates; numbers in them are seconds since 1970.")
  List<String> date = List.of();

  @Option(names = "--text", split = ",", paramLabel = "COLUMN", description = "Columns of words.")
  List<String> text = List.of();

  @Option(
      names = "--drop",
      split = ",",
      paramLabel = "COLUMN",
      description = "Columns that are no input.")
  List<String> drop = List.of();

  @Option(
      names = "--scaling",
      paramLabel = "standard|robust|min-max|quantile",
      description = "How numbers are scaled. Default: standard")
  String scaling = "standard";

  @Option(
      names = CATEGORIES,
      paramLabel = "N",
      description = "Values of a categorical column that are kept, the most frequent. Default: 100")
  int categories = EncodingOptions.DEFAULTS.mostCategories();

  @Option(
      names = EMBED_ABOVE,
      paramLabel = "N",
      description = {
        "Columns of more values than this are learned as embeddings, with --model mixed.",
        "Default: none"
      })
  int embedAbove = EncodingOptions.DEFAULTS.embedAbove();

  @Override
  TableOptions tableOptions(String data) {
    return super.tableOptions(data)
        .withType(ColumnType.NUMERIC, numeric)
        .withType(ColumnType.CATEGORICAL, categorical)
        .withType(ColumnType.BOOLEAN, flags)
        .withType(ColumnType.DATE_TIME, date)
        .withType(ColumnType.TEXT, text);
  }

  /** Whether a column may become an index instead of slots. */
  boolean embeds() {
    return embedAbove != EncodingOptions.DEFAULTS.embedAbove();
  }

  /** How columns become numbers. */
  EncodingOptions encodingOptions() {
    if (categories < 1 || embedAbove < 0) {
      throw new Mistake(
          "%s must be 1 or more and %s 0 or more, got %d and %d"
              .formatted(CATEGORIES, EMBED_ABOVE, categories, embedAbove));
    }
    EncodingOptions options =
        EncodingOptions.DEFAULTS
            .without(drop.toArray(String[]::new))
            .withMostCategories(categories)
            .withEmbedAbove(embedAbove);
    for (EncodingOptions.Scaling s : EncodingOptions.Scaling.values()) {
      if (s.id().equals(scaling.toLowerCase(Locale.ROOT))) {
        return options.withScaling(s);
      }
    }
    throw new Mistake(
        "--scaling is standard, robust, min-max or quantile, got \"%s\"".formatted(scaling));
  }
}
