package dev.hourglass.data.table;

/**
 * The numbers of an encoded row that stand for one column, or for whether its value is missing.
 *
 * @param column the name of the column
 * @param head how they are reconstructed
 * @param offset the first of them
 * @param width how many they are
 * @param cardinality how many values a {@link Head#CATEGORICAL} group tells apart, the last for all
 *     that training did not see; else 0
 * @param mask whether the group says if the value is missing (1) or not (0)
 */
public record ColumnGroup(
    String column, Head head, int offset, int width, int cardinality, boolean mask) {}
