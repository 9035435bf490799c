package dev.hourglass.cli;

import dev.hourglass.autoencoders.som.MapEpoch;
import dev.hourglass.autoencoders.som.SomListener;
import java.util.Locale;

/** A line for each epoch of a self-organising map. */
record SomProgress(Output output, Interruption interruption, int epochs, boolean quiet)
    implements SomListener {

  @Override
  public void onEpoch(MapEpoch e) {
    if (quiet) {
      return;
    }
    StringBuilder line = new StringBuilder();
    line.append(
        text(
            "Epoch %d/%d  radius %.2f  quantization error %.5f",
            e.epoch(), epochs, e.radius(), e.quantization()));
    e.validation().ifPresent(v -> line.append(text("  validation %.5f", v)));
    line.append(text("  topographic error %.4f", e.topographic()));
    output.say(line.toString());
  }

  @Override
  public boolean cancelled() {
    return interruption.cancelled();
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
