package dev.hourglass.cli;

import java.lang.reflect.InvocationTargetException;
import java.util.List;

/**
 * Where {@code ./hourglass} enters. Loads the vector module of the JDK only when a command
 * computes, and calls {@link Main}.
 *
 * <p>{@code --add-modules jdk.incubator.vector} would do the same, but the JVM then prints a
 * warning on every start, cannot use its archived module graph, and {@code --version} pays for
 * both. The JDK's own way to load a module late (it serves the management agent) has neither fault;
 * the jar's manifest opens it to this class by {@code Add-Exports}. Where it is missing, {@code
 * HOURGLASS_JAVA_OPTS=--add-modules=jdk.incubator.vector} helps, and this class then has nothing to
 * load.
 */
public final class Launch {
  private static final String VECTORS = "jdk.incubator.vector";
  private static final List<String> TEXT_ONLY = List.of("-h", "--help", "-V", "--version", "help");

  /** What {@code --version} prints; alone it is answered here, without the parser of commands. */
  static final String VERSION = "hourglass 0.1.0";

  private Launch() {}

  /** Runs the command that {@code arguments} name, as {@link Main} does. */
  public static void main(String[] arguments) {
    if (List.of("--version").equals(List.of(arguments))) {
      System.out.println(VERSION);
      return;
    }
    if (computes(arguments) && ModuleLayer.boot().findModule(VECTORS).isEmpty()) {
      loadVectors();
    }
    Main.main(arguments);
  }

  /** Whether the call does more than to print a text about the program. */
  static boolean computes(String... arguments) {
    return arguments.length > 0 && List.of(arguments).stream().noneMatch(TEXT_ONLY::contains);
  }

  private static void loadVectors() {
    try {
      Class.forName("jdk.internal.module.Modules")
          .getMethod("loadModule", String.class)
          .invoke(null, VECTORS);
    } catch (ReflectiveOperationException e) {
      Throwable cause =
          e instanceof InvocationTargetException && e.getCause() != null ? e.getCause() : e;
      System.err.println(
          "hourglass: this JVM ("
              + System.getProperty("java.home")
              + ") does not load "
              + VECTORS
              + " ("
              + cause
              + "); set HOURGLASS_JAVA_OPTS=--add-modules="
              + VECTORS);
      System.exit(1);
    }
  }
}
