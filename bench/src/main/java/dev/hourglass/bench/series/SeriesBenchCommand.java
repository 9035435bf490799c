package dev.hourglass.bench.series;

import dev.hourglass.bench.SeededCommand;
import dev.hourglass.data.series.SeriesOptions;
import dev.hourglass.tasks.metrics.OverlapScore;
import dev.hourglass.tasks.series.SeriesComparison;
import dev.hourglass.tasks.series.SeriesDetector;
import dev.hourglass.tasks.series.SeriesEvaluation;
import dev.hourglass.tasks.series.SeriesQuality;
import dev.hourglass.tasks.series.SeriesTraining;
import dev.hourglass.tasks.series.SeriesTrainingOptions;
import dev.hourglass.tasks.series.WindowModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hourglass seriesbench}: detectors of series beside their baselines. */
@Command(
    name = "seriesbench",
    description = {
      "Measure detectors of anomalies in time series on sets with labels.",
      "nab (realKnownCause): each series learns from itself. skab: the first 400 rows of a file train. smap-msl: each"
          + " channel has a part to train. synthetic: made by formulas, to choose defaults with; FOLDER is not looked at.",
      "Spans are found without labels (Orion); overlap counts them."
    },
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  hourglass seriesbench data --sets nab --seeds 5 --json",
      "  hourglass seriesbench data --sets synthetic --models dense-window,aer --seeds 1"
    })
public final class SeriesBenchCommand extends SeededCommand {
  @Parameters(paramLabel = "FOLDER", description = "Holds the folders of the sets.")
  Path folder = Path.of("");

  @Option(
      names = "--sets",
      paramLabel = "NAME",
      split = ",",
      description = "nab, skab, smap-msl, synthetic. Default: ${DEFAULT-VALUE}",
      defaultValue = "nab,skab,smap-msl")
  List<String> sets = List.of();

  @Option(
      names = "--models",
      paramLabel = "NAME",
      split = ",",
      description = "dense-window, conv-window, lstm-window, aer. Default: the default model.")
  List<String> models = List.of();

  @Option(
      names = "--window",
      paramLabel = "N",
      description = "Points of a window. Default: chosen by the autocorrelation.")
  int window;

  @Override
  public void run() {
    if (seeds() < 1 || threads() < 1) {
      throw new IllegalArgumentException(
          "--seeds and --threads must be 1 or more, got %d and %d".formatted(seeds(), threads()));
    }
    List<WindowModel> chosen =
        models.isEmpty()
            ? List.of(SeriesTrainingOptions.DEFAULTS.model())
            : models.stream().map(WindowModel::ofId).toList();
    List<SeriesResult> results = new ArrayList<>();
    for (String set : sets) {
      for (long seed = firstSeed(); seed < endOfSeeds(); seed++) {
        List<LabelledSeries> all =
            set.equals("synthetic") ? SyntheticSets.all(seed) : new SeriesSets(folder).of(set);
        for (LabelledSeries series : all) {
          for (WindowModel model : chosen) {
            measure(series, model, seed, model == chosen.getFirst(), results);
          }
        }
      }
    }
    SeriesResultTable table = new SeriesResultTable(results);
    print(table.json(), table.markdown());
  }

  private void measure(
      LabelledSeries series,
      WindowModel model,
      long seed,
      boolean first,
      List<SeriesResult> results) {
    SeriesTrainingOptions options =
        SeriesTrainingOptions.DEFAULTS
            .withModel(model)
            .withWindow(window)
            .withSeed(seed)
            .withThreads(threads());
    long start = System.nanoTime();
    SeriesDetector detector =
        new SeriesTraining(SeriesOptions.DEFAULTS, options, Optional.empty(), Optional.empty())
            .fit(series.train(), series.name());
    double seconds = (System.nanoTime() - start) * 1e-9;
    SeriesComparison comparison =
        new SeriesEvaluation(detector, threads()).of(series.test(), series.anomalies());
    add(result(series, model.id(), seed, comparison.detector(), seconds), results);
    if (first) {
      comparison
          .baselines()
          .forEach((id, quality) -> add(result(series, id, seed, quality, 0), results));
    }
  }

  private static SeriesResult result(
      LabelledSeries series, String detector, long seed, SeriesQuality quality, double seconds) {
    OverlapScore overlap = quality.overlap();
    return new SeriesResult(
        detector,
        series.set(),
        series.name(),
        seed,
        quality.points().auroc(),
        quality.points().averagePrecision(),
        quality.vusPr(),
        overlap.found(),
        overlap.missed(),
        overlap.falseAlarms(),
        seconds);
  }

  private void add(SeriesResult r, List<SeriesResult> results) {
    results.add(r);
    say(
        "%s %s seed %d %s: VUS-PR %.4f, AUROC %.4f, found %d, missed %d, false %d, %.1f s%n",
        r.set(),
        r.series(),
        r.seed(),
        r.detector(),
        r.vusPr(),
        r.auroc(),
        r.found(),
        r.missed(),
        r.falseAlarms(),
        r.seconds());
  }
}
