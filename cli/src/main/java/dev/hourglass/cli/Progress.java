package dev.hourglass.cli;

import dev.hourglass.autoencoders.EpochRecord;
import dev.hourglass.autoencoders.train.StepRecord;
import dev.hourglass.autoencoders.train.TrainingListener;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * Shows training as it goes: on a terminal a line that fills up, elsewhere a line for each epoch,
 * and within a long one a line twice a minute.
 */
final class Progress implements TrainingListener {
  private static final int WIDTH = 24;

  /** Wipes what stood on the line of a terminal before. */
  private static final String WIPE = "\033[K";

  private static final long QUIET_NANOS = 30_000_000_000L;

  /** What the launcher sets to whether standard error is a terminal, which the JVM cannot tell. */
  private static final String TERMINAL = "hourglass.terminal";

  private final PrintWriter err;
  private int epochs;
  private final boolean terminal;
  private long lastLine = System.nanoTime();
  private double seconds;
  private int done;

  Progress(PrintWriter err, int epochs) {
    this(err, epochs, onTerminal());
  }

  Progress(PrintWriter err, int epochs, boolean terminal) {
    this.err = err;
    this.epochs = epochs;
    this.terminal = terminal;
  }

  private static boolean onTerminal() {
    String told = System.getProperty(TERMINAL);
    if (told != null) {
      return Boolean.parseBoolean(told);
    }
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  @Override
  public void onPart(String name, int epochsOfPart) {
    epochs = epochsOfPart;
    seconds = 0;
    done = 0;
    print("%s%n", name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
  }

  @Override
  public void onStep(StepRecord s) {
    if (terminal) {
      int filled = (int) ((long) WIDTH * s.step() / Math.max(1, s.steps()));
      String bar = "=".repeat(filled) + " ".repeat(WIDTH - filled);
      print("\rEpoch %d/%d [%s] %s" + WIPE, s.epoch(), epochs, bar, figures(s));
    } else if (s.step() < s.steps() && System.nanoTime() - lastLine > QUIET_NANOS) {
      print("Epoch %d/%d  step %,d of %,d  ", s.epoch(), epochs, s.step(), s.steps());
      print("%s%n", figures(s));
      lastLine = System.nanoTime();
    }
  }

  private static String figures(StepRecord s) {
    return String.format(
        Locale.ROOT,
        "loss %.5f  %,.0f samples/s  %s left",
        s.meanLoss(),
        s.samplesPerSecond(),
        duration(s.secondsLeft()));
  }

  @Override
  public void onEpoch(EpochRecord e) {
    seconds += e.seconds();
    done++;
    StringBuilder line = new StringBuilder();
    line.append(text("Epoch %d/%d  loss %.5f", e.epoch(), epochs, e.trainLoss()));
    e.validationLoss().ifPresent(v -> line.append(text("  validation %.5f", v)));
    line.append(text("  %,.0f samples/s", e.samplesPerSecond()));
    if (e.epoch() < epochs) {
      line.append("  ").append(duration(seconds / done * (epochs - e.epoch()))).append(" left");
    }
    print(terminal ? "\r%s" + WIPE + "%n" : "%s%n", line);
    lastLine = System.nanoTime();
  }

  /** Such as {@code 7 s}, {@code 3:20 min} or {@code 2:05 h}. */
  static String duration(double seconds) {
    long s = Math.max(0, Math.round(seconds));
    if (s < 60) {
      return s + " s";
    }
    return s < 3600
        ? text("%d:%02d min", s / 60, s % 60)
        : text("%d:%02d h", s / 3600, s / 60 % 60);
  }

  private void print(String format, Object... values) {
    err.print(text(format, values));
    err.flush();
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
