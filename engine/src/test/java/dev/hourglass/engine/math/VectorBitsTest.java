package dev.hourglass.engine.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The reason of the package: vectors of every width and the scalar evaluator agree in every bit
 * (NaN counts as one number).
 */
class VectorBitsTest {
  private static final long SEED = 5;
  private static final List<VectorSpecies<Float>> WIDTHS =
      List.of(FloatVector.SPECIES_128, FloatVector.SPECIES_256, FloatVector.SPECIES_512);

  static List<Arguments> unary() {
    List<Arguments> cases = new ArrayList<>();
    for (VectorSpecies<Float> species : WIDTHS) {
      Functions.unary().forEach(f -> cases.add(Arguments.of(f, species)));
    }
    return cases;
  }

  static List<Arguments> binary() {
    List<Arguments> cases = new ArrayList<>();
    for (VectorSpecies<Float> species : WIDTHS) {
      Functions.binary().forEach(f -> cases.add(Arguments.of(f, species)));
    }
    return cases;
  }

  @ParameterizedTest(name = "{0}, {1}, seed " + SEED)
  @MethodSource("unary")
  void one_number(Functions.Unary f, VectorSpecies<Float> species) {
    var lanes = new FloatVectorLanes(species);
    float[] x = padded(Functions.samples(SEED, 20));
    float[] y = new float[x.length];
    for (int i = 0; i < x.length; i += species.length()) {
      store(f.function().apply(lanes, load(species, x, i)), y, i);
    }
    for (int i = 0; i < x.length; i++) {
      assertThat(Float.floatToIntBits(y[i]))
          .as("%s(%s)", f, x[i])
          .isEqualTo(Float.floatToIntBits(f.at(x[i])));
    }
  }

  @ParameterizedTest(name = "{0}, {1}, seed " + SEED)
  @MethodSource("binary")
  void two_numbers(Functions.Binary f, VectorSpecies<Float> species) {
    var lanes = new FloatVectorLanes(species);
    float[] a = padded(Functions.samples(SEED, 20));
    float[] b = shuffled(a);
    float[] y = new float[a.length];
    for (int i = 0; i < a.length; i += species.length()) {
      store(f.function().apply(lanes, load(species, a, i), load(species, b, i)), y, i);
    }
    for (int i = 0; i < a.length; i++) {
      int expected = Float.floatToIntBits(f.at(a[i], b[i]));
      assertThat(Float.floatToIntBits(y[i])).as("%s(%s, %s)", f, a[i], b[i]).isEqualTo(expected);
    }
  }

  private static FloatVectorLanes.Value load(VectorSpecies<Float> species, float[] x, int i) {
    return new FloatVectorLanes.Floats(FloatVector.fromArray(species, x, i));
  }

  private static void store(FloatVectorLanes.Value value, float[] y, int i) {
    ((FloatVectorLanes.Floats) value).vector().intoArray(y, i);
  }

  private static float[] padded(float[] x) {
    return Arrays.copyOf(x, (x.length + 15) / 16 * 16);
  }

  private static float[] shuffled(float[] x) {
    List<Float> list = new ArrayList<>();
    for (float v : x) {
      list.add(v);
    }
    Collections.shuffle(list, new Random(SEED));
    float[] result = new float[x.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = list.get(i);
    }
    return result;
  }
}
