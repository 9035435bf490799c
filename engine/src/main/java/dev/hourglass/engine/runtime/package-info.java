/**
 * What runs a program: the thread team, and the places in memory that kernels read and write.
 *
 * <p>A program is a list of {@link dev.hourglass.engine.runtime.Kernel kernels}. All threads of the
 * team walk the list together; each does its own part of every kernel, and they meet at a barrier
 * only where a kernel needs what another thread wrote. Which thread computes a number never changes
 * the number.
 */
@NullMarked
package dev.hourglass.engine.runtime;

import org.jspecify.annotations.NullMarked;
