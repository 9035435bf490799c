package dev.hourglass.autoencoders;

import dev.hourglass.autoencoders.contractive.Contractive;
import dev.hourglass.autoencoders.denoising.Denoising;
import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.layer.Pass;
import dev.hourglass.autoencoders.loss.Loss;
import dev.hourglass.autoencoders.robust.Robust;
import dev.hourglass.autoencoders.sparse.KSparse;
import dev.hourglass.autoencoders.sparse.KlSparse;
import dev.hourglass.autoencoders.sparse.L1Sparse;
import dev.hourglass.autoencoders.stacked.Stacked;
import dev.hourglass.engine.Tensor;
import java.util.Optional;

/**
 * What makes an autoencoder more than an architecture: what it sees while it learns, what becomes
 * of its code, and what it pays for beside the reconstruction error. Any family goes with any
 * architecture. Every method builds graph; each has a default that changes nothing.
 */
public sealed interface Family
    permits Plain, L1Sparse, KlSparse, KSparse, Denoising, Contractive, Robust, Stacked {

  /** The name on the command line and in a model file, such as {@code plain}. */
  String id();

  /**
   * Refuses an architecture that it cannot go with.
   *
   * @throws IllegalArgumentException if so, in one line
   */
  default void requireFits(Architecture architecture) {}

  /** Whether {@link #corrupt} changes anything. */
  default boolean corrupts() {
    return false;
  }

  /** What the encoder sees of x (B, D) while it learns; the target stays x. */
  default Tensor corrupt(Tensor x, Pass pass) {
    return x;
  }

  /** The code (B, L) that the decoder sees, of the encoder's; in training and after it. */
  default Tensor code(Tensor code, Pass pass) {
    return code;
  }

  /**
   * The reconstruction error, rank 0: what training and validation report.
   *
   * @param preactivation (B, D), before the output activation
   * @param target (B, D)
   */
  default Tensor reconstruction(
      Loss loss, Tensor preactivation, Activation output, Tensor target, Pass pass) {
    return loss.of(preactivation, output, target);
  }

  /**
   * What is added to the reconstruction error in training, rank 0; not part of what is reported.
   */
  default Optional<Tensor> term(Coded batch, Pass pass) {
    return Optional.empty();
  }

  /**
   * A batch on its way.
   *
   * @param architecture that encodes it
   * @param input (B, D), what the encoder saw
   * @param code (B, L), the encoder's own, before {@link Family#code}
   */
  record Coded(Architecture architecture, Tensor input, Tensor code) {}
}
