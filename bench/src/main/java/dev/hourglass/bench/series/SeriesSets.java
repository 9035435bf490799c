package dev.hourglass.bench.series;

import dev.hourglass.data.Npy;
import dev.hourglass.data.series.SeriesOptions;
import dev.hourglass.data.series.SeriesTable;
import dev.hourglass.data.table.TableOptions;
import dev.hourglass.data.table.TableSource;
import dev.hourglass.engine.NDArray;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Readers of the sets.
 *
 * @param folder that holds the folders {@code nab}, {@code skab} and {@code smap-msl}
 */
record SeriesSets(Path folder) {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");
  private static final Pattern RANGE = Pattern.compile("\\[(\\d+), (\\d+)]");

  /** Rows of a file of SKAB that train, as its authors do. */
  private static final int SKAB_TRAIN = 400;

  /** The series of a set. */
  List<LabelledSeries> of(String set) {
    try {
      return switch (set) {
        case "nab" -> nab();
        case "skab" -> skab();
        case "smap-msl" -> smap();
        default ->
            throw new IllegalArgumentException(
                "a set is nab, skab, smap-msl or synthetic, got \"%s\"".formatted(set));
      };
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s: the set %s cannot be read (%s); check the path".formatted(folder, set, e), e);
    }
  }

  /** NAB's realKnownCause: a series learns from itself and is judged on itself. */
  private List<LabelledSeries> nab() throws IOException {
    Path root = folder.resolve("nab");
    JsonNode windows =
        JsonMapper.shared()
            .readTree(Files.readString(root.resolve("labels/combined_windows.json")));
    List<LabelledSeries> all = new ArrayList<>();
    List<Path> files;
    try (Stream<Path> found = Files.list(root.resolve("realKnownCause"))) {
      files = found.filter(f -> f.toString().endsWith(".csv")).sorted().toList();
    }
    for (Path file : files) {
      String name = String.valueOf(file.getFileName());
      try (TableSource source = TableSource.open(file, TableOptions.DEFAULTS)) {
        SeriesTable table = SeriesTable.of(source, SeriesOptions.DEFAULTS.withTime("timestamp"));
        BitSet anomalies = new BitSet();
        for (JsonNode w : windows.get("realKnownCause/" + name)) {
          mark(table, seconds(w.get(0)), seconds(w.get(1)), anomalies);
        }
        all.add(new LabelledSeries("nab", name.replace(".csv", ""), table, table, anomalies));
      }
    }
    return all;
  }

  private static double seconds(JsonNode stamp) {
    return LocalDateTime.parse(stamp.stringValue(), STAMP).toEpochSecond(ZoneOffset.UTC);
  }

  private static void mark(SeriesTable table, double from, double to, BitSet anomalies) {
    double[] times = table.series().getFirst().times();
    for (int t = 0; t < times.length; t++) {
      if (times[t] >= from && times[t] <= to) {
        anomalies.set(table.series().getFirst().rows()[t]);
      }
    }
  }

  /** SKAB's valve files: the first 400 rows train, the others are judged. */
  private List<LabelledSeries> skab() throws IOException {
    List<LabelledSeries> all = new ArrayList<>();
    try (ZipFile zip = new ZipFile(folder.resolve("skab/skab.zip").toFile())) {
      List<? extends ZipEntry> entries =
          zip.stream().filter(e -> e.getName().matches(".*valve\\d/\\d+\\.csv")).toList();
      for (ZipEntry entry : entries) {
        List<String> lines = lines(zip, entry);
        BitSet anomalies = new BitSet();
        List<float[]> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
          String[] cells = line.split(";", -1);
          float[] row = new float[8];
          for (int c = 0; c < row.length; c++) {
            row[c] = Float.parseFloat(cells[c + 1]);
          }
          if (rows.size() >= SKAB_TRAIN && Double.parseDouble(cells[9]) == 1) {
            anomalies.set(rows.size() - SKAB_TRAIN);
          }
          rows.add(row);
        }
        all.add(
            LabelledSeries.of(
                "skab",
                entry.getName().replaceFirst(".*(valve\\d/\\d+)\\.csv", "$1"),
                block(rows.subList(0, SKAB_TRAIN)),
                block(rows.subList(SKAB_TRAIN, rows.size())),
                anomalies));
      }
    }
    return all;
  }

  private static List<String> lines(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static NDArray block(List<float[]> rows) {
    int width = rows.getFirst().length;
    float[] data = new float[rows.size() * width];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, data, i * width, width);
    }
    return NDArray.of(data, rows.size(), width);
  }

  /** Channels of SMAP and MSL with their own training parts. */
  private List<LabelledSeries> smap() throws IOException {
    Path root = folder.resolve("smap-msl");
    List<String> labels = Files.readAllLines(root.resolve("labeled_anomalies.csv"));
    List<LabelledSeries> all = new ArrayList<>();
    try (ZipFile zip = new ZipFile(root.resolve("smap-msl.zip").toFile())) {
      for (String line : labels.subList(1, labels.size())) {
        String channel = line.substring(0, line.indexOf(','));
        ZipEntry train = zip.getEntry("train/" + channel + ".npy");
        ZipEntry test = zip.getEntry("test/" + channel + ".npy");
        if (train == null || test == null) {
          continue;
        }
        BitSet anomalies = new BitSet();
        Matcher range = RANGE.matcher(line);
        while (range.find()) {
          anomalies.set(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)) + 1);
        }
        all.add(
            LabelledSeries.of("smap-msl", channel, array(zip, train), array(zip, test), anomalies));
      }
    }
    return all;
  }

  private static NDArray array(ZipFile zip, ZipEntry entry) throws IOException {
    Path copy = Files.createTempFile("hourglass", ".npy");
    try (InputStream in = zip.getInputStream(entry)) {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      return Npy.read(copy).rows();
    } finally {
      Files.delete(copy);
    }
  }
}
