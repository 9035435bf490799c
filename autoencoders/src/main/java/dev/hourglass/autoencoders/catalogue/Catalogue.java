package dev.hourglass.autoencoders.catalogue;

import dev.hourglass.autoencoders.Family;
import dev.hourglass.autoencoders.Plain;
import dev.hourglass.autoencoders.catalogue.ModelCard.Maker;
import dev.hourglass.autoencoders.catalogue.ModelCard.Shape;
import dev.hourglass.autoencoders.contractive.Contractive;
import dev.hourglass.autoencoders.denoising.Denoising;
import dev.hourglass.autoencoders.denoising.Noise;
import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.robust.Robust;
import dev.hourglass.autoencoders.sparse.KSparse;
import dev.hourglass.autoencoders.sparse.KlSparse;
import dev.hourglass.autoencoders.sparse.L1Sparse;
import dev.hourglass.autoencoders.stacked.Stacked;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** All families, each once, and the plain one once for each architecture. */
public final class Catalogue {
  private static final Shape NARROW = new Shape(List.of(128), 32, Optional.empty());

  private static final List<ModelCard> CARDS =
      List.of(
          card(
              "dense",
              "Squeezes rows through a narrow code; the one to start with.",
              "Hinton and Salakhutdinov, 2006, Reducing the Dimensionality of Data with Neural Networks",
              NARROW,
              List.of(),
              s -> new Plain()),
          plain(
              "conv",
              "Small filters along pictures or sequences; the one for pictures of any size.",
              "Masci et al., 2011, Stacked Convolutional Auto-Encoders for Hierarchical Feature Extraction",
              Kind.CONV),
          plain(
              "lstm",
              "Reads a sequence step by step and tells it again from the code.",
              "Srivastava et al., 2015, Unsupervised Learning of Video Representations using LSTMs",
              Kind.LSTM),
          plain(
              "gru",
              "As lstm, with a cell of fewer weights.",
              "Cho et al., 2014, Learning Phrase Representations using RNN Encoder-Decoder for Statistical Machine Translation",
              Kind.GRU),
          card(
              "sparse",
              "A wide code of which few numbers are active at once, by a price on their size.",
              "Ng, 2011, Sparse autoencoder, CS294A lecture notes",
              wide(Activation.RELU),
              List.of(
                  Setting.of("sparsity", L1Sparse.DEFAULTS.weight(), "Price of the code's size.")),
              s -> new L1Sparse(s.number("sparsity"))),
          card(
              "sparse-kl",
              "A wide code of which each number is active for a given share of the rows.",
              "Ng, 2011, Sparse autoencoder, CS294A lecture notes",
              wide(Activation.SIGMOID),
              List.of(
                  Setting.of(
                      "sparsity", KlSparse.DEFAULTS.weight(), "Price of missing the target."),
                  Setting.of(
                      "target-activation",
                      KlSparse.DEFAULTS.target(),
                      "Mean activation wanted of each number, in (0, 1).")),
              s -> new KlSparse(s.number("sparsity"), s.number("target-activation"))),
          card(
              "k-sparse",
              "A wide code of which only the k largest numbers stay.",
              "Makhzani and Frey, 2013, k-Sparse Autoencoders",
              wide(Activation.LINEAR),
              List.of(
                  Setting.of("k", KSparse.DEFAULTS.k(), "Numbers of each code that stay."),
                  Setting.of(
                      "alpha", KSparse.DEFAULTS.alpha(), "After training alpha times k stay."),
                  new Setting(
                      "noise",
                      KSparse.DEFAULTS.noiseText(),
                      "As of denoising, on what the encoder sees while it learns; or none.")),
              s ->
                  new KSparse(
                      s.whole("k"), s.number("alpha"), Noise.parseOptional(s.text("noise")))),
          card(
              "denoising",
              "Learns to undo damage: noise, gaps, wrong pixels.",
              "Vincent et al., 2008, Extracting and Composing Robust Features with Denoising Autoencoders",
              NARROW,
              List.of(
                  new Setting(
                      "noise",
                      Denoising.DEFAULTS.noise().text(),
                      "gaussian:DEVIATION, gaussian:DEVIATION:clip (into [0, 1]), masking:SHARE or salt-and-pepper:SHARE.")),
              s -> new Denoising(Noise.parse(s.text("noise")))),
          card(
              "stacked",
              "Learns layer by layer, then as a whole: features of a deep encoder.",
              "Vincent et al., 2010, Stacked Denoising Autoencoders",
              new Shape(List.of(500, 250), 64, Optional.empty()),
              List.of(
                  Setting.of(
                      "layer-epochs",
                      Stacked.DEFAULTS.epochs(),
                      "Epochs of each layer by itself, before --epochs of the whole."),
                  new Setting(
                      "noise",
                      Stacked.DEFAULTS.noiseText(),
                      "As of denoising, on what each layer sees while it learns; or none.")),
              s -> Stacked.of(s.whole("layer-epochs"), s.text("noise"))),
          card(
              "contractive",
              "A code that small changes of a row hardly move.",
              "Rifai et al., 2011, Contractive Auto-Encoders: Explicit Invariance During Feature Extraction",
              new Shape(List.of(), 128, Optional.of(Activation.SIGMOID)),
              List.of(
                  Setting.of(
                      "contraction",
                      Contractive.DEFAULTS.weight(),
                      "Price of the squared norm of the encoder's Jacobian."),
                  Setting.of(
                      "directions",
                      Contractive.DEFAULTS.directions(),
                      "Random directions per row, for encoders of several layers.")),
              s -> new Contractive(s.number("contraction"), s.whole("directions"))),
          card(
              "robust",
              "Learns from data some of which are wrong.",
              "Qi et al., 2014, Robust feature learning by stacked autoencoder with maximum correntropy criterion",
              NARROW,
              List.of(
                  Setting.of(
                      "trim",
                      Robust.DEFAULTS.trim(),
                      "Share of each batch, the worst rows, left out."),
                  Setting.of(
                      "correntropy",
                      Robust.DEFAULTS.width(),
                      "Width of the correntropy loss, which replaces --loss; 0: keep that.")),
              s -> new Robust(s.number("correntropy"), s.number("trim"))));

  private Catalogue() {}

  private static Shape wide(Activation ofCode) {
    return new Shape(List.of(), 256, Optional.of(ofCode));
  }

  private static ModelCard plain(String name, String line, String paper, Kind architecture) {
    return new ModelCard(
        name, line, paper, architecture, NARROW, List.of(), new Maker(s -> new Plain()));
  }

  private static ModelCard card(
      String name,
      String line,
      String paper,
      Shape shape,
      List<Setting> settings,
      Function<Settings, Family> maker) {
    return new ModelCard(name, line, paper, Kind.DENSE, shape, settings, new Maker(maker));
  }

  /** All cards, the plainest first. */
  public static List<ModelCard> cards() {
    return CARDS;
  }

  /**
   * The card of a name.
   *
   * @throws IllegalArgumentException if there is none; the message lists them
   */
  public static ModelCard card(String name) {
    return CARDS.stream()
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(unknown(name)));
  }

  private static String unknown(String name) {
    if (name.equals(MapCard.NAME)) {
      return name + " is a map and no autoencoder; choose another model here";
    }
    String names = String.join(", ", CARDS.stream().map(ModelCard::name).toList());
    return "unknown model \"%s\": choose one of %s, %s".formatted(name, names, MapCard.NAME);
  }
}
