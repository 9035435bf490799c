package dev.hourglass.bench.series;

import dev.hourglass.engine.NDArray;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/**
 * Series made by formulas, with anomalies put in: to choose defaults without labels of real data.
 * Twelve of one channel that learn from themselves, and nine of 8 or 20 channels with a clean part
 * to learn from. {@link Random} gives the same numbers everywhere.
 */
final class SyntheticSets {
  private static final int SINGLE = 12;
  private static final int MANY = 9;
  private static final int POINTS = 2000;
  private static final int MARGIN = 40;
  private static final int[] LENGTHS = {2, 20, 60, 150};

  private SyntheticSets() {}

  static List<LabelledSeries> all(long seed) {
    List<LabelledSeries> all = new ArrayList<>();
    for (int kind = 0; kind < SINGLE; kind++) {
      all.add(single(kind, new Random(seed * 1000 + kind)));
    }
    for (int kind = 0; kind < MANY; kind++) {
      all.add(many(kind, new Random(seed * 777 + kind)));
    }
    return all;
  }

  /** Labels are 40 points wider on both sides than the anomaly, as NAB's windows are. */
  private static LabelledSeries single(int kind, Random random) {
    int period = 48 + random.nextInt(100);
    double[] x = wave(kind, period, random);
    double deviation = deviation(x);
    BitSet anomalies = new BitSet();
    int count = 1 + random.nextInt(4);
    for (int a = 0; a < count; a++) {
      double place = (a + 0.1 + 0.8 * random.nextDouble()) * (POINTS - 600) / count;
      int at = 300 + (int) place;
      int length = Math.min(LENGTHS[random.nextInt(LENGTHS.length)], POINTS - at - 60);
      inject(x, at, length, deviation, period, random);
      anomalies.set(at - MARGIN, Math.min(POINTS, at + length + MARGIN));
    }
    NDArray points = block(List.of(x), 0, POINTS);
    return LabelledSeries.of("single", "kind " + kind, points, points, anomalies);
  }

  private static double[] wave(int kind, int period, Random random) {
    double[] x = new double[POINTS];
    double walk = 0;
    for (int t = 0; t < POINTS; t++) {
      double day = Math.sin(2 * Math.PI * t / period);
      double week = Math.sin(2 * Math.PI * t / (period * 7.0));
      walk = 0.98 * walk + 0.2 * random.nextGaussian();
      double noise = random.nextGaussian();
      x[t] =
          switch (kind % 6) {
            case 0 -> day * (1 + 0.3 * week) + 0.4 * week + 0.1 * noise;
            case 1 -> (day > 0.3 ? 1 : 0) + 0.05 * noise;
            case 2 -> walk + 0.1 * noise;
            case 3 -> Math.exp(0.5 * walk + 0.3 * noise) * (1 + 0.3 * day);
            case 4 -> Math.max(0, day) * 2 + 0.3 * walk + 0.05 * noise;
            default -> 0.7 * day + 0.5 * Math.sin(2 * Math.PI * t / (period * 0.37)) + 0.15 * noise;
          };
    }
    return x;
  }

  private static double deviation(double[] x) {
    double mean = 0;
    for (double v : x) {
      mean += v / x.length;
    }
    double variance = 0;
    for (double v : x) {
      variance += (v - mean) * (v - mean) / x.length;
    }
    return Math.sqrt(variance);
  }

  /** A shift, a stuck value, noise, another speed, another phase, or a ramp; short: a spike. */
  private static void inject(
      double[] x, int at, int length, double deviation, int period, Random random) {
    int how = random.nextInt(6);
    double sign = random.nextBoolean() ? 1 : -1;
    double size = (1 + 2 * random.nextDouble()) * deviation;
    double[] before = x.clone();
    for (int i = 0; i < length; i++) {
      int t = at + i;
      if (length < 10) {
        x[t] += 2 * sign * size;
        continue;
      }
      x[t] =
          switch (how) {
            case 0 -> x[t] + sign * size;
            case 1 -> before[at];
            case 2 -> x[t] + 0.6 * size * random.nextGaussian();
            case 3 -> before[Math.min(x.length - 1, at + 2 * i)];
            case 4 -> before[Math.max(0, t - period / 2)];
            default -> x[t] + sign * size * Math.min(1, 2.0 * i / length);
          };
    }
  }

  /** Three hidden causes, mixed; drift in every other series; switches among 20 channels. */
  private static LabelledSeries many(int kind, Random random) {
    int train = new int[] {400, 800, 2000}[kind % 3];
    int test = new int[] {750, 1500, 3000}[kind % 3];
    int switches = kind % 3 == 2 ? 14 : 0;
    double drift = kind % 2 == 0 ? 0 : 0.8;
    int total = train + test;
    double[][] causes = new double[3][];
    for (int k = 0; k < causes.length; k++) {
      causes[k] = cause(total, random);
    }
    List<double[]> channels = new ArrayList<>();
    for (int c = 0; c < 6 + 2 * (kind % 3 == 2 ? 0 : 1); c++) {
      channels.add(mixed(causes, c, drift, random));
    }
    int free = channels.size();
    BitSet anomalies = new BitSet();
    int count = 1 + random.nextInt(3);
    for (int a = 0; a < count; a++) {
      int length = (int) (test * (0.05 + 0.1 * random.nextDouble()));
      int at = train + (int) ((a + 0.1 + 0.5 * random.nextDouble()) * test / count);
      length = Math.min(length, total - at - 5);
      int hit = 1 + random.nextInt(free / 2);
      for (int j = 0; j < hit; j++) {
        double[] x = channels.get(random.nextInt(free));
        inject(x, at, length, 0.6 * deviation(x), 40, random);
      }
      anomalies.set(at - train, at - train + length);
    }
    for (int c = 0; c < switches; c++) {
      channels.add(switching(total, random));
    }
    return LabelledSeries.of(
        "many",
        "kind " + kind,
        block(channels, 0, train),
        block(channels, train, total),
        anomalies);
  }

  private static double[] cause(int total, Random random) {
    int period = 15 + random.nextInt(80);
    int sort = random.nextInt(3);
    double[] x = new double[total];
    double walk = 0;
    for (int t = 0; t < total; t++) {
      walk = 0.97 * walk + 0.24 * random.nextGaussian();
      double wave = Math.sin(2 * Math.PI * t / period);
      x[t] =
          switch (sort) {
            case 0 -> walk;
            case 1 -> wave + 0.2 * walk;
            default -> Math.signum(wave) + 0.1 * walk;
          };
    }
    return x;
  }

  private static double[] mixed(double[][] causes, int channel, double drift, Random random) {
    double[] weights = new double[causes.length];
    for (int k = 0; k < weights.length; k++) {
      weights[k] = random.nextGaussian() * (random.nextBoolean() ? 1 : 0.1);
    }
    double noise = Math.exp(random.nextGaussian() - 1.2);
    double slope = drift * random.nextGaussian();
    double[] x = new double[causes[0].length];
    for (int t = 0; t < x.length; t++) {
      double sum = 0;
      for (int k = 0; k < weights.length; k++) {
        sum += weights[k] * causes[k][t];
      }
      double bent = channel % 3 == 2 ? Math.tanh(2 * sum) : sum;
      x[t] = bent + noise * random.nextGaussian() + slope * t / x.length;
    }
    return x;
  }

  private static double[] switching(int total, Random random) {
    double rate = 0.002 + 0.03 * random.nextDouble();
    double[] x = new double[total];
    boolean on = false;
    for (int t = 0; t < total; t++) {
      on = random.nextDouble() < (on ? 0.7 : rate);
      x[t] = on ? 1 : 0;
    }
    return x;
  }

  private static NDArray block(List<double[]> channels, int from, int to) {
    float[] data = new float[(to - from) * channels.size()];
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) channels.get(i % channels.size())[from + i / channels.size()];
    }
    return NDArray.of(data, to - from, channels.size());
  }
}
