package dev.hourglass.data.table;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A PostgreSQL for a test: the one that the environment variable {@code HOURGLASS_POSTGRES} is the
 * address of, else one that is started in a folder of its own and goes with it.
 *
 * @param url with user and password
 * @param programs where the server's programs are; empty when it is not ours
 * @param folder where its data are
 */
record PostgresServer(String url, Optional<Path> programs, Path folder) {
  static final String PASSWORD = "geheim";

  private static final String GIVEN = "HOURGLASS_POSTGRES";

  /** Skips the test, and says so, where there is no PostgreSQL. */
  static PostgresServer start() throws IOException, InterruptedException {
    String given = System.getenv(GIVEN);
    if (given != null) {
      return new PostgresServer(given, Optional.empty(), Path.of(""));
    }
    Optional<Path> programs = installed();
    Assumptions.assumeTrue(
        programs.isPresent(),
        "skipped: no PostgreSQL in /usr/lib/postgresql (apt-get install postgresql), and "
            + GIVEN
            + " is no address (jdbc:postgresql://host/db?user=...&password=...)");
    int port = freePort();
    PostgresServer server =
        new PostgresServer(
            "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=hg&password=" + PASSWORD,
            programs,
            Files.createTempDirectory("hourglass-postgres-"));
    boolean done = false;
    try {
      server.start(port);
      done = true;
      return server;
    } finally {
      if (!done) {
        delete(server.folder);
      }
    }
  }

  private static Optional<Path> installed() throws IOException {
    Path versions = Path.of("/usr/lib/postgresql");
    if (!Files.isDirectory(versions)) {
      return Optional.empty();
    }
    try (Stream<Path> found = Files.list(versions)) {
      return found
          .map(v -> v.resolve("bin"))
          .filter(b -> Files.isExecutable(b.resolve("initdb")))
          .max(Comparator.naturalOrder());
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void start(int port) throws IOException, InterruptedException {
    Path secret = Files.writeString(folder.resolve("password"), PASSWORD);
    if (isRoot()) {
      var postgres =
          folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres");
      Files.setOwner(folder, postgres);
      Files.setOwner(secret, postgres);
    }
    String data = folder.resolve("data").toString();
    run(
        "initdb",
        "-D",
        data,
        "-U",
        "hg",
        "-A",
        "scram-sha-256",
        "--pwfile",
        secret.toString(),
        "-N");
    run(
        "pg_ctl",
        "-D",
        data,
        "-w",
        "-l",
        folder.resolve("log").toString(),
        "-o",
        "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
            .formatted(port),
        "start");
  }

  /** PostgreSQL refuses to run as root. */
  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private void run(String program, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    command.add(programs.orElseThrow().resolve(program).toString());
    command.addAll(List.of(arguments));
    Path log = Files.createTempFile("hourglass-postgres-", ".log");
    try {
      int status =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start()
              .waitFor();
      if (status != 0) {
        throw new IOException(program + " ended with " + status + ": " + Files.readString(log));
      }
    } finally {
      Files.delete(log);
    }
  }

  void execute(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** Leaves nothing. */
  void stop() throws IOException, InterruptedException {
    if (programs.isPresent()) {
      run("pg_ctl", "-D", folder.resolve("data").toString(), "-w", "-m", "immediate", "stop");
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
