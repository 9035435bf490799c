/**
 * The plain interpreter: every operation as a simple loop in double precision. It is slow and
 * obviously right, and every compiled program is held against it.
 */
@NullMarked
package dev.hourglass.engine.interpret;

import org.jspecify.annotations.NullMarked;
