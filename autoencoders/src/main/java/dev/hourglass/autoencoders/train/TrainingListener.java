package dev.hourglass.autoencoders.train;

import dev.hourglass.autoencoders.EpochRecord;

/** Follows training; called by the thread that trains. */
public interface TrainingListener {

  /**
   * Before a part of a run that has epochs of its own, such as one layer of a stacked autoencoder.
   *
   * @param name such as {@code layer 1 of 3, 784 to 500}
   * @param epochs of this part
   */
  default void onPart(String name, int epochs) {}

  /** After every epoch. */
  default void onEpoch(EpochRecord epoch) {}

  /** While an epoch runs: at most ten times a second, and after its last step. */
  default void onStep(StepRecord step) {}

  /**
   * Asked before every step; once it says true, training ends with what it has, after writing a
   * checkpoint if there is a place for one.
   */
  default boolean cancelled() {
    return false;
  }
}
