/**
 * The denoising autoencoder with a schedule of noise levels, and the score that it gives to rows.
 *
 * {@snippet :
 * Detector detector = new Standardised(new DenoisingDetector(DenoisingOptions.DEFAULTS));
 * double[] scores = detector.fit(ordinary).score(rows);
 * }
 *
 * <p>After Sattarov, Schreyer and Borth, "Diffusion-Scheduled Denoising Autoencoders for Anomaly
 * Detection in Tabular Data" (KDD 2025): rows are disturbed by noise of a level drawn for each, the
 * network is told the level, and learns to undo it.
 */
@NullMarked
package dev.hourglass.tasks.denoising;

import org.jspecify.annotations.NullMarked;
