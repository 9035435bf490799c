package dev.hourglass.engine.runtime;

/**
 * Where a tensor's numbers stand: {@code size} of them, in row-major order, from {@code offset}.
 */
public record Place(Memory memory, int offset, int size) {

  public Place at(int start, int length) {
    return new Place(memory, offset + start, length);
  }
}
