package dev.hourglass.engine.compile;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/** The vectors that every kernel uses: the widest of this machine. */
final class Species {
  static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
  static final VectorSpecies<Integer> I = IntVector.SPECIES_PREFERRED;
  static final int LENGTH = F.length();

  private Species() {}

  /**
   * Room for numbers that kernels read and write, one vector longer than asked for. A vector under
   * a mask that reaches beyond an array takes a way in the JDK that is some ten times as slow, and
   * from then on so do all others of its loop.
   */
  static float[] room(int size) {
    return new float[Math.addExact(size, LENGTH)];
  }
}
