package dev.hourglass.engine;

import java.util.Arrays;

/**
 * A constant matrix of few numbers, row by row in ascending order of columns. Immutable, compared
 * by its numbers.
 */
public final class SparseMatrix {
  private final int rows;
  private final int columns;
  private final int[] starts;
  private final int[] places;
  private final float[] weights;

  private SparseMatrix(int rows, int columns, int[] starts, int[] places, float[] weights) {
    this.rows = rows;
    this.columns = columns;
    this.starts = starts;
    this.places = places;
    this.weights = weights;
  }

  /** The numbers of a (rows, columns) matrix that are not 0. */
  static SparseMatrix of(double[][] dense) {
    int columns = dense[0].length;
    int[] starts = new int[dense.length + 1];
    int[] places = new int[dense.length * columns];
    float[] weights = new float[places.length];
    int count = 0;
    for (int r = 0; r < dense.length; r++) {
      for (int c = 0; c < columns; c++) {
        if (dense[r][c] != 0) {
          places[count] = c;
          weights[count++] = (float) dense[r][c];
        }
      }
      starts[r + 1] = count;
    }
    return new SparseMatrix(
        dense.length, columns, starts, Arrays.copyOf(places, count), Arrays.copyOf(weights, count));
  }

  /** Rows become columns. */
  public SparseMatrix transposed() {
    int[] counts = new int[columns + 1];
    for (int c : places) {
      counts[c + 1]++;
    }
    for (int c = 0; c < columns; c++) {
      counts[c + 1] += counts[c];
    }
    int[] next = counts.clone();
    int[] rowOf = new int[places.length];
    float[] turned = new float[places.length];
    for (int r = 0; r < rows; r++) {
      for (int e = starts[r]; e < starts[r + 1]; e++) {
        int at = next[places[e]]++;
        rowOf[at] = r;
        turned[at] = weights[e];
      }
    }
    return new SparseMatrix(columns, rows, counts, rowOf, turned);
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  /** The first entry of a row; that of row {@code rows()} is the number of entries. */
  public int start(int row) {
    return starts[row];
  }

  /** The column of an entry. */
  public int column(int entry) {
    return places[entry];
  }

  /** The number of an entry. */
  public float weight(int entry) {
    return weights[entry];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SparseMatrix m
        && columns == m.columns
        && Arrays.equals(starts, m.starts)
        && Arrays.equals(places, m.places)
        && Arrays.equals(weights, m.weights);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(places) + Arrays.hashCode(weights);
  }

  @Override
  public String toString() {
    return "SparseMatrix[%d, %d]".formatted(rows, columns);
  }
}
