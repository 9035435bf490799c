package dev.hourglass.cli;

import dev.hourglass.data.table.ColumnType;
import dev.hourglass.data.table.EncodingOptions;
import dev.hourglass.data.table.TableOptions;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The options of commands that read a table for the first time: also what its columns are. */
final class TableFlags extends ReadingFlags {
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

  @Override
  TableOptions tableOptions(String data) {
    return super.tableOptions(data)
        .withType(ColumnType.NUMERIC, numeric)
        .withType(ColumnType.CATEGORICAL, categorical)
        .withType(ColumnType.BOOLEAN, flags)
        .withType(ColumnType.DATE_TIME, date)
        .withType(ColumnType.TEXT, text);
  }

  /** How columns become numbers. */
  EncodingOptions encodingOptions() {
    EncodingOptions options = EncodingOptions.DEFAULTS.without(drop.toArray(String[]::new));
    for (EncodingOptions.Scaling s : EncodingOptions.Scaling.values()) {
      if (s.id().equals(scaling.toLowerCase(Locale.ROOT))) {
        return options.withScaling(s);
      }
    }
    throw new Mistake(
        "--scaling is standard, robust, min-max or quantile, got \"%s\"".formatted(scaling));
  }
}
