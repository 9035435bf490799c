package dev.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DescribeTest {
  @TempDir Path folder = Path.of("");

  private String csv(String text) throws IOException {
    return Files.writeString(folder.resolve("t.csv"), text).toString();
  }

  @Test
  void columns_are_described() throws IOException {
    String data = csv("age,state\n31,OH\n?,NY\n47,OH\n");
    Call text = Call.of("describe", data);
    assertThat(text.status()).isZero();
    assertThat(text.out().lines().toList().get(2)).startsWith("age     numeric             1");
    JsonNode json = JsonMapper.shared().readTree(Call.of("describe", data, "--json").out());
    assertThat(json.get("rows").asInt()).isEqualTo(3);
    assertThat(json.get("columns").get(1).get("type").asString()).isEqualTo("categorical");
    assertThat(json.get("columns").get(1).get("width").asInt()).isEqualTo(3);
  }

  @Test
  void declarations_change_the_encoding() throws IOException {
    String data = csv("age,state\n31,OH\n-,NY\n47,OH\n");
    Call call =
        Call.of(
            "describe", data, "--numeric", "age", "--missing", "-", "--drop", "state", "--json");
    JsonNode columns = JsonMapper.shared().readTree(call.out()).get("columns");
    assertThat(columns.get(0).get("missing").asInt()).isEqualTo(1);
    assertThat(columns.get(1).get("encoding").asString()).startsWith("left out");
  }

  @Test
  void a_bad_row_is_one_line_and_status_2() throws IOException {
    String data = csv("age,state\n31,OH\n47\n50,OH\n");
    Call call = Call.of("describe", data);
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.err().lines()).hasSize(1);
    assertThat(call.err()).contains("t.csv, line 3: found 1 cell,");
    String list = folder.resolve("bad.csv").toString();
    Call skip = Call.of("describe", data, "--on-bad-row", "skip", "--bad-rows", list);
    assertThat(skip.status()).isZero();
    assertThat(Path.of(list)).exists();
  }
}
