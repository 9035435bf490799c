/** The named workloads, {@code hourglass bench}, and the JMH benchmarks. */
module dev.hourglass.bench {
  requires dev.hourglass.autoencoders;
  requires dev.hourglass.cli;
  requires info.picocli;
  requires jdk.incubator.vector;
  requires jmh.core;
  requires tools.jackson.databind;
  requires static org.jspecify;

  opens dev.hourglass.bench to
      info.picocli;

  provides dev.hourglass.cli.CommandProvider with
      dev.hourglass.bench.BenchCommandProvider;
}
