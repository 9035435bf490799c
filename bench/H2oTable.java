import hex.deeplearning.DeepLearning;
import hex.deeplearning.DeepLearningModel;
import hex.deeplearning.DeepLearningModel.DeepLearningParameters;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import water.Key;
import water.H2OStarter;
import water.fvec.Frame;
import water.fvec.NFSFileVec;
import water.parser.ParseDataset;

/**
 * Workload P1 in H2O 3: from a CSV table to a model, and from both to scores.
 *
 * <pre>
 * java --add-opens java.base/java.lang=ALL-UNNAMED -cp 'lib/*' bench/H2oTable.java train TABLE.csv MODEL
 * java --add-opens java.base/java.lang=ALL-UNNAMED -cp 'lib/*' bench/H2oTable.java score TABLE.csv MODEL SCORES.csv
 * </pre>
 *
 * <p>by a JDK 17, with ai.h2o:h2o-algos:3.44.0.1, what it needs, and javax.servlet:javax.servlet-api:3.1.0 in lib. Its deep
 * learning autoencoder 30-20-10-20-30 (for 30 columns), tanh, one epoch, all else as H2O has it (standardised, ADADELTA,
 * batches of one row, all cores). Each part prints its seconds and the peak of resident memory so far.
 */
public final class H2oTable {
  private static long begin = System.nanoTime();

  public static void main(String[] args) throws Exception {
    H2OStarter.start(new String[] {"-name", "p1", "-disable_web", "-ip", "127.0.0.1", "-log_level", "FATAL"}, ".");
    done("start");
    if (args[0].equals("train")) {
      train(args[1], args[2]);
    } else {
      score(args[1], args[2], args[3]);
    }
    System.exit(0);
  }

  private static Frame read(String table) {
    NFSFileVec file = NFSFileVec.make(new File(table));
    Frame rows = ParseDataset.parse(Key.make("rows"), file._key);
    done("read");
    return rows;
  }

  private static void train(String table, String file) throws Exception {
    Frame rows = read(table);
    DeepLearningParameters p = new DeepLearningParameters();
    p._train = rows._key;
    p._autoencoder = true;
    p._hidden = new int[] {20, 10, 20};
    p._activation = DeepLearningParameters.Activation.Tanh;
    p._epochs = 1;
    p._seed = 7;
    DeepLearningModel model = new DeepLearning(p).trainModel().get();
    done("epoch");
    model.exportBinaryModel(new File(file).getAbsolutePath(), true);
    done("save");
    System.out.printf(Locale.ROOT, "mse %.6f%n", model.mse());
  }

  private static void score(String table, String file, String out) throws Exception {
    DeepLearningModel model = hex.Model.importBinaryModel(new File(file).getAbsolutePath());
    done("load");
    Frame rows = read(table);
    Frame errors = model.scoreAutoEncoder(rows, Key.make("errors"), false);
    done("score");
    try (var from = errors.toCSV(new Frame.CSVStreamParams());
        var to = Files.newOutputStream(Path.of(out))) {
      from.transferTo(to);
    }
    done("write");
    System.out.printf(Locale.ROOT, "mse %.6f%n", errors.anyVec().mean());
  }

  private static void done(String part) {
    long now = System.nanoTime();
    System.out.printf(Locale.ROOT, "%-10s %7.2f s  %7d MB%n", part, (now - begin) / 1e9, peak());
    begin = now;
  }

  private static long peak() {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(l -> l.startsWith("VmHWM"))
          .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(-1);
    } catch (java.io.IOException e) {
      return -1;
    }
  }
}
