package dev.hourglass.autoencoders.som;

/** Follows the building of a map; called by the thread that builds. */
public interface SomListener {

  /** After every epoch. */
  default void onEpoch(MapEpoch epoch) {}

  /** Asked before every epoch; once it says true, building ends with what there is. */
  default boolean cancelled() {
    return false;
  }
}
