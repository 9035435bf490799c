package dev.hourglass.bench.series;

import dev.hourglass.cli.CommandProvider;

/** Gives {@code hourglass seriesbench} to the command line. */
public final class SeriesBenchCommandProvider implements CommandProvider {

  /** For the service loader. */
  public SeriesBenchCommandProvider() {}

  @Override
  public Object command() {
    return new SeriesBenchCommand();
  }
}
