package dev.hourglass.data.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1",
        "select split_part(a, ';', 1) from t",
        "select 'it''s; fine', \";\" from t",
        "select E'\\';', e'\\\\', 'a\\' from t",
        "select $$;$$, $a$;$$;$a$, a$1 from t",
        "-- all; of it\nselect /* ; */ 1",
        ""
      })
  void a_semicolon_within_ends_nothing(String sql) {
    assertThat(SqlText.single(sql)).contains(sql);
    assertThat(SqlText.single(" " + sql + " ;; -- end;\n")).contains(sql);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "commit; delete from t",
        "select 1; select 2;",
        "select 'a\\'; delete from t; select '",
        "select E'\\''; delete from t",
        "select $a$ $b$ $a$; delete from t",
        "/* ' */ commit; delete from t --'",
        ";select 1"
      })
  void several_statements_are_none(String sql) {
    assertThat(SqlText.single(sql)).isEmpty();
  }

  @Test
  void a_name_is_no_query() {
    assertThat(SqlText.isName(" shop.\"Order Lines\" ")).isTrue();
    assertThat(SqlText.isName("select 1")).isFalse();
  }
}
