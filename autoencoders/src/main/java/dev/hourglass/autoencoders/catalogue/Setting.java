package dev.hourglass.autoencoders.catalogue;

import java.math.BigDecimal;

/**
 * A setting of a family.
 *
 * @param name as on the command line, without dashes, such as {@code noise}
 * @param defaultValue as a user would write it
 * @param help what it does, in a few words
 */
public record Setting(String name, String defaultValue, String help) {

  static Setting of(String name, double defaultValue, String help) {
    BigDecimal plain = BigDecimal.valueOf(defaultValue).stripTrailingZeros();
    return new Setting(name, plain.toPlainString(), help);
  }
}
