package dev.hourglass.bench.adbench;

import dev.hourglass.bench.SeededCommand;
import dev.hourglass.data.Dataset;
import dev.hourglass.data.Npz;
import dev.hourglass.tasks.anomaly.AnomalyModel;
import dev.hourglass.tasks.baseline.Blended;
import dev.hourglass.tasks.baseline.Detector;
import dev.hourglass.tasks.baseline.IsolationForest;
import dev.hourglass.tasks.baseline.Mahalanobis;
import dev.hourglass.tasks.baseline.NearestNeighbours;
import dev.hourglass.tasks.baseline.PcaResidual;
import dev.hourglass.tasks.denoising.DenoisingDetector;
import dev.hourglass.tasks.denoising.DenoisingOptions;
import dev.hourglass.tasks.metrics.Labelled;
import dev.hourglass.tasks.metrics.PrecisionRecallCurve;
import dev.hourglass.tasks.metrics.RocCurve;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hourglass adbench}: the default anomaly model beside its baselines. */
@Command(
    name = "adbench",
    description = {
      "Measure anomaly detectors on npz files of ADBench (X, y).",
      "Half of the normal rows train; the others and all anomalies test, unless told otherwise."
    },
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  hourglass adbench adbench --seeds 5 --json",
      "  hourglass adbench adbench --sets cardio,letter --seeds 1"
    })
public final class AdbenchCommand extends SeededCommand {
  @Parameters(paramLabel = "FOLDER", description = "A folder of npz files.")
  Path folder = Path.of("");

  @Option(
      names = "--sets",
      paramLabel = "NAME",
      split = ",",
      description = "Names of sets, such as cardio. Default: all.")
  List<String> sets = List.of();

  @Option(
      names = "--detectors",
      paramLabel = "NAME",
      split = ",",
      description = "Names of detectors. Default: all.")
  List<String> detectors = List.of();

  @Option(
      names = "--synthetic",
      description =
          "Judge on anomalies made from held-out normal rows: to choose defaults without labels.")
  boolean synthetic;

  @Option(
      names = "--unsupervised",
      description = "Learn from all rows, anomalies among them, and judge the same rows.")
  boolean unsupervised;

  @Option(
      names = "--train-rows",
      paramLabel = "N",
      description = "Learn from at most so many rows. Default: all.")
  int trainRows = Integer.MAX_VALUE;

  @Override
  public void run() {
    if (seeds() < 1 || threads() < 1 || trainRows < 2) {
      throw new IllegalArgumentException(
          "--seeds and --threads must be 1 or more and --train-rows 2 or more, got %d, %d and %d"
              .formatted(seeds(), threads(), trainRows));
    }
    if (unsupervised && (synthetic || trainRows < Integer.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "--unsupervised learns from all rows and judges them; leave out --synthetic and --train-rows");
    }
    List<Result> results = new ArrayList<>();
    for (Path file : files()) {
      for (long seed = firstSeed(); seed < endOfSeeds(); seed++) {
        measure(file, seed, results);
      }
    }
    Table table = new Table(results);
    print(table.json(), table.markdown());
  }

  private void measure(Path file, long seed, List<Result> results) {
    Dataset data = Npz.read(file);
    Split split =
        unsupervised
            ? Split.unsupervised(name(file), data).standardised()
            : Split.semiSupervised(name(file), data, seed)
                .withTrainingRows(trainRows)
                .standardised();
    List<Split> tests = synthetic ? Synthetic.splits(split, seed) : List.of(split);
    for (Detector detector : detectors(seed)) {
      long start = System.nanoTime();
      Detector.Fitted fitted = detector.fit(split.train());
      double fitSeconds = (System.nanoTime() - start) * 1e-9;
      for (Split test : tests) {
        start = System.nanoTime();
        Labelled scored = new Labelled(fitted.score(test.test()), test.anomalous());
        double scoreSeconds = (System.nanoTime() - start) * 1e-9;
        Result result =
            new Result(
                detector.id(),
                test.set(),
                seed,
                RocCurve.of(scored).area(),
                PrecisionRecallCurve.of(scored).averagePrecision(),
                fitSeconds,
                scoreSeconds);
        results.add(result);
        say(result);
      }
    }
  }

  private void say(Result r) {
    say(
        "%s seed %d %s: AUROC %.4f, average precision %.4f, %.1f s to fit, %.1f s to score%n",
        r.set(),
        r.seed(),
        r.detector(),
        r.auroc(),
        r.averagePrecision(),
        r.fitSeconds(),
        r.scoreSeconds());
  }

  /** The default: how badly a row is restored, together with how far from all others it lies. */
  private List<Detector> detectors(long seed) {
    Detector denoising =
        new Once(
            new DenoisingDetector(DenoisingOptions.DEFAULTS.withSeed(seed).withThreads(threads())));
    Detector neighbours = neighbours();
    Detector blend =
        new Blended(
            "denoising-and-distance",
            List.of(new Blended.Member(denoising, 1), new Blended.Member(neighbours, 2)));
    List<Detector> all =
        List.of(
            blend,
            denoising,
            new Learned(AnomalyModel.Robust.DEFAULTS, seed, threads()),
            neighbours,
            new Mahalanobis(),
            IsolationForest.of(seed),
            PcaResidual.DEFAULTS,
            new PlainAutoencoder(seed, threads()));
    List<Detector> chosen =
        all.stream().filter(d -> detectors.isEmpty() || detectors.contains(d.id())).toList();
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException(
          "no detector is named %s; there are %s"
              .formatted(detectors, all.stream().map(Detector::id).toList()));
    }
    return chosen;
  }

  /** The fifth nearest other row: where all rows are judged, the nearest is the row itself. */
  private Detector neighbours() {
    return unsupervised
        ? new Named("knn-5", new NearestNeighbours(6, threads()))
        : new NearestNeighbours(5, threads());
  }

  private List<Path> files() {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(folder + ": found no folder of npz files; check the path");
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all =
          files
              .filter(f -> f.toString().endsWith(".npz"))
              .sorted(Comparator.comparing(AdbenchCommand::name, String.CASE_INSENSITIVE_ORDER))
              .toList();
      List<Path> chosen =
          all.stream()
              .filter(f -> sets.isEmpty() || sets.stream().anyMatch(name(f)::equalsIgnoreCase))
              .toList();
      if (chosen.isEmpty() || (!sets.isEmpty() && chosen.size() < sets.size())) {
        throw new IllegalArgumentException(
            "%s: found the sets %s, not all of %s"
                .formatted(folder, all.stream().map(AdbenchCommand::name).toList(), sets));
      }
      return chosen;
    } catch (IOException e) {
      throw new IllegalArgumentException(folder + ": cannot be listed (" + e + ")", e);
    }
  }

  /** {@code 6_cardio.npz} is the set {@code cardio}. */
  private static String name(Path file) {
    return String.valueOf(file.getFileName()).replaceFirst("^\\d+_", "").replace(".npz", "");
  }
}
