package dev.hourglass.cli;

import dev.hourglass.autoencoders.denoising.Corruption;
import dev.hourglass.autoencoders.denoising.Noise;
import dev.hourglass.data.Dataset;
import dev.hourglass.engine.NDArray;

/**
 * What is done to rows before a model sees them, to measure how it bears it.
 *
 * @param seed of the draws
 */
record Harm(Noise noise, long seed) {

  NDArray to(NDArray rows) {
    return Corruption.of(noise, rows, seed);
  }

  Answers to(Answers answers) {
    Dataset whole = answers.dataset();
    Dataset harmed =
        new Dataset(to(whole.rows()), whole.labels(), whole.name(), whole.columns(), whole.image());
    return new Answers(answers.data(), harmed, answers.values());
  }
}
