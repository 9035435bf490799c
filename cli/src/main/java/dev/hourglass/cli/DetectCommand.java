package dev.hourglass.cli;

import dev.hourglass.data.table.TableWriter;
import dev.hourglass.tasks.anomaly.TableDetector;
import dev.hourglass.tasks.series.SeriesDetector;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hourglass detect}: which rows are strange, how sure that is, and why. */
@Command(
    name = "detect",
    description = {
      "Score the rows of a table with a detector of hourglass train --task anomaly.",
      "Columns of the answer: row (its number in the data), score (higher is stranger), p_value (the chance that an"
          + " ordinary row scores as high), anomaly (1 from the threshold on, else 0), because (the columns that made"
          + " it strange: observed, expected, share of the score); of time series also time and, where there are several,"
          + " series.",
      "With - as DATA, rows are read from standard input, as CSV with a first line of names or as JSON lines, and"
          + " each is answered at once on standard output, until the end. Points of time series come in order of time,"
          + " each is answered when its windows are complete, and flagged by the rule of the training, or from a p-value"
          + " of 0.01."
    },
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  hourglass detect fraud.safetensors new.csv --out scores.csv --explain 3 --report report.html",
      "  hourglass detect fraud.safetensors new.parquet --out scores.parquet --on-bad-row skip --json",
      "  tail -f claims.jsonl | hourglass detect fraud.safetensors - --json-lines"
    })
final class DetectCommand extends Common {
  private static final String STANDARD_INPUT = "-";

  @Parameters(index = "0", paramLabel = "MODEL", description = "A detector's model file.")
  Path model = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "DATA",
      description =
          "CSV, Parquet, JSON lines, npz, the address of a database (jdbc:...), or - for standard input.")
  String data = "";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "A .csv or .parquet file to write. Required, but for -.")
  @Nullable Path out;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Also write an HTML page about what was found, to open in a browser.")
  @Nullable Path report;

  @Option(
      names = "--explain",
      paramLabel = "N",
      description = "How many columns to name under because. Default: ${DEFAULT-VALUE}",
      defaultValue = "3")
  int explain = 3;

  @Option(
      names = "--json-lines",
      description = "With -: rows come, and answers go, as one JSON object on each line.")
  boolean jsonLines;

  @Option(
      names = "--drift-every",
      paramLabel = "N",
      description =
          "With -: warn of drift after each N rows, as of these alone. Default: at the end, of all rows")
  @Nullable Long driftEvery;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Changes nothing but the time it takes. Default: all processors.")
  int threads = Runtime.getRuntime().availableProcessors();

  @ArgGroup(validate = false, heading = "%nReading a table:%n")
  ReadingFlags reading = new ReadingFlags();

  @Override
  public void run() {
    if (explain < 0 || threads < 1) {
      throw new Mistake(
          "--explain must be 0 or more and --threads 1 or more, got %d and %d"
              .formatted(explain, threads));
    }
    if (data.equals(STANDARD_INPUT)) {
      stream();
      return;
    }
    if (jsonLines) {
      throw new Mistake(
          "--json-lines goes with - as DATA; a file of JSON lines is known by its name");
    }
    if (driftEvery != null) {
      throw new Mistake("--drift-every goes with - as DATA; of a file, drift is told of all rows");
    }
    if (out == null) {
      throw new Mistake("--out FILE is missing, the .csv or .parquet file to write");
    }
    TableWriter.check(out);
    Optional<ReportTo> page = ReportTo.of(report, spec, model.toString(), out.toString(), data);
    if (FileKind.of(model) == FileKind.SERIES_DETECTOR) {
      SeriesDetector series = SeriesDetector.load(model, threads);
      new SeriesDetection(series, data, reading, explain, page, output()).writeTo(out);
      return;
    }
    TableDetector detector = TableDetector.load(model, threads);
    new Detection(detector, data, reading, explain, page, output()).writeTo(out);
  }

  private void stream() {
    if (report != null) {
      throw new Mistake(
          "a report needs all rows; give a file as DATA, not -, or leave out --report");
    }
    if (out != null || json) {
      throw new Mistake(
          "with - as DATA the answers go to standard output, as CSV or with --json-lines; leave out "
              + (json ? "--json" : "--out"));
    }
    if (driftEvery != null && driftEvery < 1) {
      throw new Mistake("--drift-every must be 1 or more, got " + driftEvery);
    }
    StreamFlags flags =
        new StreamFlags(
            reading.missing,
            reading.skipsBadRows(),
            explain,
            jsonLines,
            driftEvery == null ? 0 : driftEvery);
    PrintWriter answers = spec.commandLine().getOut();
    if (FileKind.of(model) == FileKind.SERIES_DETECTOR) {
      SeriesDetector series = SeriesDetector.load(model, threads);
      new SeriesStreamDetection(series, flags, output()).run(System.in, answers);
      return;
    }
    TableDetector detector = TableDetector.load(model, threads);
    new StreamDetection(detector, flags, output()).run(System.in, answers);
  }
}
