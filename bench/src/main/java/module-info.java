/** The named workloads, {@code hourglass bench}, and the JMH benchmarks. */
module dev.hourglass.bench {
  requires dev.hourglass.autoencoders;
  requires dev.hourglass.cli;
  requires dev.hourglass.data;
  requires dev.hourglass.tasks;
  requires info.picocli;
  requires java.management;
  requires jdk.incubator.vector;
  requires jdk.management;
  requires jmh.core;
  requires com.fasterxml.jackson.annotation;
  requires tools.jackson.databind;
  requires static org.jspecify;

  opens dev.hourglass.bench to
      info.picocli;
  opens dev.hourglass.bench.adbench to
      info.picocli,
      tools.jackson.databind;
  opens dev.hourglass.bench.series to
      info.picocli,
      tools.jackson.databind;

  provides dev.hourglass.cli.CommandProvider with
      dev.hourglass.bench.BenchCommandProvider,
      dev.hourglass.bench.adbench.AdbenchCommandProvider,
      dev.hourglass.bench.series.SeriesBenchCommandProvider;
}
