package dev.hourglass.autoencoders.baseline;

import dev.hourglass.engine.NDArray;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ejml.interfaces.decomposition.QRDecomposition;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * Principal component analysis (Pearson, 1901): the best linear reconstruction from k numbers.
 * Eigenvectors of the covariance, in double; the largest entry of each is positive. Immutable; may
 * be shared by threads.
 */
public final class Pca {
  private static final int BLOCK = 256; // rows of a task

  private final double[] mean;
  private final double[][] vectors; // [k][D], orthonormal
  private final double[] variances;
  private final double wholeVariance;
  private final Projection projection;

  private Pca(double[] mean, double[][] vectors, double[] variances, double wholeVariance) {
    this.mean = mean;
    this.vectors = vectors;
    this.variances = variances;
    this.wholeVariance = wholeVariance;
    this.projection = new Projection(mean, vectors);
  }

  /**
   * Fits on rows.
   *
   * @param rows [N, D], N at least 2
   * @param components 1 to D
   * @throws IllegalArgumentException if rows or components are out of range, or if the rows are not
   *     finite
   */
  public static Pca fit(NDArray rows, int components) {
    if (rows.shape().rank() != 2 || rows.shape().dim(0) < 2) {
      throw new IllegalArgumentException(
          "PCA needs a matrix of two rows or more, got " + rows.shape());
    }
    int columns = rows.shape().dim(1);
    requireCount(components, columns);
    Covariance covariance = Covariance.of(rows.data(), columns);
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(columns, true, true);
    if (!eigen.decompose(new DMatrixRMaj(covariance.matrix()))) {
      throw new IllegalArgumentException(
          "PCA found no components: the data hold numbers that are not finite or far too large");
    }
    double[] values =
        IntStream.range(0, columns)
            .mapToDouble(i -> Math.max(0, eigen.getEigenvalue(i).getReal()))
            .toArray();
    int[] order =
        IntStream.range(0, columns)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[][] vectors = new double[components][];
    double[] variances = new double[components];
    for (int k = 0; k < components; k++) {
      vectors[k] = signed(eigen.getEigenVector(order[k]).getData());
      variances[k] = values[order[k]];
    }
    return new Pca(covariance.mean(), vectors, variances, Arrays.stream(values).sum());
  }

  /** The same analysis with fewer components, which needs no new fit. */
  public Pca first(int components) {
    requireCount(components, vectors.length);
    return new Pca(
        mean,
        Arrays.copyOf(vectors, components),
        Arrays.copyOf(variances, components),
        wholeVariance);
  }

  private static void requireCount(int components, int most) {
    if (components < 1 || components > most) {
      throw new IllegalArgumentException(
          "PCA can give 1 to %d components here, got %d".formatted(most, components));
    }
  }

  private static double[] signed(double[] vector) {
    double largest = 0;
    for (double v : vector) {
      largest = Math.abs(v) > Math.abs(largest) ? v : largest;
    }
    double sign = largest < 0 ? -1 : 1;
    return Arrays.stream(vector).map(v -> sign * v).toArray();
  }

  /** How many components. */
  public int components() {
    return vectors.length;
  }

  /** The mean that rows are centred on, [D]. */
  public double[] mean() {
    return mean.clone();
  }

  /**
   * The direction of a component, of length 1, [D].
   *
   * @param k 0 to {@link #components()} - 1
   */
  public double[] component(int k) {
    return vectors[k].clone();
  }

  /** Variance along each component, falling, [k]. */
  public double[] variances() {
    return variances.clone();
  }

  /**
   * Share of the whole variance that each component explains, [k]; zeros if there is no variance.
   */
  public double[] explained() {
    return Arrays.stream(variances).map(v -> wholeVariance == 0 ? 0 : v / wholeVariance).toArray();
  }

  /** Mean squared error over all numbers when rows [N, D] are projected and led back. */
  public double mse(NDArray rows) {
    requireColumns(rows, mean.length);
    float[] data = rows.data();
    int count = rows.shape().dim(0);
    double[] sums = new double[(count + BLOCK - 1) / BLOCK];
    IntStream.range(0, sums.length)
        .parallel()
        .forEach(b -> sums[b] = squares(data, b * BLOCK, Math.min(count, (b + 1) * BLOCK)));
    return Arrays.stream(sums).sum() / data.length;
  }

  private double squares(float[] data, int from, int to) {
    double sum = 0;
    for (int r = from; r < to; r++) {
      double[] back = projection.reconstruct(data, r * mean.length);
      for (int j = 0; j < mean.length; j++) {
        double error = data[r * mean.length + j] - back[j];
        sum += error * error;
      }
    }
    return sum;
  }

  /** Codes [N, k] of rows [N, D]. */
  public NDArray project(NDArray rows) {
    requireColumns(rows, mean.length);
    int count = rows.shape().dim(0);
    int components = vectors.length;
    NDArray result = NDArray.of(new float[count * components], count, components);
    for (int r = 0; r < count; r++) {
      store(
          projection.project(rows.data(), r * mean.length),
          components,
          result.data(),
          r * components);
    }
    return result;
  }

  /** Rows [N, D] projected and led back, [N, D]. */
  public NDArray reconstruct(NDArray rows) {
    requireColumns(rows, mean.length);
    NDArray result = NDArray.zeros(rows.shape());
    for (int r = 0; r < rows.data().length; r += mean.length) {
      store(projection.reconstruct(rows.data(), r), mean.length, result.data(), r);
    }
    return result;
  }

  private static void store(double[] from, int count, float[] to, int at) {
    for (int j = 0; j < count; j++) {
      to[at + j] = (float) from[j];
    }
  }

  /**
   * Principal angles (Jordan, 1875; computed as Björck and Golub, 1973) between the span of the
   * components and that of the rows of {@code basis}: the same span has angles of 0 only. Accurate
   * to about 1e-8.
   *
   * @param basis [m][D], m at most D, linearly independent
   * @return min(k, m) angles in radians, rising
   */
  public double[] principalAngles(double[][] basis) {
    requireBasis(basis);
    DMatrixRMaj columns = CommonOps_DDRM.transpose(new DMatrixRMaj(basis), null);
    QRDecomposition<DMatrixRMaj> qr =
        DecompositionFactory_DDRM.qr(columns.numRows, columns.numCols);
    if (!qr.decompose(columns)) {
      throw new IllegalArgumentException("the basis holds numbers that are not finite");
    }
    DMatrixRMaj cosines = new DMatrixRMaj(vectors.length, basis.length);
    CommonOps_DDRM.mult(new DMatrixRMaj(vectors), qr.getQ(null, true), cosines);
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(cosines.numRows, cosines.numCols, false, false, true);
    svd.decompose(cosines);
    return Arrays.stream(svd.getSingularValues(), 0, Math.min(vectors.length, basis.length))
        .map(c -> Math.acos(Math.clamp(c, 0, 1)))
        .sorted()
        .toArray();
  }

  private void requireBasis(double[][] basis) {
    if (basis.length == 0 || basis.length > mean.length) {
      throw new IllegalArgumentException(
          "a basis has 1 to %d rows here, got %d".formatted(mean.length, basis.length));
    }
    for (double[] row : basis) {
      if (row.length != mean.length) {
        throw new IllegalArgumentException(
            "each row of the basis needs %d numbers, got %d".formatted(mean.length, row.length));
      }
    }
  }

  private static void requireColumns(NDArray rows, int columns) {
    if (rows.shape().rank() != 2 || rows.shape().dim(1) != columns) {
      throw new IllegalArgumentException(
          "PCA was fitted on rows of %d numbers, got %s".formatted(columns, rows.shape()));
    }
  }
}
