package dev.hourglass.autoencoders;

/** Nothing but the reconstruction error. */
public record Plain() implements Family {
  @Override
  public String id() {
    return "plain";
  }
}
