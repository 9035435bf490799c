package dev.hourglass.cli;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.util.List;

/**
 * Where {@code ./hourglass} enters. Loads the vector module of the JDK only when a command computes, and calls {@code Main}.
 *
 * <p>{@code --add-modules jdk.incubator.vector} would do the same, but the JVM then prints a warning on every start, cannot use
 * its archived module graph, and {@code --version} pays for both. The JDK's own way to load a module late (it serves the
 * management agent) has neither fault; the jar's manifest opens it to this class by {@code Add-Exports}. Where it is missing,
 * {@code HOURGLASS_JAVA_OPTS=--add-modules=jdk.incubator.vector} helps, and this class then has nothing to load.
 */
public final class Launch {
  private static final String VECTORS = "jdk.incubator.vector";
  private static final List<String> TEXT_ONLY = List.of("-h", "--help", "-V", "--version", "help");

  private Launch() {}

  /** Runs the command that {@code arguments} name, as {@code Main} does. */
  public static void main(String[] arguments) throws Throwable {
    if (computes(arguments) && ModuleLayer.boot().findModule(VECTORS).isEmpty()) {
      loadVectors();
    }
    mainMethod().invokeExact(arguments);
  }

  /** Whether the call does more than to print a text about the program. */
  static boolean computes(String... arguments) {
    return arguments.length > 0 && List.of(arguments).stream().noneMatch(TEXT_ONLY::contains);
  }

  /** Looked up by name, so that this class links nothing before the vectors are there. */
  private static MethodHandle mainMethod() throws ReflectiveOperationException {
    return MethodHandles.lookup()
        .findStatic(
            Class.forName("dev.hourglass.cli.Main"),
            "main",
            MethodType.methodType(void.class, String[].class));
  }

  private static void loadVectors() {
    try {
      Class.forName("jdk.internal.module.Modules")
          .getMethod("loadModule", String.class)
          .invoke(null, VECTORS);
    } catch (ReflectiveOperationException e) {
      Throwable cause = e instanceof InvocationTargetException && e.getCause() != null ? e.getCause() : e;
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
