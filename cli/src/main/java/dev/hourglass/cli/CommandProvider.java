package dev.hourglass.cli;

/**
 * A subcommand from another module, found by {@link java.util.ServiceLoader}: so the command line
 * has benchmarks without depending on them.
 */
public interface CommandProvider {

  /** An object annotated as a picocli command. */
  Object command();
}
