/**
 * Counter-based random numbers: a draw is a function of seed, stream, step and index, and of
 * nothing else.
 */
@NullMarked
package dev.hourglass.engine.random;

import org.jspecify.annotations.NullMarked;
