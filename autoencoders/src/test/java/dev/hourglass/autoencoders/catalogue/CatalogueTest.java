package dev.hourglass.autoencoders.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hourglass.autoencoders.Family;
import dev.hourglass.autoencoders.Plain;
import dev.hourglass.autoencoders.denoising.Denoising;
import dev.hourglass.autoencoders.denoising.Noise;
import dev.hourglass.autoencoders.som.Lattice;
import dev.hourglass.autoencoders.som.MapGrid;
import dev.hourglass.autoencoders.som.SomOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogueTest {

  @Test
  void every_family_has_one_card_and_every_architecture_a_plain_one() {
    assertThat(Catalogue.cards().stream().filter(CatalogueTest::isPlain).map(ModelCard::name))
        .containsExactlyElementsOf(Arrays.stream(Kind.values()).map(Kind::id).toList());
    assertThat(
            Catalogue.cards().stream()
                .filter(c -> c.architecture() == Kind.DENSE)
                .map(c -> c.family(Map.of()).getClass().getName()))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Family.class.getPermittedSubclasses()).map(Class::getName).toList());
  }

  @Test
  void a_name_is_the_family_s_own_but_for_the_plain_one() {
    for (ModelCard card : Catalogue.cards()) {
      String id = card.family(Map.of()).id();
      assertThat(id).isEqualTo(isPlain(card) ? "plain" : card.name());
    }
  }

  private static boolean isPlain(ModelCard card) {
    return card.family(Map.of()) instanceof Plain;
  }

  @Test
  void settings_replace_defaults() {
    ModelCard card = Catalogue.card("denoising");
    assertThat(card.family(Map.of())).isEqualTo(Denoising.DEFAULTS);
    assertThat(card.family(Map.of("noise", "gaussian:0.4")))
        .isEqualTo(new Denoising(new Noise.Gaussian(0.4, false)));
  }

  @Test
  void the_map_has_the_defaults_of_its_options() {
    assertThat(MapCard.options(Map.of())).isEqualTo(SomOptions.DEFAULTS);
    assertThat(MapCard.options(Map.of("map", "3x4", "grid", "rectangular")).grid())
        .isEqualTo(new MapGrid(3, 4, Lattice.RECTANGULAR));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MapCard.options(Map.of("k", "3")))
        .withMessage("k is no setting of som; it has map, grid, radius, map-start");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Catalogue.card("som"))
        .withMessage("som is a map and no autoencoder; choose another model here");
  }

  @Test
  void mistakes_say_what_there_is() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Catalogue.card("sparze"))
        .withMessageStartingWith(
            "unknown model \"sparze\": choose one of dense, conv, lstm, gru, sparse");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Catalogue.card("denoising").family(Map.of("k", "3")))
        .withMessage("k is no setting of denoising; it has noise");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Catalogue.card("k-sparse").family(Map.of("k", "3.5")))
        .withMessage("k: \"3.5\" is not a whole number");
  }

  @Test
  void the_manual_has_every_family_and_setting() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "models.md"));
    List<Setting> settings = new ArrayList<>(MapCard.settings());
    for (ModelCard card : Catalogue.cards()) {
      assertThat(page).contains("## " + card.name(), card.line(), card.paper());
      settings.addAll(card.settings());
    }
    assertThat(page).contains("## " + MapCard.NAME, MapCard.LINE, MapCard.PAPER);
    for (Setting s : settings) {
      assertThat(page)
          .contains("`--%s`, default `%s`: %s".formatted(s.name(), s.defaultValue(), s.help()));
    }
  }
}
