package dev.hourglass.cli;

import dev.hourglass.autoencoders.catalogue.Catalogue;
import dev.hourglass.autoencoders.catalogue.MapCard;
import dev.hourglass.autoencoders.catalogue.ModelCard;
import dev.hourglass.autoencoders.catalogue.Setting;
import dev.hourglass.autoencoders.layer.Activation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hourglass models}: the families that {@code train --model} knows. */
@Command(
    name = "models",
    description = "List the families of models, or explain one of them.",
    footerHeading = "%nExamples:%n",
    footer = {"  hourglass models", "  hourglass models k-sparse"})
final class ModelsCommand extends Common {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      description = "The family to explain.")
  @Nullable String name;

  @Override
  public void run() {
    if (MapCard.NAME.equals(name)) {
      output().result(mapJson(), mapPage());
      return;
    }
    if (name != null) {
      ModelCard card = Catalogue.card(name);
      output().result(json(card), page(card));
      return;
    }
    List<ModelCard> cards = Catalogue.cards();
    output()
        .result(
            Map.of(
                "models",
                Stream.concat(cards.stream().map(ModelsCommand::json), Stream.of(mapJson()))
                    .toList()),
            Stream.concat(
                    cards.stream().map(c -> line(c.name(), c.line())),
                    Stream.of(line(MapCard.NAME, MapCard.LINE)))
                .collect(Collectors.joining(System.lineSeparator())));
  }

  private static String line(String name, String line) {
    return "%-12s %s".formatted(name, line);
  }

  /** The map is no autoencoder, so it has no layers and no code of a length. */
  private static Map<String, Object> mapJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", MapCard.NAME);
    json.put("line", MapCard.LINE);
    json.put("paper", MapCard.PAPER);
    json.put("options", MapCard.settings().stream().map(ModelsCommand::json).toList());
    return json;
  }

  private static String mapPage() {
    StringBuilder page = new StringBuilder();
    page.append("%s: %s%n".formatted(MapCard.NAME, MapCard.LINE));
    page.append("Paper: %s%n".formatted(MapCard.PAPER));
    page.append(
        "No layers, no loss, no optimizer; see also --codes-of, --u-matrix, --scale%n".formatted());
    MapCard.settings().forEach(s -> page.append(option(s)));
    return page.append(example(MapCard.NAME)).toString();
  }

  private static String option(Setting s) {
    return "  --%s=X  %s Default: %s%n".formatted(s.name(), s.help(), s.defaultValue());
  }

  private static String example(String name) {
    return "Try: hourglass train sample:mnist --model %s --out m.safetensors".formatted(name);
  }

  private static Map<String, Object> json(ModelCard card) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", card.name());
    json.put("line", card.line());
    json.put("paper", card.paper());
    json.put("architecture", card.architecture().id());
    json.put("hidden", card.shape().hidden());
    json.put("latent", card.shape().code());
    json.put("latent_activation", card.shape().codeActivation().map(Activation::id).orElse(null));
    json.put("options", card.settings().stream().map(ModelsCommand::json).toList());
    return json;
  }

  private static Map<String, String> json(Setting s) {
    Map<String, String> json = new LinkedHashMap<>();
    json.put("name", s.name());
    json.put("default", s.defaultValue());
    json.put("help", s.help());
    return json;
  }

  private static String page(ModelCard card) {
    StringBuilder page = new StringBuilder();
    page.append("%s: %s%n".formatted(card.name(), card.line()));
    page.append("Paper: %s%n".formatted(card.paper()));
    page.append(layers(card));
    card.settings().forEach(s -> page.append(option(s)));
    return page.append(example(card.name())).toString();
  }

  private static String layers(ModelCard card) {
    return switch (card.architecture()) {
      case CONV ->
          "Layers, unless told: two stages of 32 filters, each half as large as what it sees, mirrored; the code is the last map%n  See --size, --filters, --kernel, --stride, --pooling, --norm, --dropout, --residual-blocks, --latent%n"
              .formatted();
      case LSTM, GRU ->
          "Layers, unless told: one of 64 numbers on each side of a code of 32; the lines of a picture are its steps%n  See --size, --hidden, --depth, --bidirectional, --decoder, --reversed, --teacher-forcing, --latent%n"
              .formatted();
      case DENSE ->
          "Layers, unless told: row, %s%d (the code), mirrored behind it%n  See --layers, --latent, --norm, --dropout%n"
              .formatted(
                  card.shape().hidden().stream().map(w -> w + ", ").collect(Collectors.joining()),
                  card.shape().code());
    };
  }
}
