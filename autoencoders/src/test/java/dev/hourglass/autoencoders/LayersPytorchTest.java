package dev.hourglass.autoencoders;

import static dev.hourglass.engine.Tensors.input;
import static dev.hourglass.engine.Tensors.mul;
import static dev.hourglass.engine.Tensors.sumAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.autoencoders.layer.BatchNorm;
import dev.hourglass.autoencoders.layer.ConvLayer;
import dev.hourglass.autoencoders.layer.ConvTransposeLayer;
import dev.hourglass.autoencoders.layer.Embedding;
import dev.hourglass.autoencoders.layer.GroupNorm;
import dev.hourglass.autoencoders.layer.Initializer;
import dev.hourglass.autoencoders.layer.Kernel;
import dev.hourglass.autoencoders.layer.Layer;
import dev.hourglass.autoencoders.layer.LayerNorm;
import dev.hourglass.autoencoders.layer.ParameterLayout;
import dev.hourglass.autoencoders.layer.Pass;
import dev.hourglass.engine.Engine;
import dev.hourglass.engine.Engines;
import dev.hourglass.engine.Gradients;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Shape;
import dev.hourglass.engine.State;
import dev.hourglass.engine.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Layers, their gradients and running statistics give PyTorch's numbers (golden_layers.py). */
class LayersPytorchTest {
  private static final GoldenValues GOLDEN = new GoldenValues("layers.txt");
  private static final Initializer INIT = Initializer.HE_UNIFORM;

  @Test
  void convolution() {
    check("conv", new ConvLayer("n", 3, 4, Kernel.square(3, 1), INIT, true), false);
  }

  @Test
  void transposed_convolution() {
    Kernel kernel = Kernel.square(3, 2);
    check("transpose", new ConvTransposeLayer("n", 3, 2, 5, 7, kernel, INIT, true), false);
  }

  @Test
  void batch_normalisation_in_training_and_after_it() {
    check("batch_norm", BatchNorm.of("n", 3), true);
    check("batch_norm_inference", BatchNorm.of("n", 3), false);
  }

  @Test
  void layer_normalisation_of_pixels_and_of_rows() {
    check("layer_norm", LayerNorm.of("n", 3), true);
    check("layer_norm_rows", LayerNorm.of("n", 7), false);
  }

  @Test
  void group_normalisation_of_pictures_and_of_rows() {
    check("group_norm", GroupNorm.of("n", 3, 6), true);
    check("group_norm_rows", GroupNorm.of("n", 2, 8), false);
  }

  @Test
  void layer_normalisation_differentiated_twice() {
    String name = "layer_norm_twice";
    LayerNorm layer = LayerNorm.of("n", 5);
    ParameterLayout layout = ParameterLayout.of(layer.parameters());
    State state = State.of(List.of(layout.theta()));
    put(state, layout, "n.weight", name + "/weight");
    put(state, layout, "n.bias", name + "/bias");
    Tensor x = input("x", dims(name + "/x"));
    Tensor y = layer.apply(x, Pass.training(layout, Optional.empty()));
    Tensor dx = Gradients.of(sumAll(mul(mul(y, y), y)), List.of(x)).getFirst();
    Tensor ddx = Gradients.of(sumAll(mul(dx, dx)), List.of(x)).getFirst();
    List<NDArray> results =
        Evaluation.of(
            Engines.interpreted(), state, Map.of(x, floats(name + "/x")), List.of(dx, ddx));
    assertClose(results.get(0), 0, name + "/dx");
    assertClose(results.get(1), 0, name + "/ddx");
  }

  @Test
  void embedding_adds_up_the_gradients_of_equal_names() {
    Embedding layer = new Embedding("n", 5, 3);
    ParameterLayout layout = ParameterLayout.of(layer.parameters());
    State state = State.of(List.of(layout.theta()));
    put(state, layout, "n.weight", "embedding/weight");
    Tensor names = input("names", dims("embedding/names"));
    Tensor seed = input("seed", dims("embedding/seed"));
    Tensor y = layer.apply(names, Pass.training(layout, Optional.empty()));
    Tensor gradient = layout.flatGradient(sumAll(mul(y, seed)));
    var bindings = Map.of(names, floats("embedding/names"), seed, floats("embedding/seed"));
    for (Engine engine : List.of(Engines.interpreted(), Engines.compiled(2))) {
      List<NDArray> results = Evaluation.of(engine, state, bindings, List.of(y, gradient));
      assertClose(results.get(0), 0, "embedding/y");
      assertClose(results.get(1), 0, "embedding/dweight");
    }
  }

  private static void check(String name, Layer layer, boolean training) {
    ParameterLayout layout = ParameterLayout.of(layer.parameters());
    Optional<ParameterLayout> kept = ParameterLayout.ofStatistics(layer.statistics());
    List<Tensor> states = new ArrayList<>(List.of(layout.theta()));
    kept.ifPresent(k -> states.add(k.theta()));
    State state = State.of(states);
    put(state, layout, "n.weight", name + "/weight");
    put(state, layout, "n.bias", name + "/bias");
    kept.ifPresent(k -> statistics(state, k, training));
    Pass pass = training ? Pass.training(layout, kept) : Pass.inference(layout, kept);
    Tensor x = input("x", dims(name + "/x"));
    Tensor seed = input("seed", dims(name + "/seed"));
    Tensor y = layer.apply(x, pass);
    List<Tensor> outputs = new ArrayList<>(List.of(y));
    outputs.addAll(Gradients.of(sumAll(mul(y, seed)), List.of(x, layout.theta())));
    outputs.addAll(pass.updates().values());
    var bindings = Map.of(x, floats(name + "/x"), seed, floats(name + "/seed"));
    List<NDArray> results = Evaluation.of(Engines.interpreted(), state, bindings, outputs);
    assertClose(results.get(0), 0, name + "/y");
    assertClose(results.get(1), 0, name + "/dx");
    assertClose(results.get(2), layout.offset("n.weight"), name + "/dweight");
    assertClose(results.get(2), layout.offset("n.bias"), name + "/dbias");
    if (training && kept.isPresent()) {
      ParameterLayout k = kept.orElseThrow();
      assertClose(results.get(3), k.offset("n.running_mean"), name + "/running_mean");
      assertClose(results.get(3), k.offset("n.running_var"), name + "/running_var");
    }
  }

  /** What PyTorch starts from, or in inference what its training has left. */
  private static void statistics(State state, ParameterLayout kept, boolean training) {
    if (training) {
      float[] values = state.get(kept.theta()).data();
      int from = kept.offset("n.running_var");
      Arrays.fill(values, from, from + 3, 1);
    } else {
      put(state, kept, "n.running_mean", "batch_norm/running_mean");
      put(state, kept, "n.running_var", "batch_norm/running_var");
    }
  }

  private static void put(State state, ParameterLayout layout, String parameter, String golden) {
    float[] values = floats(golden).data();
    float[] all = state.get(layout.theta()).data();
    System.arraycopy(values, 0, all, layout.offset(parameter), values.length);
  }

  private static void assertClose(NDArray actual, int offset, String name) {
    double[] expected = GOLDEN.get(name).values();
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual.data()[offset + i])
          .as("%s[%d]", name, i)
          .isCloseTo(expected[i], within(2e-5 * (1 + Math.abs(expected[i]))));
    }
  }

  private static int[] dims(String name) {
    Shape shape = GOLDEN.get(name).shape();
    return shape.toArray();
  }

  private static NDArray floats(String name) {
    return GOLDEN.get(name).toFloats();
  }
}
