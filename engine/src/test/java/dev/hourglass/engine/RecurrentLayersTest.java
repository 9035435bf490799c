package dev.hourglass.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.engine.RecurrentLayers.Result;
import dev.hourglass.engine.RecurrentLayers.Weights;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against PyTorch's layers; the values come from scripts/recurrent.py. */
class RecurrentLayersTest {

  /** The arrays of one network. */
  record Golden(String name, Map<String, double[]> values, Map<String, int[]> shapes) {
    double[] numbers(String key) {
      return Objects.requireNonNull(values.get(key), key);
    }

    int[] shape(String key) {
      return Objects.requireNonNull(shapes.get(key), key);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Golden> networks() {
    Map<String, Golden> all = new LinkedHashMap<>();
    try (InputStream in = RecurrentLayersTest.class.getResourceAsStream("recurrent.txt");
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      reader
          .lines()
          .forEach(line -> {
            String[] words = line.split(" ", -1);
            String[] name = words[0].split(":", -1);
            Golden g =
                all.computeIfAbsent(name[0], k -> new Golden(k, new HashMap<>(), new HashMap<>()));
            g.shapes.put(name[1], ints(words[1].split("x", -1)));
            g.values.put(
                name[1], Arrays.stream(words).skip(2).mapToDouble(Double::parseDouble).toArray());
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(all.values());
  }

  private static int[] ints(String[] words) {
    return Arrays.stream(words).mapToInt(Integer::parseInt).toArray();
  }

  /** PyTorch's parameters as inputs, and the graph over them. */
  private static final class Network {
    final Golden golden;
    final Map<String, Tensor> inputs = new LinkedHashMap<>();
    final @Nullable Tensor lengths;
    final Result result;

    Network(Golden golden) {
      this.golden = golden;
      golden.values.keySet().stream()
          .filter(key -> golden.values.containsKey("d/" + key))
          .forEach(key -> inputs.put(key, Tensors.input(key, golden.shape(key))));
      int[] rows = golden.shapes.get("lengths");
      lengths = rows == null ? null : Tensors.intInput("lengths", rows);
      Op.Cell cell = golden.name.startsWith("lstm") ? Op.Cell.LSTM : Op.Cell.GRU;
      RecurrentLayers layers = RecurrentLayers.of(cell, layers(cell));
      layers = lengths == null ? layers : layers.lengths(lengths);
      Tensor hidden = inputs.get("h0");
      layers = hidden == null ? layers : layers.initial(hidden, inputs.get("c0"));
      result = layers.apply(input("x"));
    }

    private Tensor input(String key) {
      return Objects.requireNonNull(inputs.get(key), key);
    }

    private List<List<Weights>> layers(Op.Cell cell) {
      List<List<Weights>> layers = new ArrayList<>();
      for (int l = 0; inputs.containsKey("weight_ih_l" + l); l++) {
        List<Weights> sides = new ArrayList<>(List.of(weights(cell, "_l" + l)));
        if (inputs.containsKey("weight_ih_l" + l + "_reverse")) {
          sides.add(weights(cell, "_l" + l + "_reverse"));
        }
        layers.add(sides);
      }
      return layers;
    }

    private Weights weights(Op.Cell cell, String suffix) {
      Tensor hidden = input("weight_hh" + suffix);
      Tensor hiddenBias = input("bias_hh" + suffix);
      Tensor bias = input("bias_ih" + suffix);
      int width = hidden.dim(1);
      Tensor newBias = null;
      if (cell == Op.Cell.GRU) {
        int[] start = {2 * width};
        newBias = Tensors.slice(hiddenBias, start, new int[] {width});
        Tensor others = Tensors.slice(hiddenBias, new int[] {0}, start);
        hiddenBias = Tensors.pad(others, new int[] {0}, new int[] {width});
      }
      return new Weights(
          Tensors.transpose(input("weight_ih" + suffix), 1, 0),
          Tensors.transpose(hidden, 1, 0),
          Tensors.add(bias, hiddenBias),
          newBias);
    }

    /** PyTorch's name of each output. */
    Map<String, Tensor> outputs() {
      Map<String, Tensor> outputs = new LinkedHashMap<>();
      outputs.put("y", result.outputs());
      outputs.put("h", result.lastHidden());
      if (result.lastCell() != null) {
        outputs.put("c", result.lastCell());
      }
      return outputs;
    }

    void bindTo(Program program) {
      inputs.forEach((key, input) -> program.bind(input, array(key)));
      if (lengths != null) {
        double[] rows = golden.numbers("lengths");
        program.bind(lengths, Arrays.stream(rows).mapToInt(r -> (int) r).toArray());
      }
    }

    NDArray array(String key) {
      double[] values = golden.numbers(key);
      return EngineContract.fill(i -> values[i], golden.shape(key));
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void outputs_and_derivatives_are_those_of_pytorch(Golden golden) {
    Network n = new Network(golden);
    Tensor loss = Tensors.fill(0);
    for (var e : n.outputs().entrySet()) {
      Tensor weight = Tensors.constant(n.array("weight/" + e.getKey()));
      loss = Tensors.add(loss, Tensors.sumAll(Tensors.mul(e.getValue(), weight)));
    }
    Map<String, Tensor> wanted = new LinkedHashMap<>(n.outputs());
    List<String> names = List.copyOf(n.inputs.keySet());
    List<Tensor> gradients = Gradients.of(loss, List.copyOf(n.inputs.values()));
    for (int i = 0; i < names.size(); i++) {
      wanted.put("d/" + names.get(i), gradients.get(i));
    }
    Program.Spec spec = new Program.Spec(List.copyOf(wanted.values()), Map.of());
    for (Engine engine : List.of(Engines.compiled(2), Engines.interpreted())) {
      try (Program program = engine.compile(spec, State.of(List.of()))) {
        n.bindTo(program);
        program.run(1, 1);
        wanted.forEach((key, t) -> assertClose(key, program.output(t), golden));
      }
    }
  }

  private static void assertClose(String key, NDArray got, Golden golden) {
    assertThat(got.shape().toArray()).as(key).isEqualTo(golden.shape(key));
    double[] want = golden.numbers(key);
    double scale = Arrays.stream(want).map(Math::abs).max().orElse(1);
    for (int i = 0; i < want.length; i++) {
      assertThat((double) got.data()[i])
          .as("%s, number %d", key, i)
          .isCloseTo(want[i], Offset.offset(2e-6 * Math.max(1, scale)));
    }
  }
}
