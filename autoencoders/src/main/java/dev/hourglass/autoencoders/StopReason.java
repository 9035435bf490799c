package dev.hourglass.autoencoders;

/** Why training ended. */
public enum StopReason {
  /** All epochs are done. */
  COMPLETED,
  /** The validation loss had not fallen for the given number of epochs. */
  EARLY_STOPPING,
  /** A listener asked for it. */
  CANCELLED
}
