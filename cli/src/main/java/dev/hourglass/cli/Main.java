package dev.hourglass.cli;

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
  Main() {}

  @CommandLine.Spec CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a command is missing; hourglass --help lists them");
  }

  /** The command line with all its commands. */
  public static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    add(line, new DemoCommand());
    add(line, new TrainCommand());
    add(line, new EvaluateCommand());
    add(line, new EncodeCommand.Encode());
    add(line, new EncodeCommand.Reconstruct());
    add(line, new InfoCommand());
    for (CommandProvider provider : ServiceLoader.load(CommandProvider.class)) {
      add(line, provider.command());
    }
    line.setParameterExceptionHandler(
        (e, args) -> mistake(e.getCommandLine(), String.valueOf(e.getMessage())));
    line.setExecutionExceptionHandler(Main::failure);
    return line;
  }

  private static void add(CommandLine line, Object command) {
    CommandLine sub = new CommandLine(command);
    sub.getCommandSpec().mixinStandardHelpOptions(true).exitCodeOnUsageHelp(0);
    sub.getCommandSpec()
        .usageMessage()
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(
            java.util.Map.of(
                "0",
                "done",
                "1",
                "a failure of ours",
                "2",
                "a mistake in the call or in the data"));
    line.addSubcommand(sub);
  }

  private static int mistake(CommandLine line, String message) {
    line.getErr().println("hourglass: " + message.lines().findFirst().orElse(message));
    line.getErr().flush();
    return CommandLine.ExitCode.USAGE;
  }

  private static int failure(Exception e, CommandLine line, ParseResult parsed) {
    if (e instanceof IllegalArgumentException && e.getMessage() != null) {
      return mistake(line, e.getMessage());
    }
    line.getErr()
        .println("hourglass: failed: " + e + " (please report this, with what --debug prints)");
    if (parsed.originalArgs().contains("--debug")) {
      e.printStackTrace(line.getErr());
    }
    line.getErr().flush();
    return CommandLine.ExitCode.SOFTWARE;
  }

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }
}
