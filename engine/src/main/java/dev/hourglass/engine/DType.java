package dev.hourglass.engine;

/**
 * What a tensor holds: single-precision numbers, or 32-bit integers (row numbers and positions).
 */
public enum DType {
  F32,
  I32
}
