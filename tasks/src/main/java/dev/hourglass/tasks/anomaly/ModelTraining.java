package dev.hourglass.tasks.anomaly;

import dev.hourglass.autoencoders.Architecture;
import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.DenseSpec;
import dev.hourglass.autoencoders.Preprocessing;
import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.loss.Loss;
import dev.hourglass.autoencoders.optim.Adam;
import dev.hourglass.autoencoders.optim.Clipping;
import dev.hourglass.autoencoders.optim.Schedule;
import dev.hourglass.autoencoders.recurrent.RecurrentSpec;
import dev.hourglass.autoencoders.train.Trainer;
import dev.hourglass.engine.NDArray;
import dev.hourglass.tasks.baseline.ColumnScale;
import dev.hourglass.tasks.baseline.Neighbours;
import dev.hourglass.tasks.denoising.DenoisingAutoencoder;
import dev.hourglass.tasks.denoising.DenoisingOptions;
import dev.hourglass.tasks.denoising.DenoisingScore;
import dev.hourglass.tasks.metrics.Quantiles;
import java.util.Arrays;
import java.util.List;

/**
 * Trains the model of a detector.
 *
 * @param train standardised rows to learn from, [N, D]
 * @param heldOut standardised rows that say what is usual, [M, D]
 */
record ModelTraining(NDArray train, NDArray heldOut, Reference reference, AnomalyOptions options) {

  RowModel run() {
    return switch (options.model()) {
      case AnomalyOptions.Model.Denoising(DenoisingOptions o) -> denoising(o);
      case AnomalyOptions.Model.Blend(DenoisingOptions o, int k) -> {
        RowModel.Denoising base = denoising(o);
        yield blend(base, base.score().scores(heldOut), k);
      }
      case AnomalyOptions.Model.Dense dense -> dense(dense);
      case AnomalyOptions.Model.Recurrent recurrent -> {
        RowModel.Plain base = recurrent(recurrent);
        yield recurrent.k() == 0 ? base : blend(base, errors(base), recurrent.k());
      }
    };
  }

  /** What is done to the rows before the model sees them: a course in time keeps its shape. */
  static Preprocessing.Standardise scale(
      AnomalyOptions.Model model, NDArray train, Preprocessing.Standardise ofColumns) {
    return model instanceof AnomalyOptions.Model.Recurrent ? ColumnScale.common(train) : ofColumns;
  }

  private RowModel.Plain dense(AnomalyOptions.Model.Dense dense) {
    Autoencoder model = Autoencoder.of(spec(dense, train.shape().dim(1)));
    fit(
        model,
        Trainer.of(model)
            .loss(Loss.MSE)
            .optimizer(Adam.of(1e-3))
            .batchSize(64)
            .epochs(dense.epochs()));
    return new RowModel.Plain(model, false);
  }

  private RowModel.Plain recurrent(AnomalyOptions.Model.Recurrent recurrent) {
    Autoencoder model = Autoencoder.of(spec(recurrent, train.shape().dim(1)));
    fit(
        model,
        Trainer.of(model)
            .loss(Loss.MAE)
            .optimizer(Adam.of(3e-3))
            .clipping(new Clipping.ByGlobalNorm(1))
            .schedule(Schedule.parse("cosine"))
            .batchSize(32)
            .epochs(recurrent.epochs()));
    return new RowModel.Plain(model, true);
  }

  private void fit(Autoencoder model, Trainer trainer) {
    trainer.seed(options.seed()).threads(options.threads()).fit(train);
    model.threads(options.threads());
  }

  static Architecture spec(AnomalyOptions.Model.Recurrent recurrent, int columns) {
    return RecurrentSpec.of(recurrent.cell(), columns, 1)
        .hidden(recurrent.hidden())
        .latent(recurrent.code())
        .spec();
  }

  static DenseSpec spec(AnomalyOptions.Model.Dense dense, int columns) {
    List<Integer> layers = List.of(columns, dense.width(), dense.code(), dense.width(), columns);
    return new DenseSpec(
        layers, 2, Activation.RELU, Activation.LINEAR, Activation.LINEAR, null, false);
  }

  private RowModel.Denoising denoising(DenoisingOptions o) {
    DenoisingAutoencoder model =
        DenoisingAutoencoder.train(
            train, o.withSeed(options.seed()).withThreads(options.threads()));
    return new RowModel.Denoising(model, DenoisingScore.fit(model, train));
  }

  private double[] errors(RowModel.Plain base) {
    return AnomalyDetector.sums(base.parts(heldOut, Neighbours.NONE), heldOut.shape().dim(1));
  }

  /**
   * @param errors of the held-out rows, by the base
   */
  private RowModel.Blend blend(RowModel base, double[] errors, int k) {
    Neighbours nearest = reference.nearest(heldOut, k);
    double[] distances = new double[nearest.rows()];
    Arrays.setAll(distances, i -> nearest.distance(i, nearest.k() - 1));
    double error = Quantiles.of(errors, 0.5);
    double distance = Quantiles.of(distances, 0.5);
    return new RowModel.Blend(
        base, reference, k, error > 0 ? error : 1, distance > 0 ? distance : 1);
  }
}
