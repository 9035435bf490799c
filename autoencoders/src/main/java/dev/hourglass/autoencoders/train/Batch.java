package dev.hourglass.autoencoders.train;

import dev.hourglass.autoencoders.Architecture;
import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.Family;
import dev.hourglass.autoencoders.layer.Pass;
import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.Tensors;

/**
 * The graph of a batch.
 *
 * @param data input [N, D]
 * @param targets input [N, K]; the same tensor as {@code data} where rows are to be reconstructed
 * @param rows input [B]: which rows of the data
 * @param pass the way of the batch through the network
 * @param error the reconstruction error, rank 0
 * @param objective what training makes small: the error and the family's term
 */
record Batch(Tensor data, Tensor targets, Tensor rows, Pass pass, Tensor error, Tensor objective) {
  /** How many rows at most go through at once where nothing is learned. */
  static final int CHUNK = 1024;

  /** Of a step that learns. */
  static Batch training(Autoencoder model, TrainOptions o, Examples data, int count) {
    Pass pass = Pass.training(model.layout(), model.statistics());
    return of(model, pass, true, true, o, data, count);
  }

  /** Of rows as what is learned sees them. */
  static Batch evaluation(Autoencoder model, TrainOptions o, View view, Examples data, int count) {
    boolean noisy = view == View.NOISY;
    boolean attacked = view == View.ATTACKED;
    return of(model, inference(model), noisy, attacked, o, data, count);
  }

  private static Batch of(
      Autoencoder model,
      Pass pass,
      boolean noisy,
      boolean attacked,
      TrainOptions o,
      Examples data,
      int count) {
    Architecture architecture = model.architecture();
    Family family = model.family();
    Tensor all = Tensors.input("data", data.inputs().shape().toArray());
    Tensor wanted =
        data.areToBeReconstructed()
            ? all
            : Tensors.input("targets", data.targets().shape().toArray());
    Tensor rows = Tensors.intInput("rows", count);
    Tensor x = Tensors.gather(all, rows);
    Tensor target = wanted == all ? x : Tensors.gather(wanted, rows);
    if (pass.isTraining()) {
      pass.target(target);
    }
    Tensor damaged = noisy ? family.corrupt(x, pass) : x;
    Tensor input =
        attacked
            ? o.adversary().attack(damaged, at -> attackedError(model, o, at, target), pass)
            : damaged;
    Tensor code = architecture.encode(input, pass);
    Tensor error = error(model, o, code, target, pass);
    Family.Coded coded = new Family.Coded(architecture, input, code);
    Tensor objective = family.term(coded, pass).map(term -> Tensors.add(error, term)).orElse(error);
    return new Batch(all, wanted, rows, pass, error, objective);
  }

  /** A pass that only uses what is learned so far. */
  static Pass inference(Autoencoder model) {
    return Pass.inference(model.layout(), model.statistics());
  }

  /** What an adversary makes large: the error of an input, by what is learned so far. */
  private static Tensor attackedError(
      Autoencoder model, TrainOptions o, Tensor input, Tensor target) {
    Pass pass = inference(model);
    return error(model, o, model.architecture().encode(input, pass), target, pass);
  }

  private static Tensor error(
      Autoencoder model, TrainOptions o, Tensor code, Tensor target, Pass pass) {
    Architecture architecture = model.architecture();
    Tensor z = architecture.preactivation(model.family().code(code, pass), pass);
    return model
        .family()
        .reconstruction(o.loss(), z, architecture.outputActivation(), target, pass);
  }

  Tensor gradient(Autoencoder model, TrainOptions o) {
    return model.layout().flatGradient(o.penalty().addTo(objective, model.layout()));
  }
}
