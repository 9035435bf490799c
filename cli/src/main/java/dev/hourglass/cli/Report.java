package dev.hourglass.cli;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.EpochRecord;
import dev.hourglass.autoencoders.LayerSummary;
import dev.hourglass.autoencoders.Metrics;
import dev.hourglass.autoencoders.baseline.Pca;
import dev.hourglass.autoencoders.train.TrainingRun;
import dev.hourglass.data.Dataset;
import dev.hourglass.data.ImageShape;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.io.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;

/** The report of a training run on pictures: one HTML file with everything in it. */
final class Report {
  private static final int SHOWN = 16;
  private static final int MAPPED = 2000;

  private final TrainingRun run;
  private final Dataset test;
  private final Metrics metrics;
  private final double pca;
  private final double seconds;
  private final String command;

  Report(
      TrainingRun run, Dataset test, Metrics metrics, double pca, double seconds, String command) {
    this.run = run;
    this.test = test;
    this.metrics = metrics;
    this.pca = pca;
    this.seconds = seconds;
    this.command = command;
  }

  /** Writes the file whole or not at all. */
  void write(Path file) {
    try {
      byte[] page = html().getBytes(StandardCharsets.UTF_8);
      AtomicFile.write(file, channel -> Channels.newOutputStream(channel).write(page));
    } catch (IOException e) {
      throw new Mistake("%s cannot be written: %s; nothing was left behind".formatted(file, e));
    }
  }

  private String html() throws IOException {
    Autoencoder model = run.model();
    float[] errors = model.reconstructionError(test.rows());
    int[] first = IntStream.range(0, SHOWN).toArray();
    int[] worst =
        IntStream.range(0, errors.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -errors[i]))
            .limit(SHOWN)
            .mapToInt(i -> i)
            .toArray();
    try (InputStream page = Report.class.getResourceAsStream("report.html")) {
      if (page == null) {
        throw new IOException("the report's page is missing from the program");
      }
      return new String(page.readAllBytes(), StandardCharsets.UTF_8)
          .replace("${improvement}", number("%.1f", pca / metrics.mse()))
          .replace("${mse}", number("%.5f", metrics.mse()))
          .replace("${bce}", number("%.4f", metrics.bce()))
          .replace("${pca}", number("%.5f", pca))
          .replace(
              "${warning}",
              pca < metrics.mse()
                  ? "<p class=warning>PCA reconstructs better than this autoencoder.</p>"
                  : "")
          .replace("${code}", String.valueOf(model.architecture().codeWidth()))
          .replace("${width}", String.valueOf(model.architecture().inputWidth()))
          .replace("${testRows}", number("%,d", metrics.rows()))
          .replace("${trainRows}", number("%,d", run.record().rows()))
          .replace("${seconds}", number("%.1f", seconds))
          .replace("${curves}", Charts.curves(run.record().history()))
          .replace("${verdict}", escape(run.record().verdict()))
          .replace("${originals}", pictures(first, errors))
          .replace("${worst}", pictures(worst, errors))
          .replace("${map}", map(model))
          .replace("${architecture}", architecture(model))
          .replace("${parameters}", number("%,d", model.parameterCount()))
          .replace("${epochs}", String.valueOf(run.record().history().size()))
          .replace("${seed}", String.valueOf(run.record().seed()))
          .replace("${command}", escape(command))
          .replace(
              "${java}",
              escape(
                  System.getProperty("java.version")
                      + ", "
                      + System.getProperty("os.name")
                      + " "
                      + System.getProperty("os.arch")))
          .replace(
              "${speed}",
              number(
                  "%,.0f",
                  run.record().history().stream()
                      .mapToDouble(EpochRecord::samplesPerSecond)
                      .max()
                      .orElse(0)));
    }
  }

  private String pictures(int[] rows, float[] errors) throws IOException {
    int width = test.rows().shape().dim(1);
    float[] chosen = new float[rows.length * width];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(test.rows().data(), rows[i] * width, chosen, i * width, width);
    }
    float[] rebuilt = run.model().reconstruct(NDArray.of(chosen, rows.length, width)).data();
    ImageShape shape = test.image().orElse(new ImageShape(1, width, 1));
    StringBuilder html = new StringBuilder();
    for (int i = 0; i < rows.length; i++) {
      html.append(
          "<figure><img alt='original' src='%s'><img alt='rebuilt' src='%s'><figcaption>%s</figcaption></figure>%n"
              .formatted(
                  Charts.picture(chosen, i * width, shape),
                  Charts.picture(rebuilt, i * width, shape),
                  number("%.4f", errors[rows[i]])));
    }
    return html.toString();
  }

  private String map(Autoencoder model) {
    NDArray rows = TrainCommand.firstRows(test.rows(), MAPPED);
    NDArray codes = model.encode(rows);
    NDArray plane = codes.shape().dim(1) > 2 ? Pca.fit(codes, 2).project(codes) : codes;
    int[] labels = test.labels().orElse(new int[rows.shape().dim(0)]);
    return Charts.scatter(plane, labels);
  }

  private static String architecture(Autoencoder model) {
    StringBuilder html = new StringBuilder();
    for (LayerSummary layer : model.architecture().describe()) {
      html.append(
          "<tr><td>%s</td><td class=flow>%s</td><td>%s</td><td>%,d</td></tr>%n"
              .formatted(layer.name(), layer.shapes(), layer.activation(), layer.parameters()));
    }
    return html.toString();
  }

  private static String number(String format, Object value) {
    return String.format(Locale.ROOT, format, value);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
