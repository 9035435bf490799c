package dev.hourglass.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.engine.ConvGeometry.Axis;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Convolutions give PyTorch's numbers, forward and backward (golden_convolution.py). */
interface ConvolutionContract extends EngineContract {

  /** A line "case" of the file: its words, and its arrays by name. */
  record Golden(String[] words, Map<String, NDArray> arrays) {
    private static final int SETTINGS = 3;

    boolean transposed() {
      return words[2].equals("transposed");
    }

    int setting(int i) {
      return Integer.parseInt(words[SETTINGS + i]);
    }

    ConvGeometry geometry() {
      Axis h = new Axis(setting(0), setting(4), setting(2), setting(2));
      Axis w = new Axis(setting(1), setting(5), setting(3), setting(3));
      return new ConvGeometry(h, w, setting(6));
    }

    Tensor apply(Tensor x, Tensor w) {
      return transposed()
          ? Convolutions.convTranspose2d(x, w, geometry(), setting(7), setting(8))
          : Convolutions.conv2d(x, w, geometry());
    }

    NDArray array(String name) {
      return Objects.requireNonNull(arrays.get(name));
    }
  }

  @TestFactory
  default Stream<DynamicTest> convolutions_give_the_numbers_of_pytorch() throws IOException {
    return golden().stream().map(c -> DynamicTest.dynamicTest(c.words()[1], () -> check(c)));
  }

  private void check(Golden c) {
    Tensor x = Tensors.input("x", c.array("x").shape().toArray());
    Tensor w = Tensors.input("w", c.array("w").shape().toArray());
    Tensor y = c.apply(x, w);
    NDArray sines = EngineContract.fill(Math::sin, y.shape().toArray());
    Tensor loss = Tensors.sumAll(Tensors.mul(y, Tensors.constant(sines)));
    List<Tensor> d = Gradients.of(loss, List.of(x, w));
    Bindings bindings = Bindings.of(x, c.array("x"), w, c.array("w"));
    try (Program p = ran(bindings, y, d.get(0), d.get(1))) {
      assertNear(p.output(y), c.array("y"));
      assertNear(p.output(d.get(0)), c.array("dx"));
      assertNear(p.output(d.get(1)), c.array("dw"));
    }
  }

  private static void assertNear(NDArray got, NDArray want) {
    assertThat(got.shape()).isEqualTo(want.shape());
    double largest = 1;
    for (float v : want.data()) {
      largest = Math.max(largest, Math.abs(v));
    }
    for (int i = 0; i < want.data().length; i++) {
      assertThat(got.data()[i])
          .as("number %d", i)
          .isCloseTo(want.data()[i], Offset.offset((float) (2e-6 * largest)));
    }
  }

  private static List<Golden> golden() throws IOException {
    List<Golden> cases = new ArrayList<>();
    try (InputStream in = ConvolutionContract.class.getResourceAsStream("convolution.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        String[] words = line.split(" ", -1);
        if (words[0].equals("case")) {
          cases.add(new Golden(words, new HashMap<>()));
        } else {
          cases.getLast().arrays().put(words[0], array(words));
        }
      }
    }
    return cases;
  }

  private static NDArray array(String[] words) {
    int[] dims = Stream.of(words[1].split("x", -1)).mapToInt(Integer::parseInt).toArray();
    return EngineContract.fill(i -> Double.parseDouble(words[2 + i]), dims);
  }
}
