package dev.hourglass.data;

import java.util.Arrays;

/**
 * A float array that grows with what arrives. When the final length is promised, the capacities are
 * the promise divided by powers of eight: memory stays below nine times what has arrived, and the
 * last step allocates exactly the array that is returned, so that an honest file is not copied at
 * its full size.
 */
final class FloatGrower {
  private static final int FIRST = 1 << 14;

  private final String file;
  private final long promised;
  private float[] data;
  private int size;

  /** For a length that is not known. */
  FloatGrower(String file) {
    this(file, -1);
  }

  /** For a length that a header promises. */
  FloatGrower(String file, long promised) {
    this.file = file;
    this.promised = promised;
    this.data = new float[promised < 0 ? FIRST : step(0)];
  }

  int size() {
    return size;
  }

  void add(float value) {
    if (size == data.length) {
      grow(1);
    }
    data[size++] = value;
  }

  /** Makes room for {@code count} numbers and returns the array; they start at {@link #size}. */
  float[] room(int count) {
    while ((long) size + count > data.length) {
      grow(count);
    }
    return data;
  }

  void advance(int count) {
    size += count;
  }

  float[] toArray() {
    return size == data.length ? data : Arrays.copyOf(data, size);
  }

  private void grow(int more) {
    long capacity = promised < 0 ? data.length + (data.length >> 1) : step(data.length);
    capacity = Math.max(capacity, (long) size + more);
    Memory.require(file, "", capacity, Float.BYTES);
    data = Arrays.copyOf(data, (int) capacity);
  }

  /** The smallest promise / 8^k that is larger than {@code length} and not tiny. */
  private int step(int length) {
    long capacity = promised;
    while (capacity / 8 > Math.max(length, FIRST)) {
      capacity = (capacity + 7) / 8;
    }
    return (int) capacity;
  }
}
