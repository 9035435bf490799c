/**
 * Ways of training that go with any family: on rows that an {@link
 * dev.hourglass.autoencoders.scheme.Adversary} made harder, or in the order of a {@link
 * dev.hourglass.autoencoders.scheme.Curriculum}. Both are options of the {@code Trainer}. All
 * values are immutable; no argument may be null.
 */
@NullMarked
package dev.hourglass.autoencoders.scheme;

import org.jspecify.annotations.NullMarked;
