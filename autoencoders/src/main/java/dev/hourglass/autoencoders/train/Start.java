package dev.hourglass.autoencoders.train;

import java.util.Map;
import java.util.Optional;

/**
 * What a run starts from.
 *
 * @param weights empty: drawn from the seed
 * @param measures what came out on the way there, by name
 * @param cancelled whether the way there was cut short, so that there is nothing to start from
 */
record Start(Optional<Weights> weights, Map<String, Double> measures, boolean cancelled) {
  /** New weights, drawn from the seed. */
  static final Start NEW = new Start(Optional.empty(), Map.of(), false);

  static Start from(Weights weights) {
    return new Start(Optional.of(weights), Map.of(), false);
  }
}
