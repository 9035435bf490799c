package dev.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program in a JVM of its own, from the classes that this test runs on. */
final class HourglassProcess implements AutoCloseable {
  private static final long LONGEST_MINUTES = 10;

  private final Process process;
  private final Path log;

  private HourglassProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a command.
   *
   * @param log gets what the command prints
   * @param jvm further options of the JVM
   */
  static HourglassProcess start(Path log, List<String> jvm, List<String> arguments)
      throws IOException {
    List<String> call = new ArrayList<>();
    call.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    call.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+IgnoreUnrecognizedVMOptions"));
    call.addAll(jvm);
    call.addAll(List.of("-cp", classPath(), "dev.hourglass.cli.Main"));
    call.addAll(arguments);
    Process process =
        new ProcessBuilder(call).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new HourglassProcess(process, log);
  }

  /** Modules and libraries alike: the child needs no module path. */
  static String classPath() {
    return System.getProperty("jdk.module.path", "")
        + File.pathSeparator
        + System.getProperty("java.class.path");
  }

  /** Waits for the end, which must be a good one. */
  void finish() throws IOException, InterruptedException {
    boolean ended = process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES);
    assertThat(ended).as("ended within %d minutes", LONGEST_MINUTES).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
  }

  /** Kills it (SIGKILL) if it still runs after so long; tells whether it did. */
  boolean killAfter(long milliseconds) throws InterruptedException {
    if (process.waitFor(milliseconds, TimeUnit.MILLISECONDS)) {
      return false;
    }
    close();
    process.waitFor();
    return true;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
