package dev.hourglass.cli;

import dev.hourglass.autoencoders.catalogue.Catalogue;
import dev.hourglass.autoencoders.catalogue.MapCard;
import dev.hourglass.autoencoders.catalogue.ModelCard;
import dev.hourglass.autoencoders.catalogue.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The settings of all families as options of {@code train}, from their cards. */
final class FamilySettings {
  private FamilySettings() {}

  static void addTo(CommandSpec train) {
    Map<String, List<String>> helps = new LinkedHashMap<>();
    for (ModelCard card : Catalogue.cards()) {
      card.settings().forEach(s -> add(helps, card.name(), s));
    }
    MapCard.settings().forEach(s -> add(helps, MapCard.NAME, s));
    helps.forEach((name, lines) ->
        train.addOption(
            OptionSpec.builder("--" + name)
                .paramLabel("X")
                .type(String.class)
                .description(lines.toArray(String[]::new))
                .build()));
  }

  private static void add(Map<String, List<String>> helps, String model, Setting s) {
    String help = "Of %s: %s Default: %s".formatted(model, s.help(), s.defaultValue());
    helps.computeIfAbsent(s.name(), k -> new ArrayList<>()).add(help);
  }

  /** Those that were given, by name. */
  static Map<String, String> given(ParseResult parsed) {
    Map<String, String> given = new LinkedHashMap<>();
    Stream<Setting> settings = Catalogue.cards().stream().flatMap(c -> c.settings().stream());
    Stream.concat(settings, MapCard.settings().stream())
        .forEach(s -> {
          String value = parsed.matchedOptionValue("--" + s.name(), "");
          if (!value.isEmpty()) {
            given.put(s.name(), value);
          }
        });
    return given;
  }
}
