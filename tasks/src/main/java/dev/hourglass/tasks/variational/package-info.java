/**
 * A variational autoencoder of rows of numbers, whose score is the reconstruction probability.
 *
 * <p>The encoder gives each row a normal distribution of codes, the decoder each code a normal
 * distribution of rows. Strange is a row that is improbable under the codes it is given, which
 * weighs each column by how much it usually varies (An and Cho, "Variational autoencoder based
 * anomaly detection using reconstruction probability", 2015).
 */
@NullMarked
package dev.hourglass.tasks.variational;

import org.jspecify.annotations.NullMarked;
