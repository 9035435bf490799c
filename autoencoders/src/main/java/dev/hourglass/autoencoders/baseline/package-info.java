/**
 * What an autoencoder has to beat: principal component analysis at the same code size.
 *
 * {@snippet :
 * Pca pca = Pca.fit(train, 32);
 * double error = pca.mse(test); // to be held beside the autoencoder's
 * }
 */
@NullMarked
package dev.hourglass.autoencoders.baseline;

import org.jspecify.annotations.NullMarked;
