package dev.hourglass.engine.runtime;

/** An array that kernels read or write; an input's array may be replaced between runs. */
public final class Memory {
  private float[] floats;
  private int[] ints;

  private Memory(float[] floats, int[] ints) {
    this.floats = floats;
    this.ints = ints;
  }

  public static Memory of(float[] floats) {
    return new Memory(floats, NO_INTS);
  }

  public static Memory of(int[] ints) {
    return new Memory(NO_FLOATS, ints);
  }

  public static Memory unbound() {
    return new Memory(NO_FLOATS, NO_INTS);
  }

  public float[] floats() {
    return floats;
  }

  public int[] ints() {
    return ints;
  }

  public void set(float[] array) {
    floats = array;
  }

  public void set(int[] array) {
    ints = array;
  }

  private static final float[] NO_FLOATS = {};
  private static final int[] NO_INTS = {};
}
