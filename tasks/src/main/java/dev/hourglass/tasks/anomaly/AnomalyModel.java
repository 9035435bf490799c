package dev.hourglass.tasks.anomaly;

import dev.hourglass.engine.Op.Cell;
import dev.hourglass.tasks.denoising.DenoisingOptions;
import dev.hourglass.tasks.mixed.MixedLayout;
import dev.hourglass.tasks.mixed.MixedOptions;
import dev.hourglass.tasks.variational.VariationalOptions;
import java.util.List;
import java.util.Optional;

/** What learns in an {@link AnomalyDetector}. Seed and threads are those of the detector. */
public sealed interface AnomalyModel {
  /** What is added to the name of a model that looks at distances too. */
  String AND_DISTANCE = "-and-distance";

  /** The name in texts and files, such as {@code dense}. */
  String id();

  /** The same together with the distance to the fifth nearest training row. */
  default AnomalyModel andDistance() {
    return new AndDistance(this, Distance.DEFAULTS.k());
  }

  /** A denoising autoencoder over many strengths of noise. */
  record Denoising(DenoisingOptions options) implements AnomalyModel {
    /** The name in texts and files. */
    public static final String ID = "denoising";

    /** With the options of the default detector. */
    public static final Denoising DEFAULTS = new Denoising(DenoisingOptions.DEFAULTS);

    @Override
    public String id() {
      return ID;
    }
  }

  /**
   * An autoencoder of dense layers with ReLU, trained by Adam on the squared error.
   *
   * @param widths of the layers of the encoder, the last one that of the code; the decoder mirrors
   *     them
   * @param epochs passes over the rows
   * @param batchSize rows of a step
   */
  record Dense(List<Integer> widths, int epochs, int batchSize) implements AnomalyModel {
    /** The name in texts and files. */
    public static final String ID = "dense";

    /** A code of 8 numbers. */
    public static final Dense DEFAULTS = new Dense(List.of(64, 8), 50, 64);

    public Dense {
      widths = List.copyOf(widths);
      if (widths.isEmpty() || widths.stream().anyMatch(w -> w < 1) || epochs < 1 || batchSize < 1) {
        throw new IllegalArgumentException(
            "a dense autoencoder needs widths, epochs and a batch size of 1 or more, got %s, %d and %d"
                .formatted(widths, epochs, batchSize));
      }
    }

    /** The same with other widths. */
    public Dense withWidths(List<Integer> other) {
      return new Dense(other, epochs, batchSize);
    }

    /** The same with other epochs. */
    public Dense withEpochs(int other) {
      return new Dense(widths, other, batchSize);
    }

    /** The same with another batch size. */
    public Dense withBatchSize(int other) {
      return new Dense(widths, epochs, other);
    }

    @Override
    public String id() {
      return ID;
    }
  }

  /** A variational autoencoder; the score is the reconstruction probability. */
  record Variational(VariationalOptions options) implements AnomalyModel {
    /** The name in texts and files. */
    public static final String ID = "variational";

    /** With the usual options. */
    public static final Variational DEFAULTS = new Variational(VariationalOptions.DEFAULTS);

    @Override
    public String id() {
      return ID;
    }
  }

  /**
   * An autoencoder with a head for each column by its type, for tables of mixed columns; the score
   * is the negative logarithm of the likelihood.
   *
   * @param layout what the numbers of a row are; empty until the table is known, and where all are
   *     real numbers
   */
  record Mixed(MixedOptions options, Optional<MixedLayout> layout) implements AnomalyModel {
    /** The name in texts and files. */
    public static final String ID = "mixed";

    /** With the usual options. */
    public static final Mixed DEFAULTS = new Mixed(MixedOptions.DEFAULTS, Optional.empty());

    @Override
    public String id() {
      return ID;
    }
  }

  /**
   * Dense autoencoders of random depth and width, each trained on rows drawn with replacement (Chen
   * et al., "Outlier detection with autoencoder ensembles", 2017; Breiman, "Bagging predictors",
   * 1996). The score is the mean of their errors, each over its median for held-out rows.
   *
   * @param members 1 to 1,000
   * @param epochs passes of a member over its rows
   */
  record Ensemble(int members, int epochs) implements AnomalyModel {
    /** The name in texts and files. */
    public static final String ID = "ensemble";

    /** Ten members. */
    public static final Ensemble DEFAULTS = new Ensemble(10, 30);

    static final int MOST = 1000;

    public Ensemble {
      if (members < 1 || members > MOST || epochs < 1) {
        throw new IllegalArgumentException(
            "an ensemble needs 1 to %d members and an epoch or more, got %d and %d"
                .formatted(MOST, members, epochs));
      }
    }

    @Override
    public String id() {
      return ID;
    }
  }

  /**
   * Small dense autoencoders for training rows of which many may be anomalies. Each learns, for a
   * few steps, from other rows drawn at random, and only from those that it restores best so far
   * (least trimmed squares, Rousseeuw, 1984): what is usual is learned first, and a crowd of
   * anomalies that resemble each other never. Columns are scaled by their median, and errors are
   * absolute, so that anomalies do not say what is usual. The score is the mean of the members'
   * errors, each over its median for held-out rows.
   *
   * @param members 1 to 1,000
   * @param rows that a member sees, all in each step
   * @param steps of a member
   * @param trim share of the rows, the worst ones, that does not count in a step, in [0, 1)
   */
  record Robust(int members, int rows, int steps, double trim) implements AnomalyModel {
    /** The name in texts and files. */
    public static final String ID = "robust";

    /** Half of the rows count. */
    public static final Robust DEFAULTS = new Robust(20, 256, 100, 0.5);

    public Robust {
      if (members < 1 || members > Ensemble.MOST || rows < 2 || steps < 1) {
        throw new IllegalArgumentException(
            "a robust detector needs 1 to %d members, 2 rows or more and a step or more, got %d, %d and %d"
                .formatted(Ensemble.MOST, members, rows, steps));
      }
      if (!(trim >= 0 && trim < 1)) {
        throw new IllegalArgumentException("the trimmed share must be in [0, 1), got " + trim);
      }
    }

    @Override
    public String id() {
      return ID;
    }
  }

  /**
   * A recurrent autoencoder that takes the columns of a row as the steps of a sequence, trained by
   * Adam on the absolute error, with a rate that falls to 0: for rows that are one measurement over
   * time each, such as heartbeats. All columns share one scale, so that the shape of a row stays
   * what it is. The score is the absolute error too.
   *
   * @param cell of encoder and decoder
   * @param hidden numbers of a state
   * @param code numbers of the code
   * @param epochs passes over the rows
   */
  record Recurrent(Cell cell, int hidden, int code, int epochs) implements AnomalyModel {
    /** The name of one of LSTMs in texts and files. */
    public static final String LSTM = "lstm";

    /** The name of one of GRUs in texts and files. */
    public static final String GRU = "gru";

    /** The usual one with a kind of cell. */
    public static Recurrent of(Cell cell) {
      return new Recurrent(cell, 64, 16, 60);
    }

    @Override
    public String id() {
      return cell == Cell.LSTM ? LSTM : GRU;
    }
  }

  /**
   * The linear autoencoder, which principal component analysis solves.
   *
   * @param share how much of the variance the components explain at least, in (0, 1)
   */
  record Principal(double share) implements AnomalyModel {
    /** The name in texts and files. */
    public static final String ID = "pca";

    /** Nine tenths of the variance. */
    public static final Principal DEFAULTS = new Principal(0.9);

    public Principal {
      if (!(share > 0 && share < 1)) {
        throw new IllegalArgumentException(
            "PCA: the share of variance must be between 0 and 1, got " + share);
      }
    }

    @Override
    public String id() {
      return ID;
    }
  }

  /**
   * The distance to the k-th nearest training row (Ramaswamy et al., 2000); learns nothing.
   *
   * @param k 1 or more
   */
  record Distance(int k) implements AnomalyModel {
    /** The name in texts and files. */
    public static final String ID = "distance";

    /** To the fifth. */
    public static final Distance DEFAULTS = new Distance(5);

    public Distance {
      requireNeighbours(k);
    }

    @Override
    public String id() {
      return ID;
    }
  }

  /**
   * A model together with the distance to the k-th nearest training row.
   *
   * @param base neither a distance nor a choice
   * @param k 1 or more
   */
  record AndDistance(AnomalyModel base, int k) implements AnomalyModel {
    public AndDistance {
      requireNeighbours(k);
      if (base instanceof Distance || base instanceof AndDistance || base instanceof Best) {
        throw new IllegalArgumentException("distances do not go together with " + base.id());
      }
    }

    @Override
    public String id() {
      return base.id() + AND_DISTANCE;
    }
  }

  /**
   * The best of several, by the area under the ROC curve on held-out rows: against the known
   * anomalies among them, or where none is known against {@linkplain SyntheticAnomaly anomalies
   * made of ordinary rows}.
   *
   * @param candidates one or more, the first of equals is taken
   */
  record Best(List<AnomalyModel> candidates) implements AnomalyModel {
    /** The name in texts. */
    public static final String ID = "auto";

    /** The default detector, its parts, and simpler ones. */
    public static final Best DEFAULTS =
        new Best(
            List.of(
                Denoising.DEFAULTS.andDistance(),
                Denoising.DEFAULTS,
                Mixed.DEFAULTS,
                Ensemble.DEFAULTS,
                Variational.DEFAULTS,
                Dense.DEFAULTS,
                Distance.DEFAULTS,
                Principal.DEFAULTS));

    public Best {
      candidates = List.copyOf(candidates);
      if (candidates.isEmpty() || candidates.stream().anyMatch(Best.class::isInstance)) {
        throw new IllegalArgumentException("a choice needs models to choose from, got none");
      }
    }

    @Override
    public String id() {
      return ID;
    }
  }

  /** All models with their usual options; {@link Best} is the last. */
  static List<AnomalyModel> all() {
    return List.of(
        Denoising.DEFAULTS.andDistance(),
        Denoising.DEFAULTS,
        Dense.DEFAULTS,
        Robust.DEFAULTS,
        Variational.DEFAULTS,
        Mixed.DEFAULTS,
        Mixed.DEFAULTS.andDistance(),
        Ensemble.DEFAULTS,
        Principal.DEFAULTS,
        Distance.DEFAULTS,
        Recurrent.of(Cell.LSTM),
        Recurrent.of(Cell.LSTM).andDistance(),
        Recurrent.of(Cell.GRU),
        Recurrent.of(Cell.GRU).andDistance(),
        Best.DEFAULTS);
  }

  private static void requireNeighbours(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("nearest rows: k must be 1 or more, got " + k);
    }
  }
}
