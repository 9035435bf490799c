package dev.hourglass.engine.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Lanes of real vectors of one width. A mask wrongly used as a number, or the reverse, is a
 * ClassCastException.
 */
record FloatVectorLanes(VectorSpecies<Float> species) implements Lanes<FloatVectorLanes.Value> {

  /** A vector or a mask. */
  sealed interface Value {}

  record Floats(FloatVector vector) implements Value {}

  record Mask(VectorMask<Float> mask) implements Value {}

  private static FloatVector f(Value value) {
    return ((Floats) value).vector();
  }

  private static IntVector i(Value value) {
    return f(value).reinterpretAsInts();
  }

  private static Value of(FloatVector vector) {
    return new Floats(vector);
  }

  private static Value of(IntVector bits) {
    return new Floats(bits.reinterpretAsFloats());
  }

  @Override
  public Value constant(float c) {
    return of(FloatVector.broadcast(species, c));
  }

  @Override
  public Value add(Value a, Value b) {
    return of(f(a).add(f(b)));
  }

  @Override
  public Value sub(Value a, Value b) {
    return of(f(a).sub(f(b)));
  }

  @Override
  public Value mul(Value a, Value b) {
    return of(f(a).mul(f(b)));
  }

  @Override
  public Value div(Value a, Value b) {
    return of(f(a).div(f(b)));
  }

  @Override
  public Value fma(Value a, Value b, Value c) {
    return of(f(a).fma(f(b), f(c)));
  }

  @Override
  public Value sqrt(Value a) {
    return of(f(a).sqrt());
  }

  @Override
  public Value neg(Value a) {
    return of(f(a).neg());
  }

  @Override
  public Value abs(Value a) {
    return of(f(a).abs());
  }

  @Override
  public Value select(Value mask, Value a, Value b) {
    return of(f(b).blend(f(a), ((Mask) mask).mask()));
  }

  @Override
  public Value lt(Value a, Value b) {
    return new Mask(f(a).lt(f(b)));
  }

  @Override
  public Value le(Value a, Value b) {
    return new Mask(f(a).compare(VectorOperators.LE, f(b)));
  }

  @Override
  public Value eq(Value a, Value b) {
    return new Mask(f(a).eq(f(b)));
  }

  @Override
  public Value bitsConstant(int c) {
    return constant(Float.intBitsToFloat(c));
  }

  @Override
  public Value bitsAdd(Value a, Value b) {
    return of(i(a).add(i(b)));
  }

  @Override
  public Value bitsSub(Value a, Value b) {
    return of(i(a).sub(i(b)));
  }

  @Override
  public Value bitsAnd(Value a, int mask) {
    return of(i(a).and(mask));
  }

  @Override
  public Value bitsOr(Value a, Value b) {
    return of(i(a).or(i(b)));
  }

  @Override
  public Value bitsXor(Value a, Value b) {
    return of(i(a).lanewise(VectorOperators.XOR, i(b)));
  }

  @Override
  public Value bitsShiftLeft(Value a, int n) {
    return of(i(a).lanewise(VectorOperators.LSHL, n));
  }

  @Override
  public Value bitsShiftRightArithmetic(Value a, int n) {
    return of(i(a).lanewise(VectorOperators.ASHR, n));
  }

  @Override
  public Value bitsShiftRightLogical(Value a, int n) {
    return of(i(a).lanewise(VectorOperators.LSHR, n));
  }
}
