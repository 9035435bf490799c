package dev.hourglass.tasks.mixed;

import static dev.hourglass.engine.Tensors.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.engine.Gradients;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.State;
import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.Tensors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NegativeBinomialTest {

  /** What SciPy says of one count. */
  private record Golden(String kind, double x, double logMean, double logSize, double value) {
    static List<Golden> of(String kind) throws IOException {
      try (InputStream in =
          NegativeBinomialTest.class.getResourceAsStream("negative-binomial.txt")) {
        String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        return text.lines()
            .map(line -> line.split(" ", -1))
            .filter(w -> w[0].equals(kind))
            .map(w -> new Golden(w[0], number(w[1]), number(w[2]), number(w[3]), number(w[4])))
            .toList();
      }
    }

    private static double number(String text) {
      return text.equals("inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
    }
  }

  @Test
  void the_logarithm_of_the_gamma_function_is_that_of_scipy() throws IOException {
    for (Golden g : Golden.of("gamma")) {
      assertThat(NegativeBinomial.logGamma(g.x()))
          .as("%s", g)
          .isCloseTo(g.value(), within(1e-12 * (10 + Math.abs(g.value()))));
    }
  }

  @Test
  void likelihoods_are_those_of_scipy() throws IOException {
    List<Golden> all = Golden.of("nb");
    assertThat(all).hasSizeGreaterThan(200);
    for (Golden g : all) {
      assertThat(NegativeBinomial.surprise(g.x(), g.logMean(), g.logSize()))
          .as("%s", g)
          .isCloseTo(g.value(), within(1e-7 + 1e-9 * Math.abs(g.value())));
    }
  }

  @Test
  void probabilities_of_all_counts_add_up_to_one() {
    double sum = 0;
    for (int x = 0; x < 4000; x++) {
      sum += Math.exp(-NegativeBinomial.surprise(x, 3, -1));
    }
    assertThat(sum).isCloseTo(1, within(1e-9));
  }

  @Test
  void a_large_size_is_the_poisson_distribution() throws IOException {
    for (Golden g : Golden.of("poisson")) {
      double before = Math.abs(NegativeBinomial.surprise(g.x(), g.logMean(), 6) - g.value());
      double after = Math.abs(NegativeBinomial.surprise(g.x(), g.logMean(), 12) - g.value());
      assertThat(after).as("%s", g).isLessThan(2e-3).isLessThan(before / 50 + 1e-9);
    }
  }

  @Test
  void the_graph_and_its_derivatives_are_those_of_the_function() {
    long seed = 11;
    Random random = new Random(seed);
    int n = 200;
    float[] counts = new float[n];
    float[] means = new float[n];
    float[] sizes = new float[n];
    for (int i = 0; i < n; i++) {
      counts[i] = i % 5 == 0 ? 0 : (float) Math.floor(Math.exp(9 * random.nextDouble()));
      means[i] = 12 * random.nextFloat() - 4;
      sizes[i] = 12 * random.nextFloat() - 6;
    }
    Tensor x = input("x", n);
    Tensor m = input("m", n);
    Tensor r = input("r", n);
    Tensor each = NegativeBinomial.surprise(x, m, r);
    List<Tensor> slopes = Gradients.of(Tensors.sumAll(each), List.of(m, r));
    Map<Tensor, NDArray> bindings =
        Map.of(x, NDArray.of(counts, n), m, NDArray.of(means, n), r, NDArray.of(sizes, n));
    List<NDArray> said =
        Said.of(State.of(List.of()), bindings, List.of(each, slopes.get(0), slopes.get(1)));
    double h = 1e-4;
    for (int i = 0; i < n; i++) {
      double k = counts[i];
      String where = "seed %d: %s, %s, %s".formatted(seed, k, means[i], sizes[i]);
      close(said.get(0).data()[i], NegativeBinomial.surprise(k, means[i], sizes[i]), k, where);
      double byMean =
          NegativeBinomial.surprise(k, means[i] + h, sizes[i])
              - NegativeBinomial.surprise(k, means[i] - h, sizes[i]);
      close(said.get(1).data()[i], byMean / (2 * h), 0, "by the mean, " + where);
      double bySize =
          NegativeBinomial.surprise(k, means[i], sizes[i] + h)
              - NegativeBinomial.surprise(k, means[i], sizes[i] - h);
      close(said.get(2).data()[i], bySize / (2 * h), 0, "by the size, " + where);
    }
  }

  /** What cancels grows with the count. */
  private static void close(float got, double expected, double count, String where) {
    double slack = 1e-3 + 1e-3 * Math.abs(expected) + 1e-5 * count;
    assertThat((double) got).as(where).isCloseTo(expected, within(slack));
  }
}
