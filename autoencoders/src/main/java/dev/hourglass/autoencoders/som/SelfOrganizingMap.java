package dev.hourglass.autoencoders.som;

import dev.hourglass.autoencoders.Preprocessing;
import dev.hourglass.engine.NDArray;
import java.util.Optional;

/**
 * A self-organising map (Kohonen, 1982; as in "Essentials of the self-organizing map", 2013): units
 * on a grid, each with as many weights as what the map sees has numbers. A row belongs to the unit
 * whose weights are nearest to it. Made by a {@link SomTrainer}.
 *
 * <p>Use it to see what groups a set of data has and how they lie to each other. For a short code
 * of which data can be rebuilt well, an autoencoder needs fewer numbers. The map of an
 * autoencoder's codes joins both.
 *
 * <p>Immutable; may be shared by threads, which take turns where it has an encoder.
 */
public final class SelfOrganizingMap {
  private static final int LLOYD = 10;

  private final MapGrid grid;
  private final NDArray weights;
  private final Preprocessing preprocessing;
  private final Optional<Encoder> encoder;
  private final MapRecord record;
  private final int threads;

  /**
   * A map of known weights, as a file holds them.
   *
   * @param weights [U, W]
   * @param preprocessing of rows; the encoder's own where there is one
   * @param encoder empty where the map sees the rows themselves
   * @throws IllegalArgumentException if the weights do not fit the grid or the encoder
   */
  public SelfOrganizingMap(
      MapGrid grid,
      NDArray weights,
      Preprocessing preprocessing,
      Optional<Encoder> encoder,
      MapRecord record,
      int threads) {
    if (weights.shape().rank() != 2 || weights.shape().dim(0) != grid.units()) {
      throw new IllegalArgumentException(
          "a map of %s units needs weights [%d, W], got %s"
              .formatted(grid.size(), grid.units(), weights.shape()));
    }
    encoder.ifPresent(e -> {
      int code = e.model().architecture().codeWidth();
      if (code != weights.shape().dim(1)) {
        throw new IllegalArgumentException(
            "the encoder's codes have %d numbers, the map's weights %s"
                .formatted(code, weights.shape()));
      }
      e.model().threads(threads);
    });
    this.grid = grid;
    this.weights = weights;
    this.preprocessing = preprocessing;
    this.encoder = encoder;
    this.record = record;
    this.threads = threads;
  }

  /** Where the units lie. */
  public MapGrid grid() {
    return grid;
  }

  /** The weights, [U, W], in the scale of what the map sees; live, do not change them. */
  public NDArray weights() {
    return weights;
  }

  /** What is done to rows before the map, or its encoder, sees them. */
  public Preprocessing preprocessing() {
    return preprocessing;
  }

  /** The autoencoder whose codes the map sees; empty where it sees the rows themselves. */
  public Optional<Encoder> encoder() {
    return encoder;
  }

  /** How it was built. */
  public MapRecord record() {
    return record;
  }

  /** D: how long a row is. */
  public int inputWidth() {
    return encoder.map(e -> e.model().architecture().inputWidth()).orElse(weights.shape().dim(1));
  }

  /**
   * What the map sees of rows [N, D]: the rows after preprocessing, or their codes; [N, W].
   *
   * @throws IllegalArgumentException if the rows are of another length
   */
  public NDArray seen(NDArray rows) {
    if (rows.shape().rank() != 2 || rows.shape().dim(1) != inputWidth()) {
      throw new IllegalArgumentException(
          "the map takes rows of shape [N, %d], got %s".formatted(inputWidth(), rows.shape()));
    }
    return seen(rows, preprocessing, encoder);
  }

  static NDArray seen(NDArray rows, Preprocessing preprocessing, Optional<Encoder> encoder) {
    if (encoder.isPresent()) {
      return encoder.get().model().encode(rows);
    }
    if (preprocessing instanceof Preprocessing.Identity) {
      return rows;
    }
    float[] scaled = rows.data().clone();
    preprocessing.apply(scaled);
    return new NDArray(rows.shape(), scaled);
  }

  /** The row and the column on the map of each of rows [N, D], [N, 2]. */
  public NDArray encode(NDArray rows) {
    int[] best = best(seen(rows)).first();
    float[] places = new float[2 * best.length];
    for (int i = 0; i < best.length; i++) {
      places[2 * i] = grid.row(best[i]);
      places[2 * i + 1] = grid.column(best[i]);
    }
    return NDArray.of(places, best.length, 2);
  }

  /** Of each of rows [N, D] the best unit's {@linkplain #prototypes() prototype}, [N, D]. */
  public NDArray reconstruct(NDArray rows) {
    int[] best = best(seen(rows)).first();
    float[] units = prototypes().data();
    int width = inputWidth();
    float[] result = new float[Math.multiplyExact(best.length, width)];
    for (int i = 0; i < best.length; i++) {
      System.arraycopy(units, best[i] * width, result, i * width, width);
    }
    return NDArray.of(result, best.length, width);
  }

  /**
   * What each unit stands for, [U, D], in the units of the data: its weights with the preprocessing
   * undone, or what the autoencoder decodes from them.
   */
  public NDArray prototypes() {
    if (encoder.isPresent()) {
      return encoder.get().model().decode(weights);
    }
    float[] units = weights.data().clone();
    preprocessing.invert(units);
    return new NDArray(weights.shape(), units);
  }

  /** How well the map meets rows [N, D]. */
  public MapErrors errors(NDArray rows) {
    return best(seen(rows)).errors(grid, weights.shape().dim(1));
  }

  /** How many of rows [N, D] each unit is the best one of, [U]. */
  public int[] hits(NDArray rows) {
    int[] hits = new int[grid.units()];
    for (int unit : best(seen(rows)).first()) {
      hits[unit]++;
    }
    return hits;
  }

  private BestUnits best(NDArray seen) {
    try (UnitSearch search = new UnitSearch(grid.units(), weights.shape().dim(1), threads)) {
      search.units(weights.data());
      return search.find(seen);
    }
  }

  /** Distances of neighbours. */
  public UMatrix uMatrix() {
    return new UMatrix(grid, weights.data());
  }

  /**
   * What the map would be without its order: {@value #LLOYD} rounds of k-means (Lloyd, 1982) from
   * its units, each the mean of its own rows only. Its error on the same rows says what the order
   * costs.
   *
   * @param rows [N, D] to learn from
   */
  public SelfOrganizingMap withoutOrder(NDArray rows) {
    NDArray seen = seen(rows);
    int width = weights.shape().dim(1);
    BatchUpdate update = new BatchUpdate(grid, width, threads);
    float[] units = weights.data();
    try (UnitSearch search = new UnitSearch(grid.units(), width, threads)) {
      for (int round = 0; round < LLOYD; round++) {
        search.units(units);
        units = update.next(seen, search.find(seen).first(), units, 0);
      }
    }
    NDArray means = new NDArray(weights.shape(), units);
    return new SelfOrganizingMap(grid, means, preprocessing, encoder, record, threads);
  }
}
