/**
 * Families whose codes are mostly silent: few units speak for any one row. A price on the code
 * ({@link dev.hourglass.autoencoders.sparse.L1Sparse}), a target for how often each unit speaks
 * ({@link dev.hourglass.autoencoders.sparse.KlSparse}), or simply a limit to the k loudest ({@link
 * dev.hourglass.autoencoders.sparse.KSparse}).
 *
 * <p>Use them with a wide code, wider than the data even: sparsity then does what a narrow code
 * does elsewhere. All values are immutable; no argument may be null.
 */
@NullMarked
package dev.hourglass.autoencoders.sparse;

import org.jspecify.annotations.NullMarked;
