/**
 * Autoencoders that learn layer by layer before they learn as a whole.
 *
 * <p>Everything here is immutable; no argument may be null.
 */
@NullMarked
package dev.hourglass.autoencoders.stacked;

import org.jspecify.annotations.NullMarked;
