package dev.hourglass.autoencoders.train;

import dev.hourglass.autoencoders.EpochRecord;

/** Follows training; called by the thread that trains. */
public interface TrainingListener {

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
