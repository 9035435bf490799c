package dev.hourglass.autoencoders.catalogue;

import dev.hourglass.autoencoders.som.Lattice;
import dev.hourglass.autoencoders.som.MapGrid;
import dev.hourglass.autoencoders.som.Radius;
import dev.hourglass.autoencoders.som.SomOptions;
import dev.hourglass.autoencoders.som.Start;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What there is to know about the self-organising map, which is no autoencoder. */
public final class MapCard {
  /** As after {@code --model}. */
  public static final String NAME = "som";

  /** What it is for, in one line. */
  public static final String LINE =
      "A grid of units, neighbours alike: a map of the data, or of an autoencoder's codes.";

  /** Where it was described. */
  public static final String PAPER = "Kohonen, 2013, Essentials of the self-organizing map";

  private MapCard() {}

  /** In the order of importance. */
  public static List<Setting> settings() {
    SomOptions usual = SomOptions.DEFAULTS;
    return List.of(
        new Setting("map", usual.grid().size(), "ROWSxCOLUMNS of units."),
        new Setting(
            "grid",
            usual.grid().lattice().id(),
            "hexagonal, with six neighbours of a unit, or rectangular, with four."),
        new Setting(
            "radius",
            usual.radius().text(),
            "START:END of the neighbourhood, in units; auto: from a quarter of the map's longer side (half, from rows) to 1."),
        new Setting(
            "map-start",
            usual.start().id(),
            "plane, that of the two first principal components, or rows, drawn by the seed."));
  }

  /**
   * The options of these settings, all else at its default.
   *
   * @throws IllegalArgumentException if a setting is none of the map's, or its value is wrong
   */
  public static SomOptions options(Map<String, String> given) {
    Map<String, String> all = new HashMap<>();
    settings().forEach(s -> all.put(s.name(), s.defaultValue()));
    given.forEach((name, value) -> {
      if (all.put(name, value) == null) {
        throw new IllegalArgumentException(
            "%s is no setting of %s; it has %s"
                .formatted(
                    name,
                    NAME,
                    String.join(", ", settings().stream().map(Setting::name).toList())));
      }
    });
    Settings s = new Settings(all);
    MapGrid grid = MapGrid.parse(s.text("map"), Lattice.parse(s.text("grid")));
    return SomOptions.DEFAULTS
        .withGrid(grid)
        .withRadius(Radius.parse(s.text("radius")))
        .withStart(Start.parse(s.text("map-start")));
  }
}
