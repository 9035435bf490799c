/**
 * An autoencoder of rows of mixed columns that has a head for each column by its type: a normal
 * distribution for numbers, a negative binomial one for counts, a Bernoulli distribution for flags,
 * a categorical one for categories. What it minimises, and the score, is the sum over columns of
 * the negative logarithm of the likelihood (as in Nazabal et al., "Handling incomplete
 * heterogeneous data using VAEs", 2020, section 3), to which a missing value adds nothing.
 */
@NullMarked
package dev.hourglass.tasks.mixed;

import org.jspecify.annotations.NullMarked;
