package dev.hourglass.autoencoders;

/**
 * (x - offset) / scale by column, and back; a scale of 0 stands for a constant column. Computed in
 * double.
 */
final class Affine {
  private Affine() {}

  static void check(String what, float[] offset, float[] scale) {
    if (offset.length != scale.length || offset.length == 0) {
      throw new IllegalArgumentException(
          "%s: needs one offset and one scale per column, got %d and %d"
              .formatted(what, offset.length, scale.length));
    }
    for (int i = 0; i < offset.length; i++) {
      if (!Float.isFinite(offset[i]) || !Float.isFinite(scale[i]) || scale[i] < 0) {
        throw new IllegalArgumentException(
            "%s: column %d has offset %s and scale %s, expected finite numbers, the scale 0 or more"
                .formatted(what, i + 1, offset[i], scale[i]));
      }
    }
  }

  static void apply(float[] block, float[] offset, float[] scale) {
    requireWhole(block, offset.length);
    for (int i = 0; i < block.length; i += offset.length) {
      for (int j = 0; j < offset.length; j++) {
        block[i + j] = scale[j] == 0 ? 0 : (float) (((double) block[i + j] - offset[j]) / scale[j]);
      }
    }
  }

  static void invert(float[] block, float[] offset, float[] scale) {
    requireWhole(block, offset.length);
    for (int i = 0; i < block.length; i += offset.length) {
      for (int j = 0; j < offset.length; j++) {
        block[i + j] = (float) ((double) block[i + j] * scale[j] + offset[j]);
      }
    }
  }

  private static void requireWhole(float[] block, int columns) {
    if (block.length % columns != 0) {
      throw new IllegalArgumentException(
          "preprocessing was fitted on %d columns, got %d numbers"
              .formatted(columns, block.length));
    }
  }
}
