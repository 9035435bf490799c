package dev.hourglass.cli;

import dev.hourglass.autoencoders.train.TrainingFailure;
import dev.hourglass.data.Secrets;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The {@code hourglass} command. */
@Command(
    name = "hourglass",
    description = "Autoencoders for tables, series, images, sound and text.",
    mixinStandardHelpOptions = true,
    version = Launch.VERSION,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:a failure of ours", "2:a mistake in the call or in the data"})
public final class Main implements Runnable {
  /** Of help texts; examples must fit, to be copied whole. */
  private static final int HELP_WIDTH = 110;

  Main() {}

  @CommandLine.Spec CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a command is missing; hourglass --help lists them");
  }

  /** The command line with all its commands. */
  public static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main()).setUsageHelpWidth(HELP_WIDTH);
    add(line, new DemoCommand());
    FamilySettings.addTo(add(line, new TrainCommand()).getCommandSpec());
    add(line, new ModelsCommand());
    add(line, new EvaluateCommand());
    add(line, new DetectCommand());
    add(line, new EncodeCommand.Encode());
    add(line, new EncodeCommand.Reconstruct());
    add(line, new PredictCommand());
    add(line, new InfoCommand());
    add(line, new DescribeCommand());
    for (CommandProvider provider : ServiceLoader.load(CommandProvider.class)) {
      add(line, provider.command());
    }
    line.setParameterExceptionHandler((e, args) -> mistake(e.getCommandLine(), Mistakes.line(e)));
    line.setExecutionExceptionHandler(Main::failure);
    return line;
  }

  private static CommandLine add(CommandLine line, Object command) {
    CommandLine sub = new CommandLine(command).setUsageHelpWidth(HELP_WIDTH);
    sub.getCommandSpec().mixinStandardHelpOptions(true).version(Launch.VERSION);
    sub.getCommandSpec()
        .usageMessage()
        .abbreviateSynopsis(true)
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(line.getCommandSpec().usageMessage().exitCodeList());
    line.addSubcommand(sub);
    return sub;
  }

  private static int mistake(CommandLine line, String message) {
    line.getErr()
        .println("hourglass: " + Secrets.hidden(message.lines().findFirst().orElse(message)));
    line.getErr().flush();
    return CommandLine.ExitCode.USAGE;
  }

  private static int failure(Exception e, CommandLine line, ParseResult parsed) {
    if ((e instanceof IllegalArgumentException || e instanceof TrainingFailure)
        && e.getMessage() != null) {
      return mistake(line, e.getMessage());
    }
    line.getErr()
        .println(
            "hourglass: failed: %s (please report this, with what --debug prints)"
                .formatted(Secrets.hidden(e.toString())));
    if (parsed.originalArgs().contains("--debug")) {
      e.printStackTrace(line.getErr());
    }
    line.getErr().flush();
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** Runs the command that {@code args} name, and ends the JVM with its exit status. */
  public static void main(String[] args) {
    CommandLine line = commandLine();
    try {
      System.exit(line.execute(args));
    } catch (OutOfMemoryError e) {
      mistake(
          line,
          "%s: the data need more than the %,d MB of memory that the JVM took; allow more, such as HOURGLASS_JAVA_OPTS=-Xmx16g, or use fewer rows"
              .formatted(e, Runtime.getRuntime().maxMemory() >> 20));
      System.exit(CommandLine.ExitCode.USAGE);
    }
  }
}
