package dev.hourglass.cli;

import dev.hourglass.data.Secrets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A report that was asked for.
 *
 * @param file where it goes
 * @param command the call that makes it, as one types it; passwords are left out
 */
record ReportTo(Path file, String command) {

  /**
   * What {@code --report} said, after looking whether it can be written.
   *
   * @param others files of the same call, which the report must not replace
   */
  static Optional<ReportTo> of(@Nullable Path file, CommandSpec spec, String... others) {
    if (file == null) {
      return Optional.empty();
    }
    if (Stream.of(others).anyMatch(other -> same(file, other))) {
      throw new Mistake(
          "--report %s is another file of this call; choose another name".formatted(file));
    }
    Writable.check(file);
    List<String> arguments = spec.commandLine().getParseResult().originalArgs();
    return Optional.of(
        new ReportTo(
            file,
            "hourglass %s %s"
                .formatted(
                    spec.name(),
                    arguments.stream()
                        .map(Secrets::hidden)
                        .map(ReportTo::quoted)
                        .collect(Collectors.joining(" ")))));
  }

  private static boolean same(Path file, String other) {
    try {
      Path path = Path.of(other);
      return path.toAbsolutePath().normalize().equals(file.toAbsolutePath().normalize());
    } catch (InvalidPathException _) {
      return false; // the address of a database
    }
  }

  private static String quoted(String argument) {
    return argument.matches("[\\w@%+=:,./-]+")
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }
}
