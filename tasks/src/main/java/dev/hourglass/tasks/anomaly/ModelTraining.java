package dev.hourglass.tasks.anomaly;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.DenseSpec;
import dev.hourglass.autoencoders.Preprocessing;
import dev.hourglass.autoencoders.loss.Loss;
import dev.hourglass.autoencoders.optim.Adam;
import dev.hourglass.autoencoders.optim.Clipping;
import dev.hourglass.autoencoders.optim.Schedule;
import dev.hourglass.autoencoders.train.Trainer;
import dev.hourglass.engine.NDArray;
import dev.hourglass.tasks.baseline.ColumnScale;
import dev.hourglass.tasks.baseline.Neighbours;
import dev.hourglass.tasks.denoising.DenoisingAutoencoder;
import dev.hourglass.tasks.denoising.DenoisingOptions;
import dev.hourglass.tasks.denoising.DenoisingScore;
import dev.hourglass.tasks.metrics.Quantiles;
import dev.hourglass.tasks.mixed.MixedAutoencoder;
import dev.hourglass.tasks.mixed.MixedLayout;
import dev.hourglass.tasks.mixed.MixedOptions;
import dev.hourglass.tasks.variational.VariationalAutoencoder;
import dev.hourglass.tasks.variational.VariationalOptions;
import java.util.Arrays;
import java.util.Optional;

/**
 * Trains the model of a detector.
 *
 * @param train standardised rows to learn from, [N, D]
 * @param heldOut standardised rows that say what is usual, [M, D]
 * @param scale what was done to all these rows
 */
record ModelTraining(
    NDArray train,
    NDArray heldOut,
    Preprocessing.Standardise scale,
    Reference reference,
    AnomalyOptions options) {
  private static final double RATE = 1e-3;
  private static final double RATE_OF_RECURRENT = 3e-3;

  /** What is done to the rows before the model sees them: a course in time keeps its shape. */
  static Preprocessing.Standardise scale(
      AnomalyModel model, NDArray train, Preprocessing.Standardise ofColumns) {
    return switch (model) {
      case AnomalyModel.Recurrent _ -> ColumnScale.common(train);
      case AnomalyModel.AndDistance(AnomalyModel base, int _) -> scale(base, train, ofColumns);
      default -> ofColumns;
    };
  }

  RowModel run() {
    return run(options.model());
  }

  private RowModel run(AnomalyModel model) {
    return switch (model) {
      case AnomalyModel.Denoising(DenoisingOptions o) -> denoising(o);
      case AnomalyModel.Dense dense -> dense(dense);
      case AnomalyModel.Variational(VariationalOptions o) ->
          new VariationalModel(
              VariationalAutoencoder.train(
                  train, o.withSeed(options.seed()).withThreads(options.threads())));
      case AnomalyModel.Mixed(MixedOptions o, Optional<MixedLayout> layout) ->
          new MixedModel(
              MixedAutoencoder.train(
                  train,
                  layout.orElseGet(() -> MixedLayout.numbers(train.shape().dim(1))),
                  scale,
                  o.withSeed(options.seed()).withThreads(options.threads())));
      case AnomalyModel.Ensemble ensemble -> new EnsembleTraining(this, ensemble).run();
      case AnomalyModel.Robust robust -> new RobustTraining(this, robust).run();
      case AnomalyModel.Recurrent recurrent -> recurrent(recurrent);
      case AnomalyModel.Principal(double share) -> new PrincipalComponents(train, share).model();
      case AnomalyModel.Distance(int k) -> new DistanceModel(reference, k);
      case AnomalyModel.AndDistance(AnomalyModel base, int k) -> blend(run(base), k);
      case AnomalyModel.Best _ ->
          throw new IllegalArgumentException("a choice of models is made before one is trained");
    };
  }

  private AutoencoderModel dense(AnomalyModel.Dense dense) {
    DenseSpec spec = Networks.dense(dense, train.shape().dim(1));
    return new AutoencoderModel(
        dense.id(), dense(Autoencoder.of(spec), train, dense, options.seed()), false);
  }

  /** Trains a dense autoencoder as the detectors do. */
  Autoencoder dense(Autoencoder model, NDArray rows, AnomalyModel.Dense dense, long seed) {
    trainer(model, Loss.MSE, RATE, seed)
        .batchSize(dense.batchSize())
        .epochs(dense.epochs())
        .fit(rows);
    model.threads(options.threads());
    return model;
  }

  /** Adam with the threads of the detector. */
  Trainer trainer(Autoencoder model, Loss loss, double rate, long seed) {
    return Trainer.of(model)
        .loss(loss)
        .optimizer(Adam.of(rate))
        .seed(seed)
        .threads(options.threads());
  }

  private AutoencoderModel recurrent(AnomalyModel.Recurrent recurrent) {
    Autoencoder model = Autoencoder.of(Networks.recurrent(recurrent, train.shape().dim(1)));
    trainer(model, Loss.MAE, RATE_OF_RECURRENT, options.seed())
        .clipping(new Clipping.ByGlobalNorm(1))
        .schedule(new Schedule.Cosine(0))
        .batchSize(32)
        .epochs(recurrent.epochs())
        .fit(train);
    model.threads(options.threads());
    return new AutoencoderModel(recurrent.id(), model, true);
  }

  private DenoisingModel denoising(DenoisingOptions o) {
    DenoisingAutoencoder model =
        DenoisingAutoencoder.train(
            train, o.withSeed(options.seed()).withThreads(options.threads()));
    return new DenoisingModel(model, DenoisingScore.fit(model, train));
  }

  private BlendModel blend(RowModel base, int k) {
    Neighbours nearest = reference.nearest(heldOut, k);
    double[] distances = new double[nearest.rows()];
    Arrays.setAll(distances, i -> nearest.distance(i, nearest.k() - 1));
    return new BlendModel(base, reference, k, usualScore(base), usual(distances));
  }

  /** The median score of held-out rows by a model that needs no distances, above 0. */
  double usualScore(RowModel model) {
    return usualScore(model, heldOut);
  }

  /** The median score of rows by a model that needs no distances, above 0. */
  static double usualScore(RowModel model, NDArray rows) {
    return usual(AnomalyDetector.sums(model.parts(rows, Neighbours.NONE), rows.shape().dim(1)));
  }

  private static double usual(double[] values) {
    double median = Quantiles.of(values, 0.5);
    return median > 0 ? median : 1;
  }
}
