/**
 * Detectors that an autoencoder has to beat, and the contract that it shares with them.
 *
 * {@snippet :
 * Detector.Fitted knn = new Standardised(NearestNeighbours.of(5)).fit(train);
 * double[] scores = knn.score(test); // higher is stranger
 * }
 *
 * <p>A {@link dev.hourglass.tasks.baseline.Detector} says how to learn what is ordinary; fitting
 * one gives a {@link dev.hourglass.tasks.baseline.Detector.Fitted}, which is immutable and may
 * score from several threads. Rows are matrices [N, D]. The same rows, options and seed give the
 * same bits on any number of threads.
 *
 * <p>Scores follow PyOD: higher is stranger, as {@code decision_function}; {@link
 * dev.hourglass.tasks.baseline.NearestNeighbours} is its {@code KNN(method='largest')}.
 */
@NullMarked
package dev.hourglass.tasks.baseline;

import org.jspecify.annotations.NullMarked;
