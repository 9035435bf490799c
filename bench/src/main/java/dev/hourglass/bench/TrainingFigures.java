package dev.hourglass.bench;

/**
 * What training came to.
 *
 * @param samples per second
 * @param loss mean over the last epoch begun
 * @param firstStepSeconds as {@link FirstStep} counts
 */
record TrainingFigures(Rate samples, double loss, double firstStepSeconds) {}
