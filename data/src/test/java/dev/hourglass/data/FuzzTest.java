package dev.hourglass.data;

import static java.awt.image.BufferedImage.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged files of every kind: a dataset, or one line that names the file; nothing else. */
class FuzzTest {
  @TempDir Path folder;

  record Case(String name, MutationFuzz fuzz) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case("idx", fuzz(".idx", UnaryOperator.identity(), idx())),
        new Case("idx.gz", fuzz(".idx.gz", UnaryOperator.identity(), packed())),
        new Case("idx, packed afterwards", fuzz(".idx.gz", TestFiles::gzip, idx())),
        new Case("csv", fuzz(".csv", UnaryOperator.identity(), csv())),
        new Case("npy", fuzz(".npy", UnaryOperator.identity(), npy())),
        new Case("png", fuzz(".png", TestFiles::repairChecksums, png())));
  }

  @ParameterizedTest(name = "{0}, 1,000 mutations of seed 1")
  @MethodSource("cases")
  void a_damaged_file_is_read_or_refused(Case c) throws Exception {
    check(c, 1_000, 1);
  }

  @Tag("fuzz")
  @ParameterizedTest(name = "{0}, 100,000 mutations of seed 2")
  @MethodSource("cases")
  void a_hundred_thousand_damaged_files_are_read_or_refused(Case c) throws Exception {
    check(c, 100_000, 2);
  }

  private void check(Case c, int cases, long seed) throws Exception {
    MutationFuzz.Report report = c.fuzz().run(cases, seed, folder);
    assertThat(report.refused()).as("%s: %s", c, report).isGreaterThan(cases / 4);
    assertThat(report.accepted()).as("%s: %s", c, report).isPositive();
    if (cases > 1_000) {
      System.out.println(c + ": " + report);
    }
  }

  private static MutationFuzz fuzz(
      String extension, UnaryOperator<byte[]> repair, List<byte[]> seeds) {
    return new MutationFuzz(extension, seeds, repair, Datasets::read, DataException.class);
  }

  private static List<byte[]> idx() {
    return List.of(
        TestFiles.idxBytes(1, 5, 3, 4),
        TestFiles.idxBytes(2, 7),
        TestFiles.idx(0x0d, new int[] {2, 2}, new byte[16]),
        TestFiles.idx(0x0e, new int[] {2, 1}, new byte[16]),
        TestFiles.idx(0x0b, new int[] {3}, new byte[6]));
  }

  private static List<byte[]> packed() {
    return Stream.concat(
            idx().stream().map(TestFiles::gzip),
            Stream.of(TestFiles.gzip(TestFiles.idx(8, new int[] {100, 28, 28}, new byte[78400]))))
        .toList();
  }

  private static List<byte[]> csv() {
    return Stream.of(
            "a,b,c\n1,2,3\n4.5,-6e-3,7\n",
            "1,2\n3,4\n5,6\n\n",
            "\"left, or \"\"right\"\"\";b\r\n\"1\";2\r\n",
            "\ufeffx\ty\n1\t2\n")
        .map(s -> s.getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  private static List<byte[]> npy() {
    return List.of(
        TestFiles.npy(1, TestFiles.header("<f4", false, "3, 4"), new byte[48]),
        TestFiles.npy(2, TestFiles.header(">f8", true, "2, 3, 2"), new byte[96]),
        TestFiles.npy(3, TestFiles.header("|u1", false, "5,"), new byte[5]),
        TestFiles.npy(1, TestFiles.header("<i8", true, "1, 2"), new byte[16]));
  }

  private static List<byte[]> png() {
    return List.of(
        TestFiles.png(1, 5, 4, TYPE_BYTE_GRAY),
        TestFiles.png(2, 3, 3, TYPE_INT_RGB),
        TestFiles.png(3, 4, 2, TYPE_USHORT_GRAY),
        TestFiles.png(4, 9, 3, TYPE_BYTE_BINARY),
        TestFiles.png(5, 4, 4, TYPE_BYTE_INDEXED),
        TestFiles.png(6, 3, 2, TYPE_INT_ARGB),
        TestFiles.png(TestFiles.image(7, 11, 9, TYPE_3BYTE_BGR), true));
  }
}
