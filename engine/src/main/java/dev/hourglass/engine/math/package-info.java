/**
 * Functions of floats that give the same bits everywhere.
 *
 * <p>Hardware and libraries disagree in the last bit of exp, log or tanh. So each such function is
 * here a straight line of operations that IEEE 754 defines exactly, written once over {@link
 * dev.hourglass.engine.math.Lanes} and run by whoever implements that: {@link
 * dev.hourglass.engine.math.ScalarLanes} computes one number at a time, the compiler emits vector
 * instructions.
 *
 * <p>An <em>ulp</em> is the distance between neighbouring floats at the true result. The tests
 * measure every function against double precision and hold it to its bound.
 *
 * <p>All classes here are stateless.
 */
@NullMarked
package dev.hourglass.engine.math;

import org.jspecify.annotations.NullMarked;
