package dev.hourglass.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hourglass.data.DataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables with one kind of damage each: read as they should be, or refused in one clear line. */
class DamagedTableTest {
  private static final Charset UTF_8 = StandardCharsets.UTF_8;
  private static final String GOOD = "a,b\n1,x\n2,y\n3,x\n";

  @TempDir Path folder = Path.of("");

  /**
   * A damage. With bad rows refused, the reading must say {@code refusal}, or give {@code rows}
   * when that is empty; with bad rows skipped, it must give {@code rows}, or refuse when that is 0.
   */
  record Damage(
      String name, String file, byte[] bytes, TableOptions options, String refusal, int rows) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Damage read(String name, String text, int rows) {
    return new Damage(name, "t.csv", text.getBytes(UTF_8), TableOptions.DEFAULTS, "", rows);
  }

  private static Damage refused(String name, String text, String refusal, int rows) {
    return new Damage(name, "t.csv", text.getBytes(UTF_8), TableOptions.DEFAULTS, refusal, rows);
  }

  private static Damage bytes(String name, byte[] bytes, String refusal, int rows) {
    return new Damage(name, "t.csv", bytes, TableOptions.DEFAULTS, refusal, rows);
  }

  private static Damage file(String name, String file, byte[] bytes, String refusal, int rows) {
    return new Damage(name, file, bytes, TableOptions.DEFAULTS, refusal, rows);
  }

  static List<Damage> damages() {
    List<Damage> all = new ArrayList<>();
    all.addAll(encodings());
    all.addAll(shapes());
    all.addAll(quotesAndLines());
    all.addAll(values());
    all.addAll(otherFormats());
    return all;
  }

  private static List<Damage> encodings() {
    byte[] latin = "a,b\n1,caf\u00e9\n2,na\u00efve\n3,x\n".getBytes(StandardCharsets.ISO_8859_1);
    byte[] utf16 = ("\ufeff" + GOOD).getBytes(StandardCharsets.UTF_16LE);
    byte[] big = ("\ufeff" + GOOD).getBytes(StandardCharsets.UTF_16BE);
    TableOptions asLatin = TableOptions.DEFAULTS.withCharset(StandardCharsets.ISO_8859_1);
    return List.of(
        read("no damage", GOOD, 3),
        bytes("UTF-8 with a byte order mark", ("\ufeff" + GOOD).getBytes(UTF_8), "", 3),
        bytes("UTF-16LE with a mark", utf16, "", 3),
        bytes("UTF-16BE with a mark", big, "", 3),
        bytes("UTF-16LE without a mark", GOOD.getBytes(StandardCharsets.UTF_16LE), "encoding", 0),
        bytes("Latin-1 read as UTF-8", latin, "line 2", 1),
        new Damage("Latin-1, declared", "t.csv", latin, asLatin, "", 3),
        bytes("a byte that no UTF-8 has", cut(GOOD, "y", (byte) 0xff), "line 3", 2),
        bytes(
            "a surrogate in UTF-8",
            cut(GOOD, "y", (byte) 0xed, (byte) 0xa0, (byte) 0x80),
            "line 3",
            2),
        read("NUL in a text", "a,b\n1,x\0z\n2,y\n3,x\n", 3),
        refused(
            "NUL in a number",
            "a,b\n1,x\n2,y\n\0,x\n4,x\n5,x\n6,x\n7,x\n8,x\n9,x\n10,x\n11,x\n",
            "line 4",
            10),
        bytes("only NULs", new byte[500], "no text", 0),
        bytes("a picture", png(), "", -1),
        bytes("gzip under a plain name", gzip(GOOD.getBytes(UTF_8)), "", 3),
        file("plain under the name of gzip", "t.csv.gz", GOOD.getBytes(UTF_8), "", 3),
        file("gzip cut short", "t.csv.gz", half(gzip(longTable().getBytes(UTF_8))), "t.csv.gz", 0));
  }

  private static List<Damage> shapes() {
    return List.of(
        bytes("an empty file", new byte[0], "empty", 0),
        bytes("an empty file behind a mark", "\ufeff".getBytes(UTF_8), "blank", 0),
        read("no line end at the end", "a,b\n1,x\n2,y", 2),
        refused("only blank lines", "\n\n\n", "blank", 0),
        refused("only a header", "a,b\n", "no rows", 0),
        read("one row", "a,b\n1,x\n", 1),
        read("one row and no header", "1,2\n", 1),
        read("one column", "a\n1\n2\n", 2),
        refused("a row too short", "a,b\n1,x\n2\n3,x\n", "line 3: found 1 cell,", 2),
        refused("a row too long", "a,b\n1,x\n2,y,z\n3,x\n", "line 3: found more than 2", 2),
        refused("every row longer than the header", "a,b\n1,x,7\n2,y,8\n", "line 2", 0),
        read("a separator at the end of every row", "a,b\n1,x,\n2,y,\n", 2),
        read("blank lines between rows", "a,b\n1,x\n\n\n2,y\n", 2),
        read("the same name twice", "a,a\n1,x\n2,y\n", 2),
        read("names that differ in case only", "a,A\n1,x\n2,y\n", 2),
        read("a name that is empty", "a,\n1,x\n2,y\n", 2),
        read("a name with a quote", "a,\"b\"\"c; DROP TABLE t\"\n1,x\n2,y\n", 2),
        read("many columns", wide(300), 2),
        read("a name of 100,000 characters", "a,b" + "b".repeat(100_000) + "\n1,x\n", 1));
  }

  private static List<Damage> quotesAndLines() {
    return List.of(
        refused("a quote that is never closed", "a,b\n1,x\n2,\"y\n3,x\n", "line 3", 1),
        refused("text behind a closed quote", "a,b\n1,x\n2,\"y\"z\n3,x\n", "line 3", 2),
        read("a line end inside quotes", "a,b\n1,\"x\ny\"\n2,y\n", 2),
        read("a separator inside quotes", "a,b\n1,\"x,y\"\n2,y\n", 2),
        read("quotes inside quotes", "a,b\n1,\"x\"\"y\"\n2,y\n", 2),
        read("semicolons and decimal commas", "a;b\n1,5;x\n2,25;y\n", 2),
        read("tabs", "a\tb\n1\tx\n2\ty\n", 2),
        read("CR LF", "a,b\r\n1,x\r\n2,y\r\n", 2),
        read("CR alone", "a,b\r1,x\r2,y\r", 2),
        read("line ends of all kinds", "a,b\n1,x\r\n2,y\r3,z\n", 3),
        read("spaces around cells", "a, b\n 1 , x\n2 ,y \n", 2),
        read("a cell of 1,000,000 characters", "a,b\n1," + "x".repeat(1_000_000) + "\n2,y\n", 2),
        refused(
            "a cell of 5,000,000 characters",
            "a,b\n1," + "x".repeat(5_000_000) + "\n2,y\n",
            "line 2",
            1));
  }

  private static List<Damage> values() {
    String ten = IntStream.range(0, 20).mapToObj(i -> i + ",x\n").collect(Collectors.joining());
    return List.of(
        refused(
            "a word among numbers",
            "a,b\n" + ten + "oops,x\n",
            "line 22, column \"a\": found \"oops\"",
            20),
        refused(
            "an infinite number",
            "a,b\n" + ten + "inf,x\n",
            "line 22, column \"a\": found an infinite",
            20),
        refused(
            "a number beyond double",
            "a,b\n" + ten + "1e999,x\n",
            "line 22, column \"a\": found an infinite",
            20),
        read("NaN", "a,b\n" + ten + "NaN,x\n", 21),
        read("values that say that they are missing", "a,b\n" + ten + "?,NA\nN/A,null\n", 22),
        refused(
            "a date among dates that is none",
            "d,b\n" + dates() + "2024-02-31,x\n",
            "line 22, column \"d\"",
            20),
        read("a column without any value", "a,b\n1,\n2,\n3,\n", 3),
        read("a column of one value", "a,b\n1,k\n2,k\n3,k\n", 3),
        read("numbers of 400 digits", "a,b\n" + "1".repeat(300) + ",x\n2,y\n", 2),
        refused("hexadecimal among numbers", "a,b\n" + ten + "0x10,x\n", "line 22", 20));
  }

  private static List<Damage> otherFormats() {
    String lines = "{\"a\": 1, \"b\": \"x\"}\n{\"a\": 2}\n{\"b\": \"y\", \"c\": {\"d\": [1]}}\n";
    return List.of(
        file("JSON lines with other keys", "t.jsonl", lines.getBytes(UTF_8), "", 3),
        file(
            "a JSON line that is none",
            "t.jsonl",
            (lines + "\n{\"a\": oops}\n").getBytes(UTF_8),
            "line 5",
            3),
        file(
            "a JSON line that is a list",
            "t.jsonl",
            (lines + "[1]\n").getBytes(UTF_8),
            "line 4",
            3),
        file("a JSON array", "t.json", "[{\"a\": 1}, {\"a\": 2}]".getBytes(UTF_8), "", 2),
        file("a Parquet file cut short", "t.parquet", "PAR1abc".getBytes(UTF_8), "t.parquet", 0),
        file("a Parquet file that is none", "t.parquet", GOOD.getBytes(UTF_8), "Parquet", 0));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damages")
  void aBadRowIsRefusedInOneLine(Damage damage) throws IOException {
    Path path = Files.write(folder.resolve(damage.file()), damage.bytes());
    if (damage.refusal().isEmpty() && damage.rows() >= 0) {
      try (TableSource source = TableSource.open(path, damage.options())) {
        assertThat(source.rows()).isEqualTo(damage.rows());
      }
    } else {
      Throwable thrown = catchThrowable(() -> TableSource.open(path, damage.options()).close());
      assertRefusal(thrown, damage);
      assertThat(thrown).hasMessageContaining(damage.refusal());
    }
    assertNothingLeft(damage.file());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damages")
  void aBadRowIsSkippedAndListed(Damage damage) throws IOException {
    Path path = Files.write(folder.resolve(damage.file()), damage.bytes());
    Path list = folder.resolve("bad.csv");
    TableOptions skip = damage.options().withOnBadRow(OnBadRow.SKIP, Optional.of(list));
    if (damage.rows() <= 0) {
      assertRefusal(catchThrowable(() -> TableSource.open(path, skip).close()), damage);
      return;
    }
    try (TableSource source = TableSource.open(path, skip)) {
      assertThat(source.rows()).isEqualTo(damage.rows());
      assertThat(source.rowNumbers()).isSorted().doesNotHaveDuplicates();
      assertThat(source.texts(source.schema().names().getFirst())).hasSize(damage.rows());
      assertThat(source.badRows().isEmpty()).isEqualTo(damage.refusal().isEmpty());
    }
    assertThat(Files.exists(list)).isEqualTo(!damage.refusal().isEmpty());
    assertNothingLeft(damage.file(), "bad.csv");
  }

  private static void assertRefusal(Throwable thrown, Damage damage) {
    assertThat(thrown).isInstanceOf(DataException.class);
    assertThat(thrown.getMessage())
        .contains(damage.file())
        .hasSizeLessThan(2000)
        .doesNotContain("\n");
  }

  private void assertNothingLeft(String... expected) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(f -> String.valueOf(f.getFileName()))).isSubsetOf(expected);
    }
  }

  private static byte[] cut(String text, String piece, byte... with) {
    int i = text.indexOf(piece);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(text.substring(0, i).getBytes(UTF_8));
    out.writeBytes(with);
    out.writeBytes(text.substring(i + piece.length()).getBytes(UTF_8));
    return out.toByteArray();
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
      packed.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] half(byte[] bytes) {
    return Arrays.copyOf(bytes, bytes.length / 2);
  }

  private static String longTable() {
    return "a,b\n"
        + IntStream.range(0, 100_000)
            .mapToObj(i -> i * 2_654_435_761L + ",x" + i + "\n")
            .collect(Collectors.joining());
  }

  private static String wide(int columns) {
    String names =
        IntStream.range(0, columns).mapToObj(i -> "n" + i).collect(Collectors.joining(","));
    String row = IntStream.range(0, columns).mapToObj(i -> i + "").collect(Collectors.joining(","));
    return names + "\n" + row + "\n" + row + "\n";
  }

  private static String dates() {
    return IntStream.range(1, 21)
        .mapToObj("2024-01-%02d,x\n"::formatted)
        .collect(Collectors.joining());
  }

  private static byte[] png() {
    byte[] bytes = new byte[3000];
    new Random(7).nextBytes(bytes);
    System.arraycopy(
        new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}, 0, bytes, 0, 8);
    return bytes;
  }
}
