/**
 * Families that learn to undo damage: the encoder sees a damaged row, the target is the whole one.
 *
 * <p>All values are immutable; no argument may be null. Draws depend on the seed and the step only,
 * so a run that goes on from a checkpoint sees the same damage.
 */
@NullMarked
package dev.hourglass.autoencoders.denoising;

import org.jspecify.annotations.NullMarked;
