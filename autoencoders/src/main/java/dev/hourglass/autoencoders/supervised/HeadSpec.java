package dev.hourglass.autoencoders.supervised;

import dev.hourglass.autoencoders.Architecture;
import dev.hourglass.autoencoders.DenseSpec;
import dev.hourglass.autoencoders.LayerSummary;
import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.layer.DenseLayer;
import dev.hourglass.autoencoders.layer.Dropout;
import dev.hourglass.autoencoders.layer.Initializer;
import dev.hourglass.autoencoders.layer.ParameterSpec;
import dev.hourglass.autoencoders.layer.Pass;
import dev.hourglass.engine.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An encoder with a head in place of its decoder: one dense layer from the code to the targets.
 *
 * @param body whose encoder it is, and whose dropout the code gets too; empty: rows are their own
 *     codes, and the head is softmax or linear regression
 * @param inputWidth D
 * @param targets what the head says
 */
public record HeadSpec(Optional<Architecture> body, int inputWidth, Targets targets)
    implements Architecture {
  private static final String HEAD = "head";

  public HeadSpec {
    body.ifPresent(b -> requireFits(b, inputWidth));
  }

  private static void requireFits(Architecture body, int inputWidth) {
    if (body instanceof HeadSpec) {
      throw new IllegalArgumentException("a head goes on an encoder, not on another head");
    }
    if (body.inputWidth() != inputWidth) {
      throw new IllegalArgumentException(
          "the encoder takes rows of %d numbers, not %d".formatted(body.inputWidth(), inputWidth));
    }
  }

  /** A head on the encoder of an architecture. */
  public static HeadSpec on(Architecture body, Targets targets) {
    return new HeadSpec(Optional.of(body), body.inputWidth(), targets);
  }

  /** A head on rows of D numbers as they are. */
  public static HeadSpec onRows(int width, Targets targets) {
    return new HeadSpec(Optional.empty(), width, targets);
  }

  @Override
  public String kind() {
    return HEAD;
  }

  @Override
  public int codeWidth() {
    return body.map(Architecture::codeWidth).orElse(inputWidth);
  }

  @Override
  public int outputWidth() {
    return targets.count();
  }

  @Override
  public boolean reconstructs() {
    return false;
  }

  @Override
  public Activation outputActivation() {
    return targets.activation();
  }

  @Override
  public List<ParameterSpec> parameters() {
    List<ParameterSpec> all = new ArrayList<>();
    body.ifPresent(b -> all.addAll(ofEncoder(b.parameters())));
    all.addAll(head().parameters());
    return all;
  }

  @Override
  public List<ParameterSpec> statistics() {
    return body.map(b -> ofEncoder(b.statistics())).orElse(List.of());
  }

  private static List<ParameterSpec> ofEncoder(List<ParameterSpec> specs) {
    return specs.stream().filter(s -> isOfEncoder(s.name())).toList();
  }

  private static boolean isOfEncoder(String name) {
    return name.startsWith("encoder.");
  }

  @Override
  public boolean differentiableTwice() {
    return body.map(Architecture::differentiableTwice).orElse(true);
  }

  @Override
  public List<LayerSummary> describe() {
    List<LayerSummary> layers = new ArrayList<>();
    body.ifPresent(
        b -> b.describe().stream().filter(l -> isOfEncoder(l.name())).forEach(layers::add));
    layers.add(
        new LayerSummary(
            HEAD,
            "%d to %d".formatted(codeWidth(), outputWidth()),
            outputActivation().id(),
            (codeWidth() + 1L) * outputWidth()));
    return layers;
  }

  @Override
  public Tensor encode(Tensor x, Pass pass) {
    return body.map(b -> b.encode(x, pass)).orElse(x);
  }

  @Override
  public Tensor preactivation(Tensor code, Pass pass) {
    Tensor kept = new Dropout(HEAD, dropout()).apply(code, pass);
    return head().preactivation(kept, pass.layout());
  }

  /** Of the code, the last hidden layer here: as of the others. */
  private double dropout() {
    return body.orElse(null) instanceof DenseSpec dense ? dense.dropout() : 0;
  }

  private DenseLayer head() {
    Initializer first = Initializer.defaultFor(outputActivation());
    return new DenseLayer(HEAD, codeWidth(), outputWidth(), outputActivation(), first, true, null);
  }
}
