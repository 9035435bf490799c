package dev.hourglass.autoencoders.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.engine.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class InitializerTest {
  private static final long SEED = 42;

  @ParameterizedTest(name = "{0} 300 to 100, seed 42")
  @CsvSource({
    "GLOROT_UNIFORM, 0.005",
    "GLOROT_NORMAL, 0.005",
    "HE_UNIFORM, 0.00666667",
    "HE_NORMAL, 0.00666667",
    "LECUN_UNIFORM, 0.00333333",
    "LECUN_NORMAL, 0.00333333",
    "ORTHOGONAL, 0.00333333"
  })
  void mean_is_zero_and_variance_is_the_papers(Initializer initializer, double variance) {
    float[] w = matrix(initializer, 300, 100, SEED, 0);
    double mean = 0;
    double square = 0;
    for (float v : w) {
      mean += v / (double) w.length;
      square += v * (double) v / w.length;
    }
    assertThat(mean).isCloseTo(0, within(5 * Math.sqrt(variance / w.length)));
    assertThat(square)
        .isCloseTo(
            variance, within(0.04 * variance)); // five deviations of a normal variance's estimate
  }

  @ParameterizedTest(name = "{0} to {1}")
  @CsvSource({"17, 5", "5, 17", "9, 9", "1, 1", "1, 8", "8, 1", "64, 63"})
  void orthogonal_means_orthonormal_along_the_shorter_side(int fanIn, int fanOut) {
    float[] w = matrix(Initializer.ORTHOGONAL, fanIn, fanOut, SEED, 3);
    boolean tall = fanIn >= fanOut;
    int count = Math.min(fanIn, fanOut);
    for (int a = 0; a < count; a++) {
      for (int b = 0; b < count; b++) {
        double dot = 0;
        for (int i = 0; i < Math.max(fanIn, fanOut); i++) {
          dot +=
              tall
                  ? (double) w[i * fanOut + a] * w[i * fanOut + b]
                  : (double) w[a * fanOut + i] * w[b * fanOut + i];
        }
        assertThat(dot).as("%d with %d", a, b).isCloseTo(a == b ? 1 : 0, within(1e-6));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"ZEROS", "ONES"})
  void seed_and_stream_alone_decide(Initializer initializer) {
    float[] w = matrix(initializer, 7, 11, SEED, 0);
    assertThat(matrix(initializer, 7, 11, SEED, 0)).isEqualTo(w);
    assertThat(matrix(initializer, 7, 11, SEED + 1, 0)).isNotEqualTo(w);
    assertThat(matrix(initializer, 7, 11, SEED, 1)).isNotEqualTo(w);
    float[] target = new float[100];
    fill(initializer, target, 13, Shape.of(7, 11), SEED, 0);
    assertThat(java.util.Arrays.copyOfRange(target, 13, 90)).isEqualTo(w);
    assertThat(target[12]).isZero();
    assertThat(target[90]).isZero();
  }

  @Test
  void normal_draws_have_the_tails_of_the_normal_distribution() {
    float[] w = matrix(Initializer.LECUN_NORMAL, 1, 100_000, SEED, 0); // variance 1
    int beyondOne = 0;
    int beyondTwo = 0;
    for (float v : w) {
      beyondOne += Math.abs(v) > 1 ? 1 : 0;
      beyondTwo += Math.abs(v) > 2 ? 1 : 0;
    }
    assertThat(beyondOne / 1e5).isCloseTo(0.3173, within(0.008));
    assertThat(beyondTwo / 1e5).isCloseTo(0.0455, within(0.0035));
  }

  @Test
  void a_target_that_is_too_short_is_refused() {
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> fill(Initializer.HE_NORMAL, new float[10], 5, Shape.of(2, 3), SEED, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "RELU, HE_UNIFORM",
    "SELU, LECUN_NORMAL",
    "SIGMOID, GLOROT_UNIFORM",
    "LINEAR, GLOROT_UNIFORM"
  })
  void defaults(Activation activation, Initializer expected) {
    assertThat(Initializer.defaultFor(activation)).isEqualTo(expected);
  }

  @Test
  void names() {
    assertThat(Initializer.parse("he-normal")).isEqualTo(Initializer.HE_NORMAL);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Initializer.parse("xavier"))
        .withMessageContaining("\"xavier\"")
        .withMessageContaining("zeros, ones, glorot-uniform, glorot-normal");
  }

  private static float[] matrix(
      Initializer initializer, int fanIn, int fanOut, long seed, int stream) {
    float[] w = new float[fanIn * fanOut];
    fill(initializer, w, 0, Shape.of(fanIn, fanOut), seed, stream);
    return w;
  }

  private static void fill(
      Initializer initializer, float[] target, int offset, Shape shape, long seed, int stream) {
    initializer.fill(target, offset, shape, Fans.of(shape), new Draws(seed, stream));
  }
}
