package dev.hourglass.autoencoders.supervised;

import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.loss.Loss;
import dev.hourglass.engine.NDArray;
import java.util.List;
import java.util.TreeSet;

/** What a head says about a row. */
public sealed interface Targets {
  /** K. */
  int count();

  /** What becomes of the head's K sums. */
  Activation activation();

  /** What training makes small. */
  Loss loss();

  /**
   * Which of some classes a row belongs to.
   *
   * @param names at least two, each once
   */
  record Classes(List<String> names) implements Targets {
    public Classes {
      names = List.copyOf(names);
      if (names.size() < 2 || names.stream().distinct().count() < names.size()) {
        throw new IllegalArgumentException(
            "a classifier needs two classes or more, each with a name of its own, got " + names);
      }
    }

    /**
     * The classes that occur among whole-number labels, ascending.
     *
     * @throws IllegalArgumentException if there is only one
     */
    public static Classes of(int[] labels) {
      TreeSet<Integer> distinct = new TreeSet<>();
      for (int label : labels) {
        distinct.add(label);
      }
      return new Classes(distinct.stream().map(String::valueOf).toList());
    }

    @Override
    public int count() {
      return names.size();
    }

    @Override
    public Activation activation() {
      return Activation.SOFTMAX;
    }

    @Override
    public Loss loss() {
      return Loss.CATEGORICAL_CROSS_ENTROPY;
    }

    /**
     * Which class each label is, [N], from 0.
     *
     * @throws IllegalArgumentException if a label is none of the classes
     */
    public int[] indices(int[] labels) {
      int[] result = new int[labels.length];
      for (int i = 0; i < labels.length; i++) {
        result[i] = names.indexOf(String.valueOf(labels[i]));
        if (result[i] < 0) {
          throw new IllegalArgumentException(
              "label %d of row %d is none of the classes %s"
                  .formatted(labels[i], i + 1, String.join(", ", names)));
        }
      }
      return result;
    }

    /** 1 at each row's class and 0 elsewhere, [N, K]. */
    public NDArray oneHot(int[] labels) {
      int[] indices = indices(labels);
      float[] values = new float[Math.multiplyExact(labels.length, count())];
      for (int i = 0; i < indices.length; i++) {
        values[i * count() + indices[i]] = 1;
      }
      return NDArray.of(values, labels.length, count());
    }
  }

  /**
   * A number for each row, learned in standard units.
   *
   * @param name of the number
   * @param mean over the training rows
   * @param deviation over the training rows, above 0
   */
  record Quantity(String name, double mean, double deviation) implements Targets {
    public Quantity {
      if (!Double.isFinite(mean) || !(deviation > 0) || Double.isInfinite(deviation)) {
        throw new IllegalArgumentException(
            "%s: what is to be predicted must vary; its mean is %s, its standard deviation %s"
                .formatted(name, mean, deviation));
      }
    }

    /**
     * The scale of some values.
     *
     * @throws IllegalArgumentException if they are all the same
     */
    public static Quantity of(String name, float[] values) {
      double sum = 0;
      for (float v : values) {
        sum += v;
      }
      double mean = sum / values.length;
      double squares = 0;
      for (float v : values) {
        squares += (v - mean) * (v - mean);
      }
      return new Quantity(name, mean, Math.sqrt(squares / values.length));
    }

    @Override
    public int count() {
      return 1;
    }

    @Override
    public Activation activation() {
      return Activation.LINEAR;
    }

    @Override
    public Loss loss() {
      return Loss.MSE;
    }

    /** Values in standard units, [N, 1]. */
    public NDArray standardised(float[] values) {
      float[] result = new float[values.length];
      for (int i = 0; i < values.length; i++) {
        result[i] = (float) ((values[i] - mean) / deviation);
      }
      return NDArray.of(result, values.length, 1);
    }

    /** The value of one in standard units. */
    public double value(float standardised) {
      return mean + deviation * standardised;
    }
  }
}
