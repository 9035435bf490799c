package dev.hourglass.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
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

  /** Standard output as JSON; fails when it is anything but one value. */
  JsonNode json() {
    return JsonMapper.shared().readTree(out);
  }

  List<String> errorLines() {
    return err.lines().toList();
  }
}
