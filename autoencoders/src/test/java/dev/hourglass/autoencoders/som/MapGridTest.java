package dev.hourglass.autoencoders.som;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MapGridTest {

  @Test
  void a_rectangular_unit_has_four_neighbours() {
    MapGrid grid = new MapGrid(3, 4, Lattice.RECTANGULAR);
    assertThat(grid.neighbours(5)).containsExactly(1, 4, 6, 9);
    assertThat(grid.neighbours(0)).containsExactly(1, 4);
    assertThat(grid.distance(0, 11)).isEqualTo(Math.sqrt(13));
  }

  @Test
  void a_hexagonal_unit_has_six_neighbours_all_one_step_away() {
    MapGrid grid = new MapGrid(4, 4, Lattice.HEXAGONAL);
    assertThat(grid.neighbours(5)).containsExactly(1, 2, 4, 6, 9, 10); // an odd row, moved right
    assertThat(grid.neighbours(9)).containsExactly(4, 5, 8, 10, 12, 13); // an even one
    for (int other : grid.neighbours(9)) {
      assertThat(grid.distance(9, other)).isEqualTo(1);
      double dx = grid.x(9) - grid.x(other);
      double dy = grid.y(9) - grid.y(other);
      assertThat(dx * dx + dy * dy).isCloseTo(1, within(1e-12));
    }
  }

  @ParameterizedTest
  @EnumSource(Lattice.class)
  void neighbours_are_mutual_and_nobody_s_own(Lattice lattice) {
    MapGrid grid = new MapGrid(5, 3, lattice);
    for (int u = 0; u < grid.units(); u++) {
      assertThat(grid.areNeighbours(u, u)).isFalse();
      for (int n : grid.neighbours(u)) {
        assertThat(grid.neighbours(n)).contains(u);
      }
    }
  }

  @Test
  void a_size_is_rows_by_columns() {
    assertThat(MapGrid.parse("3x12", Lattice.RECTANGULAR))
        .isEqualTo(new MapGrid(3, 12, Lattice.RECTANGULAR));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "20", "axb", "3x3x3", "0x5", "1x1", "70000x1", "-2x-3"})
  void a_wrong_size_is_refused(String size) {
    assertThatIllegalArgumentException().isThrownBy(() -> MapGrid.parse(size, Lattice.HEXAGONAL));
  }
}
