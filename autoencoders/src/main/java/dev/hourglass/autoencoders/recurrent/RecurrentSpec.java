package dev.hourglass.autoencoders.recurrent;

import dev.hourglass.autoencoders.Architecture;
import dev.hourglass.autoencoders.LayerSummary;
import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.layer.ParameterSpec;
import dev.hourglass.autoencoders.layer.Pass;
import dev.hourglass.engine.Op.Cell;
import dev.hourglass.engine.Tensor;
import java.util.List;

/**
 * A recurrent sequence-to-sequence autoencoder (Srivastava et al., 2015, "Unsupervised Learning of
 * Video Representations using LSTMs"). The encoder reads the steps; a dense layer makes the code of
 * its last states. The decoder starts from states that another dense layer makes of the code, sees
 * the code at every step, and a last dense layer makes each step's numbers of its hidden state.
 *
 * <p>Use it where what happens at a step depends on what came long before, in sequences of up to
 * some hundred steps; a convolutional architecture trains faster and is often as good where the
 * neighbourhood says enough. It has no second derivatives, so a contractive family cannot use it.
 *
 * @param steps T, of a sequence
 * @param features F, numbers of a step; a row has T F
 * @param cell of the encoder
 * @param hidden numbers of a state of the encoder
 * @param layers of the encoder
 * @param bidirectional whether the encoder also reads from the end
 * @param latent length of the code
 * @param decoderCell of the decoder
 * @param decoderHidden numbers of a state of the decoder
 * @param decoderLayers of the decoder
 * @param reversed whether the decoder tells the sequence from its end, so that it begins with what
 *     the encoder saw last (Sutskever et al., 2014)
 * @param teacherForcing whether the decoder sees the step before, too: in training the true one
 *     (Williams and Zipser, 1989), else its own; without, the code alone
 * @param latentActivation of the code
 * @param outputActivation of the reconstruction
 */
public record RecurrentSpec(
    int steps,
    int features,
    Cell cell,
    int hidden,
    int layers,
    boolean bidirectional,
    int latent,
    Cell decoderCell,
    int decoderHidden,
    int decoderLayers,
    boolean reversed,
    boolean teacherForcing,
    Activation latentActivation,
    Activation outputActivation)
    implements Architecture {
  private static final int MOST_LAYERS = 100;

  public RecurrentSpec {
    require(
        steps >= 1 && features >= 1 && (long) steps * features <= Integer.MAX_VALUE,
        "a sequence needs a step and a feature, and less than 2^31 numbers, got %d x %d",
        steps,
        features);
    require(
        hidden >= 1 && decoderHidden >= 1 && latent >= 1,
        "hidden numbers of encoder and decoder, and the code, must be 1 or more, got %d, %d and %d",
        hidden,
        decoderHidden,
        latent);
    require(
        layers >= 1 && layers <= MOST_LAYERS && decoderLayers >= 1 && decoderLayers <= MOST_LAYERS,
        "encoder and decoder need 1 to %d layers, got %d and %d",
        MOST_LAYERS,
        layers,
        decoderLayers);
  }

  private static void require(boolean holds, String message, Object... numbers) {
    if (!holds) {
      throw new IllegalArgumentException(message.formatted(numbers));
    }
  }

  /** Describes an autoencoder of sequences, of this cell on both sides unless told otherwise. */
  public static RecurrentBuilder of(Cell cell, int steps, int features) {
    return new RecurrentBuilder(cell, steps, features);
  }

  @Override
  public String kind() {
    return "recurrent";
  }

  @Override
  public int inputWidth() {
    return steps * features;
  }

  @Override
  public int codeWidth() {
    return latent;
  }

  @Override
  public boolean differentiableTwice() {
    return false;
  }

  @Override
  public List<ParameterSpec> parameters() {
    return new RecurrentNetwork(this).parameters();
  }

  @Override
  public List<LayerSummary> describe() {
    return new RecurrentNetwork(this).describe();
  }

  @Override
  public Tensor encode(Tensor x, Pass pass) {
    return new RecurrentNetwork(this).encode(x, pass);
  }

  @Override
  public Tensor preactivation(Tensor code, Pass pass) {
    return new RecurrentNetwork(this).decode(code, pass);
  }
}
