package dev.hourglass.bench;

import dev.hourglass.cli.CommandProvider;

/** Gives {@code hourglass bench} to the command line. */
public final class BenchCommandProvider implements CommandProvider {

  /** For the service loader. */
  public BenchCommandProvider() {}

  @Override
  public Object command() {
    return new BenchCommand();
  }
}
