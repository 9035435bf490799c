package dev.hourglass.bench.adbench;

import dev.hourglass.cli.CommandProvider;

/** Gives {@code hourglass adbench} to the command line. */
public final class AdbenchCommandProvider implements CommandProvider {

  /** For the service loader. */
  public AdbenchCommandProvider() {}

  @Override
  public Object command() {
    return new AdbenchCommand();
  }
}
