package dev.hourglass.data.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The values of a categorical column that have a number of their own, the most frequent first. */
public final class Categories {
  private final List<String> names;
  private final Set<String> rare;
  private final Map<String, Integer> index = new HashMap<>();

  /**
   * @param names the values, the most frequent first
   * @param rare values that training saw too, but that have no number of their own
   */
  public Categories(List<String> names, Set<String> rare) {
    this.names = List.copyOf(names);
    this.rare = Set.copyOf(rare);
    for (int i = 0; i < names.size(); i++) {
      if (index.put(names.get(i), i) != null) {
        throw new IllegalArgumentException("the category \"" + names.get(i) + "\" stands twice");
      }
    }
  }

  public List<String> names() {
    return names;
  }

  public Set<String> rare() {
    return rare;
  }

  public int size() {
    return names.size();
  }

  /** The number of a value; {@link #size} for all without one. */
  public int indexOf(String value) {
    Integer i = index.get(value);
    return i == null ? names.size() : i;
  }

  /** Whether training did not see the value. */
  public boolean isUnseen(String value) {
    return !index.containsKey(value) && !rare.contains(value);
  }

  /** The value of a number. */
  public String name(int i) {
    return i < names.size() ? names.get(i) : "(another value)";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Categories c && names.equals(c.names) && rare.equals(c.rare);
  }

  @Override
  public int hashCode() {
    return 31 * names.hashCode() + rare.hashCode();
  }

  @Override
  public String toString() {
    return names.toString();
  }
}
