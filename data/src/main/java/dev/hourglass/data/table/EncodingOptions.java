package dev.hourglass.data.table;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How columns become numbers.
 *
 * @param scaling of numbers
 * @param without columns that are no input, such as the label
 * @param mask when a column gets a number that says whether its value is missing
 * @param mostCategories a categorical column keeps this many values, the most frequent ones; the
 *     others share one slot with those that training did not see
 * @param embedAbove a categorical column of more values than this becomes an index instead of one
 *     slot for each value
 * @param words the width of an encoded text; 0 leaves texts out
 */
public record EncodingOptions(
    Scaling scaling,
    Set<String> without,
    Mask mask,
    int mostCategories,
    int embedAbove,
    int words) {
  public static final EncodingOptions DEFAULTS =
      new EncodingOptions(Scaling.STANDARD, Set.of(), Mask.AUTO, 100, Integer.MAX_VALUE, 32);

  public EncodingOptions {
    without = Set.copyOf(without);
    if (mostCategories < 1 || embedAbove < 0 || words < 0) {
      throw new IllegalArgumentException(
          "categories kept must be 1 or more, the others 0 or more: %d, %d, %d"
              .formatted(mostCategories, embedAbove, words));
    }
  }

  /** How numbers are scaled. */
  public enum Scaling {
    /** (x - mean) / standard deviation. */
    STANDARD,
    /** (x - median) / (interquartile range / 1.349), which outliers do not move. */
    ROBUST,
    /** (x - minimum) / (maximum - minimum). */
    MIN_MAX,
    /** To a normal distribution by ranks. */
    QUANTILE;

    /** The name in texts and files, such as {@code min-max}. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** When a column has a mask. */
  public enum Mask {
    /** Where a training row has a missing value. */
    AUTO,
    ALWAYS,
    NEVER
  }

  public EncodingOptions withScaling(Scaling newScaling) {
    return new EncodingOptions(newScaling, without, mask, mostCategories, embedAbove, words);
  }

  /** Leaves these columns out as well. */
  public EncodingOptions without(String... columns) {
    Set<String> all = new LinkedHashSet<>(without);
    all.addAll(List.of(columns));
    return new EncodingOptions(scaling, all, mask, mostCategories, embedAbove, words);
  }

  public EncodingOptions withMask(Mask newMask) {
    return new EncodingOptions(scaling, without, newMask, mostCategories, embedAbove, words);
  }

  public EncodingOptions withMostCategories(int most) {
    return new EncodingOptions(scaling, without, mask, most, embedAbove, words);
  }

  public EncodingOptions withEmbedAbove(int values) {
    return new EncodingOptions(scaling, without, mask, mostCategories, values, words);
  }

  public EncodingOptions withWords(int width) {
    return new EncodingOptions(scaling, without, mask, mostCategories, embedAbove, width);
  }
}
