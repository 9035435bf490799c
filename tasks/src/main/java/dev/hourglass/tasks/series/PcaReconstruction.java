package dev.hourglass.tasks.series;

import dev.hourglass.autoencoders.baseline.Pca;
import dev.hourglass.engine.NDArray;

/** Principal component analysis of windows: the best linear autoencoder. */
record PcaReconstruction(Pca pca) implements Reconstruction {
  private static final double SHARE = 0.9;

  /** With components for nine tenths of the variance of windows [R, D], or as many as are told. */
  static PcaReconstruction fit(NDArray windows, int most) {
    int width = windows.shape().dim(1);
    Pca whole = Pca.fit(windows, width);
    double[] explained = whole.explained();
    int components = 0;
    double sum = 0;
    while (components < Math.min(most, Math.max(1, width - 1)) && sum < SHARE) {
      sum += explained[components++];
    }
    return new PcaReconstruction(whole.first(components));
  }

  @Override
  public NDArray expected(NDArray windows) {
    return pca.reconstruct(windows);
  }
}
