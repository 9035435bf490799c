package dev.hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jdbc:postgresql://h/db?user=u&password=p w&ssl=1 | jdbc:postgresql://h/db?user=u&password=... w&ssl=1",
        "jdbc:postgresql://h/db?password=a;b/c@d&user=u | jdbc:postgresql://h/db?password=...&user=u",
        "jdbc:postgresql://h/db?sslpassword=x&PASSWORD=y | jdbc:postgresql://h/db?sslpassword=...&PASSWORD=...",
        "jdbc:sqlserver://h;password=p;user=u | jdbc:sqlserver://h;password=...;user=u",
        "jdbc:x://user:pass@h:5432/db | jdbc:x://user:...@h:5432/db",
        "jdbc:x://h?password=...: found (jdbc:x://h?password=...), expected | jdbc:x://h?password=...: found (jdbc:x://h?password=...), expected",
        "jdbc:x://user:p@ss@h/db | jdbc:x://user:...@h/db",
        "jdbc:postgresql://h:5432/db?user=me@work | jdbc:postgresql://h:5432/db?user=me@work",
        "cannot reach jdbc:x://h/d?pwd=p (refused) | cannot reach jdbc:x://h/d?pwd=... (refused)",
        "claims.csv | claims.csv"
      })
  void passwords_are_hidden(String text, String hidden) {
    assertThat(Secrets.hidden(text)).isEqualTo(hidden);
  }
}
