package dev.hourglass.autoencoders.som;

import dev.hourglass.autoencoders.Preprocessing;
import dev.hourglass.autoencoders.PreprocessingPlan;
import dev.hourglass.engine.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link SelfOrganizingMap} by the batch algorithm of Kohonen ("Essentials of the
 * self-organizing map", Neural Networks 37, 2013). An epoch finds the best unit of every row, then
 * moves every unit to the mean of the rows, each weighted by how near its best unit is on the grid;
 * the neighbourhood shrinks from epoch to epoch. There is no learning rate, and the order of rows
 * does not matter but for rounding.
 */
public final class SomTrainer {
  private final SomOptions options;
  private final Map<String, String> notes = new TreeMap<>();
  private final List<SomListener> listeners = new ArrayList<>();
  private PreprocessingPlan plan = PreprocessingPlan.NONE;
  private Optional<Encoder> encoder = Optional.empty();
  private @Nullable NDArray validation;

  private SomTrainer(SomOptions options) {
    this.options = options;
  }

  /** Prepares to build a map. */
  public static SomTrainer of(SomOptions options) {
    return new SomTrainer(options);
  }

  /** Fitted on the training rows; none unless told. */
  public SomTrainer preprocessing(PreprocessingPlan steps) {
    plan = steps;
    return this;
  }

  /** Builds the map over the codes of this autoencoder, with its own preprocessing. */
  public SomTrainer codesOf(Encoder trained) {
    encoder = Optional.of(trained);
    return this;
  }

  /** Rows [M, D] whose quantization error is told after each epoch. */
  public SomTrainer validation(NDArray rows) {
    validation = rows;
    return this;
  }

  /** Adds a listener. */
  public SomTrainer listener(SomListener l) {
    listeners.add(l);
    return this;
  }

  /** Keeps a text in the record. */
  public SomTrainer note(String key, String value) {
    notes.put(key, value);
    return this;
  }

  /**
   * Builds the map.
   *
   * @param rows [N, D], N at least 2, all numbers finite
   * @throws IllegalArgumentException if the rows are too few, not finite, or do not fit the encoder
   *     or the validation rows, or if there are a preprocessing and an encoder, which has its own
   */
  public SelfOrganizingMap fit(NDArray rows) {
    requireSound(rows);
    Preprocessing fitted =
        encoder.map(e -> e.model().preprocessing()).orElseGet(() -> plan.fit(rows));
    encoder.ifPresent(e -> e.model().threads(options.threads()));
    NDArray seen = SelfOrganizingMap.seen(rows, fitted, encoder);
    NDArray held = validation == null ? null : SelfOrganizingMap.seen(validation, fitted, encoder);
    int width = seen.shape().dim(1);
    List<MapEpoch> history = new ArrayList<>();
    float[] units = InitialMap.of(options, seen);
    MapErrors errors;
    try (UnitSearch search = new UnitSearch(options.grid().units(), width, options.threads())) {
      units = run(search, seen, held, units, history);
      errors = errors(search, units, seen);
    }
    MapRecord record =
        new MapRecord(
            options.radius(),
            options.start(),
            options.epochs(),
            options.seed(),
            history,
            errors,
            notes);
    NDArray weights = NDArray.of(units, options.grid().units(), width);
    return new SelfOrganizingMap(
        options.grid(), weights, fitted, encoder, record, options.threads());
  }

  private void requireSound(NDArray rows) {
    if (rows.shape().rank() != 2 || rows.shape().dim(0) < 2) {
      throw new IllegalArgumentException(
          "a map needs a matrix of two rows or more, got " + rows.shape());
    }
    if (encoder.isPresent() && !plan.equals(PreprocessingPlan.NONE)) {
      throw new IllegalArgumentException(
          "the encoder has a preprocessing of its own; leave out " + plan.text());
    }
    if (validation != null && validation.shape().dim(-1) != rows.shape().dim(1)) {
      throw new IllegalArgumentException(
          "validation rows have %d numbers, training rows %d"
              .formatted(validation.shape().dim(-1), rows.shape().dim(1)));
    }
    for (float value : rows.data()) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException("rows must be finite, found " + value);
      }
    }
  }

  private float[] run(
      UnitSearch search,
      NDArray seen,
      @Nullable NDArray held,
      float[] first,
      List<MapEpoch> history) {
    BatchUpdate update = new BatchUpdate(options.grid(), seen.shape().dim(1), options.threads());
    float[] units = first;
    for (int epoch = 0; epoch < options.epochs(); epoch++) {
      if (listeners.stream().anyMatch(SomListener::cancelled)) {
        return units;
      }
      search.units(units);
      BestUnits best = search.find(seen);
      MapErrors met = best.errors(options.grid(), seen.shape().dim(1));
      OptionalDouble heldOut =
          held == null
              ? OptionalDouble.empty()
              : OptionalDouble.of(errors(search, units, held).quantization());
      double radius = Radius.at(epoch, options);
      units = update.next(seen, best.first(), units, radius);
      MapEpoch done =
          new MapEpoch(epoch + 1, radius, met.quantization(), met.topographic(), heldOut);
      history.add(done);
      listeners.forEach(l -> l.onEpoch(done));
    }
    return units;
  }

  private MapErrors errors(UnitSearch search, float[] units, NDArray seen) {
    search.units(units);
    return search.find(seen).errors(options.grid(), seen.shape().dim(1));
  }
}
