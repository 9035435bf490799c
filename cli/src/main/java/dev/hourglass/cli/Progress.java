package dev.hourglass.cli;

import dev.hourglass.autoencoders.EpochRecord;
import dev.hourglass.autoencoders.StepRecord;
import dev.hourglass.autoencoders.TrainingListener;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * Shows training as it goes: on a terminal a line that fills up, elsewhere a line for each epoch.
 */
final class Progress implements TrainingListener {
  private static final int WIDTH = 24;

  private final PrintWriter err;
  private final int epochs;
  private final boolean terminal = onTerminal();

  Progress(PrintWriter err, int epochs) {
    this.err = err;
    this.epochs = epochs;
  }

  private static boolean onTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  @Override
  public void onStep(StepRecord s) {
    if (!terminal) {
      return;
    }
    int filled = (int) ((long) WIDTH * s.step() / Math.max(1, s.steps()));
    err.printf(
        Locale.ROOT,
        "\rEpoch %d/%d [%s%s] loss %.5f  %,.0f samples/s  %.0f s left   ",
        s.epoch(),
        s.epochs(),
        "=".repeat(filled),
        " ".repeat(WIDTH - filled),
        s.meanLoss(),
        s.samplesPerSecond(),
        s.secondsLeft());
    err.flush();
  }

  @Override
  public void onEpoch(EpochRecord e) {
    String validation =
        e.validationLoss().isPresent()
            ? "  validation %.5f".formatted(e.validationLoss().getAsDouble())
            : "";
    err.printf(
        Locale.ROOT,
        "%sEpoch %d/%d  loss %.5f%s  %,.0f samples/s%s%n",
        terminal ? "\r" : "",
        e.epoch(),
        epochs,
        e.trainLoss(),
        validation,
        e.samplesPerSecond(),
        terminal ? " ".repeat(WIDTH + 24) : "");
    err.flush();
  }
}
