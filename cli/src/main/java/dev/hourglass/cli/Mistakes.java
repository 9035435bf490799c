package dev.hourglass.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What the parser of arguments refuses, as one line that says how to mend it. */
final class Mistakes {
  private Mistakes() {}

  static String line(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched);
    }
    String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("a wrong argument");
    String lower = Character.toLowerCase(first.charAt(0)) + first.substring(1);
    return lower + help(e.getCommandLine());
  }

  private static String unmatched(UnmatchedArgumentException e) {
    CommandLine command = e.getCommandLine();
    String word = e.getUnmatched().getFirst();
    String kind =
        e.isUnknownOption()
            ? "unknown option"
            : command.getSubcommands().isEmpty() ? "one argument too many:" : "unknown command";
    List<String> similar = e.getSuggestions();
    String hint = similar.isEmpty() ? "" : "; did you mean " + String.join(" or ", similar) + "?";
    return kind + " \"" + word + "\"" + hint + help(command);
  }

  private static String help(CommandLine command) {
    return " (" + command.getCommandSpec().qualifiedName() + " --help lists what there is)";
  }
}
