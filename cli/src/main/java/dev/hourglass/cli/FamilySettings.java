package dev.hourglass.cli;

import dev.hourglass.autoencoders.catalogue.Catalogue;
import dev.hourglass.autoencoders.catalogue.ModelCard;
import dev.hourglass.autoencoders.catalogue.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The settings of all families as options of {@code train}, from their cards. */
final class FamilySettings {
  private FamilySettings() {}

  static void addTo(CommandSpec train) {
    Map<String, List<String>> helps = new LinkedHashMap<>();
    for (ModelCard card : Catalogue.cards()) {
      for (Setting s : card.settings()) {
        String help = "Of %s: %s Default: %s".formatted(card.name(), s.help(), s.defaultValue());
        helps.computeIfAbsent(s.name(), k -> new ArrayList<>()).add(help);
      }
    }
    helps.forEach((name, lines) ->
        train.addOption(
            OptionSpec.builder("--" + name)
                .paramLabel("X")
                .type(String.class)
                .description(lines.toArray(String[]::new))
                .build()));
  }

  /** Those that were given, by name. */
  static Map<String, String> given(ParseResult parsed) {
    Map<String, String> given = new LinkedHashMap<>();
    for (ModelCard card : Catalogue.cards()) {
      for (Setting s : card.settings()) {
        String value = parsed.matchedOptionValue("--" + s.name(), "");
        if (!value.isEmpty()) {
          given.put(s.name(), value);
        }
      }
    }
    return given;
  }
}
