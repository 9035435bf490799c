package dev.hourglass.bench.adbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.data.Dataset;
import dev.hourglass.engine.NDArray;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AdbenchTest {
  @TempDir Path folder;

  private static Dataset data(int normal, int anomalies) {
    float[] rows = new float[normal + anomalies];
    int[] labels = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i;
      labels[i] = i % 3 == 0 && i / 3 < anomalies ? 1 : 0;
    }
    return new Dataset(
        NDArray.of(rows, rows.length, 1), Optional.of(labels), "a", List.of("x"), Optional.empty());
  }

  @Test
  void half_of_the_normal_rows_train_and_all_others_test() {
    Split split = Split.semiSupervised("a", data(21, 4), 3);
    assertThat(split.train().shape().toArray()).containsExactly(10, 1);
    assertThat(split.test().shape().toArray()).containsExactly(15, 1);
    List<Float> all = new ArrayList<>();
    for (float v : split.train().data()) {
      assertThat(v % 3 == 0 && v < 12).isFalse();
      all.add(v);
    }
    for (int i = 0; i < 15; i++) {
      float v = split.test().data()[i];
      assertThat(split.anomalous()[i]).isEqualTo(v % 3 == 0 && v < 12);
      all.add(v);
    }
    assertThat(all).doesNotHaveDuplicates().hasSize(25);
    assertThat(Split.semiSupervised("a", data(21, 4), 4).train()).isNotEqualTo(split.train());
    assertThat(Split.semiSupervised("a", data(21, 4), 3).train()).isEqualTo(split.train());
  }

  @Test
  void without_labels_all_rows_train_and_the_same_are_judged() {
    Split split = Split.unsupervised("a", data(21, 4)).standardised();
    assertThat(split.train().shape().toArray()).containsExactly(25, 1);
    assertThat(split.test()).isSameAs(split.train());
    for (int i = 0; i < 25; i++) {
      assertThat(split.anomalous()[i]).isEqualTo(i % 3 == 0 && i < 12);
    }
  }

  @Test
  void synthetic_anomalies_come_from_normal_rows_alone() {
    Split real = Split.semiSupervised("a", data(40, 5), 1);
    List<Split> made = Synthetic.splits(real, 1);
    assertThat(made).extracting(Split::set).contains("a/dependency", "a/spike");
    for (Split split : made) {
      assertThat(split.train()).isEqualTo(real.train());
      assertThat(split.anomalous()).hasSize(40);
      assertThat(IntStream.range(0, 40).filter(i -> split.anomalous()[i])).hasSize(20);
    }
  }

  @Test
  void means_are_over_seeds_and_sets() {
    Table table =
        new Table(
            List.of(
                new Result("d", "a", 1, 0.5, 0.1, 1, 1),
                new Result("d", "a", 2, 0.7, 0.3, 1, 1),
                new Result("d", "b", 1, 1.0, 0.5, 1, 1),
                new Result("d", "b", 2, 1.0, 0.7, 1, 1)));
    assertThat(table.markdown())
        .startsWith(
            "| AUROC, % | d |\n|---|---|\n| a | 60.00 |\n| b | 100.00 |\n| mean | 80.00 |\n")
        .contains("| spread over seeds | 5.00 |\n\n| average precision, % | d |")
        .endsWith("| mean | 40.00 |\n| spread over seeds | 10.00 |\n");
  }

  private void write(String name) throws Exception {
    Random random = new Random(1);
    byte[] x = new byte[60];
    byte[] y = new byte[30];
    for (int i = 0; i < 30; i++) {
      y[i] = (byte) (i < 4 ? 1 : 0);
      x[2 * i] = (byte) (y[i] * 60 + random.nextInt(20));
      x[2 * i + 1] = (byte) random.nextInt(20);
    }
    try (OutputStream out = Files.newOutputStream(folder.resolve(name));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      entry(zip, "X.npy", "(30, 2)", x);
      entry(zip, "y.npy", "(30,)", y);
    }
  }

  private static void entry(ZipOutputStream zip, String name, String shape, byte[] data)
      throws Exception {
    String header = "{'descr': '|u1', 'fortran_order': False, 'shape': " + shape + ", }\n";
    zip.putNextEntry(new ZipEntry(name));
    zip.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0});
    zip.write(header.getBytes(StandardCharsets.ISO_8859_1));
    zip.write(data);
    zip.closeEntry();
  }

  @Test
  void the_command_prints_one_object_and_refuses_what_is_not_there() throws Exception {
    write("3_tiny.npz");
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line =
        new CommandLine(new AdbenchCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .setExecutionExceptionHandler((e, c, _) -> {
              c.getErr().println(e.getMessage());
              return 2;
            });
    String detectors = "knn-5,mahalanobis,isolation-forest,pca";
    int status =
        line.execute(folder.toString(), "--seeds", "2", "--detectors", detectors, "--json");
    assertThat(status).as(err.toString()).isZero();
    assertThat(out.toString())
        .startsWith("{\"detectors\":{\"knn-5\":{\"auroc\":1.0,")
        .contains("\"results\":[{");
    assertThat(out.toString().strip()).hasLineCount(1);
    assertThat(line.execute(folder.toString(), "--sets", "huge")).isEqualTo(2);
    assertThat(err.toString()).contains("found the sets [tiny], not all of [huge]");
  }
}
