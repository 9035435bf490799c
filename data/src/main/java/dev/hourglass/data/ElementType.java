package dev.hourglass.data;

import java.nio.ByteBuffer;

/** How a binary file writes a number, and how it becomes a float. */
enum ElementType {
  /** An unsigned byte as a brightness: 0 to 255 become 0 to 1. */
  BRIGHTNESS(1),
  U8(1),
  I8(1),
  I16(2),
  I32(4),
  I64(8),
  F32(4),
  F64(8);

  private static final float[] BRIGHTNESSES = new float[256];

  static {
    for (int i = 0; i < 256; i++) {
      BRIGHTNESSES[i] = i / 255f;
    }
  }

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  int bytes() {
    return bytes;
  }

  /** Whether a number may be infinite or not a number at all. */
  boolean canBeNonFinite() {
    return this == F32 || this == F64;
  }

  /**
   * Reads {@code to - from} numbers from the buffer, in its byte order; rounds to the nearest
   * float.
   */
  void decode(ByteBuffer in, float[] out, int from, int to) {
    switch (this) {
      case BRIGHTNESS -> {
        for (int i = from; i < to; i++) {
          out[i] = BRIGHTNESSES[in.get() & 0xff];
        }
      }
      case U8 -> {
        for (int i = from; i < to; i++) {
          out[i] = in.get() & 0xff;
        }
      }
      case I8 -> {
        for (int i = from; i < to; i++) {
          out[i] = in.get();
        }
      }
      case I16 -> {
        for (int i = from; i < to; i++) {
          out[i] = in.getShort();
        }
      }
      case I32 -> {
        for (int i = from; i < to; i++) {
          out[i] = in.getInt();
        }
      }
      case I64 -> {
        for (int i = from; i < to; i++) {
          out[i] = in.getLong();
        }
      }
      case F32 -> {
        for (int i = from; i < to; i++) {
          out[i] = in.getFloat();
        }
      }
      case F64 -> {
        for (int i = from; i < to; i++) {
          out[i] = (float) in.getDouble();
        }
      }
    }
  }
}
