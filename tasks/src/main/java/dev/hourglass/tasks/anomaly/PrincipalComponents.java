package dev.hourglass.tasks.anomaly;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.baseline.Pca;
import dev.hourglass.engine.NDArray;
import dev.hourglass.tasks.baseline.PcaResidual;

/**
 * Principal components as the weights of a linear autoencoder, which they solve (Baldi and Hornik,
 * "Neural networks and principal component analysis", 1989).
 *
 * @param train standardised rows, [N, D]
 * @param share of the variance that the components explain at least
 */
record PrincipalComponents(NDArray train, double share) {

  AutoencoderModel model() {
    int columns = train.shape().dim(1);
    Pca pca = new PcaResidual(share).components(train);
    int code = pca.components();
    Autoencoder model = Autoencoder.of(Networks.linear(columns, code));
    float[] theta = new float[model.layout().size()];
    int encoder = model.layout().offset("encoder.0.weight");
    int decoder = model.layout().offset("decoder.0.weight");
    double[] offset = new double[code];
    for (int k = 0; k < code; k++) {
      double[] component = pca.component(k);
      for (int j = 0; j < columns; j++) {
        theta[encoder + j * code + k] = (float) component[j];
        theta[decoder + k * columns + j] = (float) component[j];
        offset[k] -= component[j] * pca.mean()[j];
      }
    }
    put(theta, model.layout().offset("encoder.0.bias"), offset);
    put(theta, model.layout().offset("decoder.0.bias"), pca.mean());
    model.weights(theta);
    return new AutoencoderModel(AnomalyModel.Principal.ID, model, false);
  }

  private static void put(float[] theta, int at, double[] values) {
    for (int i = 0; i < values.length; i++) {
      theta[at + i] = (float) values[i];
    }
  }
}
