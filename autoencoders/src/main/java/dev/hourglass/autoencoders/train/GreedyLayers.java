package dev.hourglass.autoencoders.train;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.DenseSpec;
import dev.hourglass.autoencoders.Family;
import dev.hourglass.autoencoders.Plain;
import dev.hourglass.autoencoders.StopReason;
import dev.hourglass.autoencoders.denoising.Denoising;
import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.layer.Norm;
import dev.hourglass.autoencoders.layer.ParameterLayout;
import dev.hourglass.autoencoders.layer.ParameterSpec;
import dev.hourglass.autoencoders.loss.Loss;
import dev.hourglass.autoencoders.stacked.Stacked;
import dev.hourglass.engine.NDArray;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Greedy layer-wise pretraining (Bengio et al., 2007): layer after layer, each as an autoencoder of
 * its own on the codes of the one below. With checkpoints each layer has a folder of its own.
 */
record GreedyLayers(
    Autoencoder model,
    DenseSpec spec,
    Stacked stacked,
    TrainOptions options,
    List<TrainingListener> listeners,
    @Nullable CheckpointPlan checkpoint) {

  /** First weights of the whole, learned from the rows that it will learn from. */
  Start run(TrainingData data) {
    model.layout().initialise(model.state(), options.seed());
    Map<String, Double> measures = new TreeMap<>();
    NDArray rows = chosen(data);
    int layers = spec.latentIndex();
    for (int i = 0; i < layers; i++) {
      String name =
          "layer %d of %d, %d to %d"
              .formatted(i + 1, layers, spec.layers().get(i), spec.layers().get(i + 1));
      listeners.forEach(l -> l.onPart(name, stacked.epochs()));
      TrainingRun run = trainer(i).fit(rows);
      if (run.record().stopped() == StopReason.CANCELLED) {
        return new Start(Optional.empty(), measures, true);
      }
      measures.put("layer_%d_loss".formatted(i + 1), run.record().history().getLast().trainLoss());
      adopt(run.model(), i);
      rows = i + 1 < layers ? run.model().encode(rows) : rows;
    }
    listeners.forEach(l -> l.onPart("all layers", options.epochs()));
    return new Start(Optional.of(Weights.of(model)), measures, false);
  }

  private static NDArray chosen(TrainingData data) {
    int[] numbers = data.trainRows();
    NDArray all = data.train().inputs();
    if (numbers.length == data.train().count()) {
      return all;
    }
    int width = all.shape().dim(1);
    float[] rows = new float[Math.multiplyExact(numbers.length, width)];
    for (int i = 0; i < numbers.length; i++) {
      System.arraycopy(all.data(), numbers[i] * width, rows, i * width, width);
    }
    return NDArray.of(rows, numbers.length, width);
  }

  private Trainer trainer(int i) {
    Family family = stacked.noise().<Family>map(Denoising::new).orElse(new Plain());
    Trainer trainer =
        Trainer.of(Autoencoder.of(layer(i), family))
            .loss(loss(i))
            .optimizer(options.optimizer())
            .schedule(options.schedule())
            .clipping(options.clipping())
            .penalty(options.penalty())
            .epochs(stacked.epochs())
            .batchSize(options.batchSize())
            .seed(options.seed())
            .threads(options.threads());
    listeners.forEach(trainer::callback);
    if (checkpoint != null) {
      trainer.checkpoint(
          checkpoint.folder().resolve("layer-" + (i + 1)),
          checkpoint.resume(),
          checkpoint.rhythm());
    }
    return trainer;
  }

  private DenseSpec layer(int i) {
    int in = spec.layers().get(i);
    int out = spec.layers().get(i + 1);
    Activation ofCode = i == spec.latentIndex() - 1 ? spec.latentActivation() : spec.activation();
    Activation ofRows = i == 0 ? spec.outputActivation() : spec.activation();
    boolean top = i == spec.latentIndex() - 1; // the code of the whole is not normalised
    return new DenseSpec(
        List.of(in, out, in),
        1,
        ofCode,
        ofCode,
        ofRows,
        spec.init(),
        spec.tied(),
        top && i > 0 ? Norm.NONE : spec.norm(),
        top && i > 0 ? 0 : spec.dropout());
  }

  /** Codes of sigmoids are in [0, 1], as rows with a cross-entropy are; of others anywhere. */
  private Loss loss(int i) {
    boolean likeRows = options.loss() == Loss.BCE && spec.activation() == Activation.SIGMOID;
    return i == 0 || likeRows ? options.loss() : Loss.MSE;
  }

  /** Gives the whole the weights of a layer, and of its mirror image where there is one. */
  private void adopt(Autoencoder layer, int i) {
    adopt(layer, layer.layout(), model.layout(), i);
    layer
        .statistics()
        .ifPresent(kept -> model.statistics().ifPresent(all -> adopt(layer, kept, all, i)));
  }

  private void adopt(Autoencoder layer, ParameterLayout ofLayer, ParameterLayout whole, int i) {
    int mirror = spec.layers().size() - 2 - spec.latentIndex() - i;
    for (ParameterSpec from : ofLayer.specs()) {
      String name =
          from.name()
              .replace("encoder.0", "encoder." + i)
              .replace("decoder.0", "decoder." + mirror);
      for (ParameterSpec to : whole.specs()) {
        if (to.name().equals(name) && to.shape().equals(from.shape())) {
          System.arraycopy(
              layer.state().get(ofLayer.theta()).data(),
              ofLayer.offset(from.name()),
              model.state().get(whole.theta()).data(),
              whole.offset(name),
              to.shape().size());
        }
      }
    }
  }
}
