package dev.hourglass.autoencoders.train;

/** How a model is shown the rows that it is judged by. */
enum View {
  /** As they are. */
  CLEAN,
  /** Damaged as its family damages them in training. */
  NOISY,
  /** Changed by the adversary of the training. */
  ATTACKED
}
