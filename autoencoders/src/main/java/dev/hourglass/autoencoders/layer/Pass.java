package dev.hourglass.autoencoders.layer;

import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.Tensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One way through a network while its graph is built: it hands out parameters, statistics and
 * streams of random numbers, and collects the new values of statistics. For the building of one
 * graph, by one thread.
 */
public final class Pass {
  private final Optional<ParameterLayout> parameters;
  private final Optional<ParameterLayout> statistics;
  private final boolean training;
  private final Map<String, Tensor> news = new LinkedHashMap<>();
  private int streams;
  private @Nullable Tensor target;

  private Pass(
      Optional<ParameterLayout> parameters,
      Optional<ParameterLayout> statistics,
      boolean training) {
    this.parameters = parameters;
    this.statistics = statistics;
    this.training = training;
  }

  /**
   * A pass that learns: dropout drops, batch normalisation takes the batch's own statistics.
   *
   * @param statistics empty where the network keeps none
   */
  public static Pass training(ParameterLayout parameters, Optional<ParameterLayout> statistics) {
    return new Pass(Optional.of(parameters), statistics, true);
  }

  /** A pass that only uses what was learned. */
  public static Pass inference(ParameterLayout parameters, Optional<ParameterLayout> statistics) {
    return new Pass(Optional.of(parameters), statistics, false);
  }

  /** A pass through no network: all it has to give are random numbers. */
  public static Pass drawing() {
    return new Pass(Optional.empty(), Optional.empty(), true);
  }

  public boolean isTraining() {
    return training;
  }

  /** Shows the pass what is to be reconstructed, (B, D); only in training. */
  public void target(Tensor rows) {
    if (!training) {
      throw new IllegalStateException("only a pass that learns knows its target");
    }
    target = rows;
  }

  /** What is to be reconstructed, (B, D), where the pass learns and was told. */
  public Optional<Tensor> target() {
    return Optional.ofNullable(target);
  }

  /** All parameters. */
  public ParameterLayout layout() {
    return parameters.orElseThrow(() -> new IllegalStateException("this pass has no network"));
  }

  /**
   * A parameter under its own shape.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public Tensor parameter(String name) {
    return layout().view(name);
  }

  /**
   * A statistic as it is before this step.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public Tensor statistic(String name) {
    return kept(name).view(name);
  }

  /**
   * Gives a statistic its value after this step.
   *
   * @param next of the statistic's shape; it should not depend on other statistics' new values
   */
  public void update(String name, Tensor next) {
    if (!training) {
      throw new IllegalStateException("statistic " + name + " changes only in training");
    }
    if (!kept(name).view(name).shape().equals(next.shape())) {
      throw new IllegalArgumentException(
          "statistic %s is %s, got a new value of %s"
              .formatted(name, kept(name).view(name).shape(), next.shape()));
    }
    news.put(name, next);
  }

  /** The tensor of all statistics and its next value, where any was given one; at most one pair. */
  public Map<Tensor, Tensor> updates() {
    if (news.isEmpty() || statistics.isEmpty()) {
      return Map.of();
    }
    ParameterLayout layout = statistics.get();
    List<Tensor> values = new ArrayList<>();
    layout.specs().forEach(s -> values.add(news.getOrDefault(s.name(), layout.view(s.name()))));
    return Map.of(layout.theta(), layout.flat(values));
  }

  /** Uniform draws from [0, 1) of a stream of their own; they differ from step to step. */
  public Tensor uniform(int... dims) {
    return Tensors.randomUniform(streams++, dims);
  }

  /** Standard normal draws of a stream of their own; they differ from step to step. */
  public Tensor normal(int... dims) {
    return Tensors.randomNormal(streams++, dims);
  }

  private ParameterLayout kept(String name) {
    return statistics.orElseThrow(
        () -> new IllegalArgumentException("the network keeps no statistics, so not " + name));
  }
}
