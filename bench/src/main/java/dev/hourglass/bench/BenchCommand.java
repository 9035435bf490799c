package dev.hourglass.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code hourglass bench}: measures named workloads beside the peak of the machine. */
@Command(
    name = "bench",
    description = {
      "Measure named workloads on synthetic rows, beside the machine's peak in the same run.",
      "Training: dense-784-128-784, dense-784-128-64-128-784, dense-28-64-32-64-28,"
          + " linear-784-128-784, dense-30-20-10-20-30, conv-28, conv-64,"
          + " lstm-140-64."
          + " Scoring: score-784-128-784."
    },
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  hourglass bench dense-784-128-784 --batch-size 256 --seconds 10 --json",
      "  hourglass bench linear-784-128-784 score-784-128-784 --threads 1"
    })
final class BenchCommand implements Runnable {
  @Parameters(paramLabel = "WORKLOAD", arity = "1..*", description = "Names of workloads.")
  List<String> names = List.of();

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Rows per step. Default: the workload's own.")
  int batchSize;

  @Option(
      names = "--seconds",
      paramLabel = "X",
      description = "Measured time of each, after the warm-up. Default: ${DEFAULT-VALUE}",
      defaultValue = "10")
  double seconds;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Default: as many as the machine has processors.")
  int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--rows", paramLabel = "N", description = "Rows in the data. Default: its own.")
  int rows;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of data, weights and order. Default: ${DEFAULT-VALUE}",
      defaultValue = "42")
  long seed;

  @Option(
      names = "--json",
      description =
          "Print exactly one JSON object; for several workloads a list of them, in the order given.")
  boolean json;

  @Option(names = "--debug", description = "On a failure print the stack trace.")
  boolean debug;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    FirstStep firstStep = FirstStep.ofProcess();
    require(seconds > 0, "--seconds must be above 0, got " + seconds);
    require(threads >= 1, "--threads must be 1 or more, got " + threads);
    require(batchSize >= 0, "--batch-size must be 1 or more, got " + batchSize);
    require(rows >= 0, "--rows must be 1 or more, got " + rows);
    List<Measured> workloads = names.stream().map(this::workload).toList();
    List<Map<String, @Nullable Object>> results = new ArrayList<>();
    for (Measured workload : workloads) {
      say("%s: warming up, then timing %s s".formatted(workload.name(), seconds));
      BenchResult result = measure(workload, firstStep);
      results.add(result.keys());
      if (!json) {
        print(result.text());
      }
      firstStep = FirstStep.fromNow();
    }
    if (json) {
      Object all = results.size() == 1 ? results.getFirst() : results;
      print(JsonMapper.builder().build().writeValueAsString(all));
    }
  }

  private Measured workload(String name) {
    Measured w = Measured.named(name);
    return w.with(rows == 0 ? w.rows() : rows, batchSize == 0 ? w.batchSize() : batchSize);
  }

  private BenchResult measure(Measured measured, FirstStep firstStep) {
    return switch (measured) {
      case GraphWorkload w -> {
        TrainingFigures figures = GraphBench.measure(w, seconds, threads, seed, firstStep);
        yield BenchResult.of(w, threads, figures, FmaPeak.gflops(threads));
      }
      case Workload w when w.kind() == Workload.Kind.TRAIN -> {
        TrainingFigures figures = TrainingBench.measure(w, seconds, threads, seed, firstStep);
        yield BenchResult.of(w, threads, figures, FmaPeak.gflops(threads));
      }
      case Workload w -> {
        ScoringFigures figures = ScoringBench.measure(w, seconds, threads, seed, firstStep);
        yield BenchResult.of(w, threads, figures, FmaPeak.gflops(threads));
      }
    };
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  private void print(String text) {
    spec.commandLine().getOut().println(text);
    spec.commandLine().getOut().flush();
  }

  private void say(String line) {
    spec.commandLine().getErr().println(line);
    spec.commandLine().getErr().flush();
  }
}
