package dev.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The result of a query is a table like any other; here of DuckDB, which needs no server. */
class DatabaseTest {
  @TempDir Path folder = Path.of("");

  private static String rows() {
    return "a,b,state,bad\n"
        + IntStream.range(0, 300)
            .mapToObj(i ->
                "%d,%s,%s,%d\n"
                    .formatted(
                        i % 37,
                        2.5 * (i % 37) + i % 3,
                        i % 2 == 0 ? "OH" : "NY",
                        i % 50 == 7 ? 1 : 0))
            .collect(Collectors.joining());
  }

  @Test
  void a_query_gives_the_scores_of_a_file() throws IOException {
    Path csv = Files.writeString(folder.resolve("t.csv"), rows());
    String query = "select * from '%s'".formatted(csv);
    String address = "jdbc:duckdb:";
    String[] models = new String[2];
    String[] scores = new String[2];
    String[] figures = new String[2];
    for (int i = 0; i < 2; i++) {
      String model = folder.resolve(i + ".safetensors").toString();
      String out = folder.resolve(i + ".csv").toString();
      String data = i == 0 ? csv.toString() : address;
      String sql = i == 0 ? "select * from data" : query;
      Call train =
          Call.of(
              "train", data, "--query", sql, "--task", "anomaly", "--model", "pca", "--label",
              "bad", "--out", model, "--json");
      assertThat(train.err()).contains("300 rows");
      assertThat(train.json().get("data").asString()).isEqualTo(data);
      assertThat(Call.of("detect", model, data, "--query", sql, "--out", out).status()).isZero();
      Call evaluate =
          Call.of(
              "evaluate", model, data, "--query", sql, "--label", "bad", "--normal", "0", "--json");
      models[i] = train.json().get("auroc").asString();
      scores[i] = Files.readString(Path.of(out));
      figures[i] = evaluate.json().get("auroc").asString();
    }
    assertThat(models[1]).isEqualTo(models[0]);
    assertThat(scores[1]).isEqualTo(scores[0]);
    assertThat(figures[1]).isEqualTo(figures[0]);
  }
}
