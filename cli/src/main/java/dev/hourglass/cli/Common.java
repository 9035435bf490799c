package dev.hourglass.cli;

import dev.hourglass.data.Dataset;
import dev.hourglass.data.Datasets;
import dev.hourglass.data.Secrets;
import dev.hourglass.samples.Samples;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all commands share. */
abstract class Common implements Runnable {
  @Option(names = "--json", description = "Print exactly one JSON object on standard output.")
  boolean json;

  @Option(names = "--debug", description = "On a failure print the stack trace.")
  boolean debug;

  @Spec CommandSpec spec = CommandSpec.create();

  Output output() {
    return new Output(spec.commandLine().getOut(), spec.commandLine().getErr(), json);
  }

  static Dataset read(String argument) {
    if (argument.startsWith("jdbc:")) {
      throw new Mistake(
          "%s: a database is read by describe, detect, evaluate of a detector and train --task anomaly; write the rows to a .csv or .npy file for this"
              .formatted(Secrets.hidden(argument)));
    }
    return Datasets.read(argument, Samples::open);
  }
}
