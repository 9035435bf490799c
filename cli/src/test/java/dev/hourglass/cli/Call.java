package dev.hourglass.cli;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A call of the program within this JVM: what it printed, and its exit status. */
record Call(int status, String out, String err) {

  static Call of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int status = line.execute(arguments);
    return new Call(status, out.toString(), err.toString());
  }

  /** Arguments in one text, parted by spaces. */
  static Call of(String arguments) {
    return of(arguments.split(" ", -1));
  }

  /** {@code detect MODEL -} with this text as standard input. */
  static Call detecting(Path model, String input, String... more) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    try {
      return of(
          Stream.concat(Stream.of("detect", model.toString(), "-"), Stream.of(more))
              .toArray(String[]::new));
    } finally {
      System.setIn(before);
    }
  }

  /** Standard output as JSON; fails when it is anything but one value. */
  JsonNode json() {
    return JsonMapper.shared().readTree(out);
  }

  List<String> errorLines() {
    return err.lines().toList();
  }
}
