/** The named workloads and the benchmarks. */
module dev.hourglass.bench {
  requires dev.hourglass.autoencoders;
  requires dev.hourglass.data;
  requires dev.hourglass.samples;
}
