package dev.hourglass.bench;

import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** What commands share that measure the quality of detectors over several seeds. */
public abstract class SeededCommand implements Runnable {
  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "How many, from --seed on. Default: ${DEFAULT-VALUE}",
      defaultValue = "5")
  private int seeds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The first seed. Default: ${DEFAULT-VALUE}",
      defaultValue = "1")
  private long firstSeed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Default: as many as the machine has processors.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--json", description = "Print exactly one JSON object on standard output.")
  private boolean json;

  @Option(names = "--debug", description = "On a failure print the stack trace.")
  boolean debug; // read from the arguments when a failure is reported

  @Spec private CommandSpec spec = CommandSpec.create();

  /** How many seeds. */
  protected final int seeds() {
    return seeds;
  }

  /** The first of them. */
  protected final long firstSeed() {
    return firstSeed;
  }

  /** The seed behind the last of them. */
  protected final long endOfSeeds() {
    return firstSeed + seeds;
  }

  /** To use. */
  protected final int threads() {
    return threads;
  }

  /** Tells of a result as soon as it is there. */
  protected final void say(String format, Object... values) {
    spec.commandLine().getErr().printf(Locale.ROOT, format, values);
    spec.commandLine().getErr().flush();
  }

  /** Prints the end result, as text or with {@code --json} as an object. */
  protected final void print(Map<String, ?> object, String text) {
    spec.commandLine()
        .getOut()
        .println(json ? JsonMapper.builder().build().writeValueAsString(object) : text);
    spec.commandLine().getOut().flush();
  }
}
