package dev.hourglass.autoencoders;

import dev.hourglass.autoencoders.conv.ConvSpec;
import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.layer.ParameterSpec;
import dev.hourglass.autoencoders.layer.Pass;
import dev.hourglass.autoencoders.recurrent.RecurrentSpec;
import dev.hourglass.autoencoders.supervised.HeadSpec;
import dev.hourglass.engine.Tensor;
import java.util.List;

/**
 * What a network is made of, apart from how it is trained: an immutable record that builds the
 * graph of its encoder and its decoder. What comes in and goes out is always rows, (B, D); pictures
 * and sequences are reshaped inside.
 */
public sealed interface Architecture permits DenseSpec, ConvSpec, RecurrentSpec, HeadSpec {

  /** The name on the command line and in a model file, such as {@code dense}. */
  String kind();

  /** D: how long a row is. */
  int inputWidth();

  /** How long what comes out is: D, but K for a head that says something else about a row. */
  default int outputWidth() {
    return inputWidth();
  }

  /** Whether what comes out is the row again. */
  default boolean reconstructs() {
    return true;
  }

  /** L: how long a code is, all its numbers in one row. */
  int codeWidth();

  /** Of the reconstruction. */
  Activation outputActivation();

  /** What is learned from the gradient, in the order in which it lies in memory. */
  List<ParameterSpec> parameters();

  /** What is kept beside the parameters but not learned, such as running means; often nothing. */
  default List<ParameterSpec> statistics() {
    return List.of();
  }

  /** Whether a gradient through the encoder can be differentiated again. */
  default boolean differentiableTwice() {
    return true;
  }

  /** The layers from the input to the output, for people. */
  List<LayerSummary> describe();

  /** Codes (B, L) of x (B, D). */
  Tensor encode(Tensor x, Pass pass);

  /** The decoder before its last activation: codes (B, L) to (B, D), (B, K) for a head. */
  Tensor preactivation(Tensor code, Pass pass);
}
