package dev.hourglass.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The most single-precision operations per second that threads can do: fused multiply-adds on full
 * vectors in twelve independent chains, nothing loaded or stored. Two fused operations of four
 * cycles' latency per cycle need eight chains.
 */
final class FmaPeak {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int CHAINS = 12;
  private static final int ITERATIONS = 50_000;
  private static final double FLOPS = 2.0 * CHAINS * SPECIES.length() * ITERATIONS;
  private static final int SEGMENTS = 7;
  private static final long SEGMENT_NANOS = 150_000_000;

  private FmaPeak() {}

  /**
   * GFLOP/s of so many threads at once: the best of seven segments of 0.15 s, after one of warm-up.
   */
  static double gflops(int threads) {
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      segment(pool, threads);
      double best = 0;
      for (int i = 0; i < SEGMENTS; i++) {
        best = Math.max(best, segment(pool, threads));
      }
      return best;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring the peak", e);
    }
  }

  private static double segment(ExecutorService pool, int threads)
      throws InterruptedException, ExecutionException {
    CyclicBarrier together = new CyclicBarrier(threads);
    List<Future<Double>> rates = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      rates.add(pool.submit(() -> oneThread(together)));
    }
    double sum = 0;
    for (Future<Double> rate : rates) {
      sum += rate.get();
    }
    return sum;
  }

  private static double oneThread(CyclicBarrier together)
      throws InterruptedException, BrokenBarrierException {
    together.await();
    long start = System.nanoTime();
    long calls = 0;
    do {
      requireOnes(chains(ITERATIONS));
      calls++;
    } while (System.nanoTime() - start < SEGMENT_NANOS);
    return calls * FLOPS / (System.nanoTime() - start);
  }

  /** x = x / 2 + 1 / 2 ends at 1 from anywhere near, exactly. */
  private static void requireOnes(float sum) {
    if (sum != CHAINS * SPECIES.length()) {
      throw new IllegalStateException(
          "fused multiply-adds went wrong: expected %d, got %s"
              .formatted(CHAINS * SPECIES.length(), sum));
    }
  }

  /** The sum over all chains and lanes, each of which goes to 1. */
  static float chains(int iterations) {
    FloatVector half = FloatVector.broadcast(SPECIES, 0.5f);
    FloatVector a = FloatVector.broadcast(SPECIES, 2);
    FloatVector b = FloatVector.broadcast(SPECIES, 3);
    FloatVector c = FloatVector.broadcast(SPECIES, 4);
    FloatVector d = FloatVector.broadcast(SPECIES, 5);
    FloatVector e = FloatVector.broadcast(SPECIES, 6);
    FloatVector f = FloatVector.broadcast(SPECIES, 7);
    FloatVector g = FloatVector.broadcast(SPECIES, 8);
    FloatVector h = FloatVector.broadcast(SPECIES, 9);
    FloatVector i = FloatVector.broadcast(SPECIES, 10);
    FloatVector j = FloatVector.broadcast(SPECIES, 11);
    FloatVector k = FloatVector.broadcast(SPECIES, 12);
    FloatVector l = FloatVector.broadcast(SPECIES, 13);
    for (int n = 0; n < iterations; n++) {
      a = a.fma(half, half);
      b = b.fma(half, half);
      c = c.fma(half, half);
      d = d.fma(half, half);
      e = e.fma(half, half);
      f = f.fma(half, half);
      g = g.fma(half, half);
      h = h.fma(half, half);
      i = i.fma(half, half);
      j = j.fma(half, half);
      k = k.fma(half, half);
      l = l.fma(half, half);
    }
    FloatVector sum = a.add(b).add(c).add(d).add(e).add(f);
    return sum.add(g).add(h).add(i).add(j).add(k).add(l).reduceLanes(VectorOperators.ADD);
  }
}
