/**
 * How far a reconstruction is from its target, as a scalar to minimise.
 *
 * <p>A {@link dev.hourglass.autoencoders.loss.Loss} takes the <em>pre-activation</em> of the output
 * layer (what comes before its activation function) together with that function, because the loss
 * of a sigmoid or a softmax can be computed from it without ever taking the logarithm of a number
 * that was rounded to 0 or 1.
 *
 * {@snippet :
 * Tensor loss = Loss.BCE.of(output.preactivation(code, layout), output.activation(), x);   // rank 0
 * }
 *
 * <p>Building a loss computes nothing; all values are immutable and may be shared by threads. No
 * argument may be null.
 */
@NullMarked
package dev.hourglass.autoencoders.loss;

import org.jspecify.annotations.NullMarked;
