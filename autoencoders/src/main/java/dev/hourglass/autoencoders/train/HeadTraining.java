package dev.hourglass.autoencoders.train;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.Preprocessing;
import dev.hourglass.autoencoders.PreprocessingPlan;
import dev.hourglass.autoencoders.layer.ParameterLayout;
import dev.hourglass.autoencoders.layer.ParameterSpec;
import dev.hourglass.autoencoders.supervised.HeadSpec;
import dev.hourglass.autoencoders.supervised.Labelled;
import dev.hourglass.autoencoders.supervised.Targets;
import dev.hourglass.engine.NDArray;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Trains a head on the encoder of a trained autoencoder, which stays as it is.
 *
 * @param encoder whose codes are to be used
 * @param targets what the head is to say
 * @param frozen whether only the head learns. Codes are then computed once and standardised, so an
 *     epoch costs next to nothing; what comes out is softmax or linear regression on the codes, a
 *     linear probe. Otherwise the encoder learns along, with its family's noise and prices.
 */
public record HeadTraining(Autoencoder encoder, Targets targets, boolean frozen) {

  /**
   * Trains.
   *
   * @param settings completes the trainer, such as {@code t -> t.epochs(10).seed(7)}; its loss and
   *     its preprocessing are set already
   * @return the encoder with its head, and how they came about
   * @throws IllegalArgumentException if rows, targets or settings do not fit, in one line
   * @throws TrainingFailure if the loss stops being a number
   */
  public TrainingRun fit(
      Labelled training, Optional<Labelled> validation, UnaryOperator<Trainer> settings) {
    return frozen
        ? frozen(training, validation, settings)
        : fineTuned(training, validation, settings);
  }

  private Autoencoder network() {
    Autoencoder network =
        Autoencoder.of(HeadSpec.on(encoder.architecture(), targets), encoder.family());
    copy(encoder, encoder.layout(), network, network.layout());
    network
        .statistics()
        .ifPresent(kept -> copy(encoder, encoder.statistics().orElseThrow(), network, kept));
    return network;
  }

  private static void copy(
      Autoencoder from, ParameterLayout layout, Autoencoder to, ParameterLayout target) {
    float[] source = from.state().get(layout.theta()).data();
    float[] values = to.state().get(target.theta()).data();
    for (ParameterSpec spec : target.specs()) {
      if (layout.specs().contains(spec)) {
        System.arraycopy(
            source,
            layout.offset(spec.name()),
            values,
            target.offset(spec.name()),
            spec.shape().size());
      }
    }
  }

  private TrainingRun fineTuned(
      Labelled training, Optional<Labelled> validation, UnaryOperator<Trainer> settings) {
    Autoencoder network = network();
    Trainer trainer = settings.apply(Trainer.of(network).loss(targets.loss())).fromPresentWeights();
    drawHead(network, trainer.options().seed());
    Preprocessing scale = encoder.preprocessing();
    validation.ifPresent(v -> trainer.validation(scale.applied(v.rows()), v.targets()));
    TrainingRun run = trainer.fit(scale.applied(training.rows()), training.targets());
    network.preprocessing(scale);
    return run;
  }

  /** First weights of the head; those of the encoder stay. */
  private void drawHead(Autoencoder network, long seed) {
    Autoencoder drawn =
        Autoencoder.of(HeadSpec.onRows(network.architecture().codeWidth(), targets));
    drawn.layout().initialise(drawn.state(), seed);
    copy(drawn, drawn.layout(), network, network.layout());
  }

  private TrainingRun frozen(
      Labelled training, Optional<Labelled> validation, UnaryOperator<Trainer> settings) {
    NDArray codes = encoder.encode(training.rows());
    Autoencoder head = Autoencoder.of(HeadSpec.onRows(codes.shape().dim(1), targets));
    Trainer trainer =
        settings.apply(
            Trainer.of(head)
                .loss(targets.loss())
                .preprocessing(PreprocessingPlan.parse("standardise")));
    validation.ifPresent(v -> trainer.validation(encoder.encode(v.rows()), v.targets()));
    TrainingRun run = trainer.fit(codes, training.targets());
    Autoencoder network = network();
    copy(head, head.layout(), network, network.layout());
    unscale(network, head.preprocessing());
    network.preprocessing(encoder.preprocessing());
    return new TrainingRun(network, run.record());
  }

  /** Makes a head for standardised codes one for codes as they are: (x - m) / s W + b. */
  private static void unscale(Autoencoder network, Preprocessing scale) {
    int codes = network.architecture().codeWidth();
    int count = network.architecture().outputWidth();
    float[] origin = new float[codes];
    float[] unit = new float[codes];
    Arrays.fill(unit, 1);
    scale.apply(origin); // -m / s
    scale.apply(unit); // (1 - m) / s
    float[] theta = network.state().get(network.layout().theta()).data();
    int weight = network.layout().offset("head.weight");
    int bias = network.layout().offset("head.bias");
    for (int k = 0; k < count; k++) {
      double moved = theta[bias + k];
      for (int i = 0; i < codes; i++) {
        int at = weight + i * count + k;
        moved += (double) origin[i] * theta[at];
        theta[at] = (float) (((double) unit[i] - origin[i]) * theta[at]);
      }
      theta[bias + k] = (float) moved;
    }
  }
}
