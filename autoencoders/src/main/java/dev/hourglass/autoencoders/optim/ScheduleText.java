package dev.hourglass.autoencoders.optim;

import java.util.Locale;

/** Reads schedules from the command line. */
final class ScheduleText {
  private ScheduleText() {}

  static Schedule parse(String text) {
    try {
      return parts(text.strip().toLowerCase(Locale.ROOT));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw unknown(text);
    }
  }

  private static Schedule parts(String text) {
    int comma = text.indexOf(',');
    String[] words = (comma < 0 ? text : text.substring(0, comma)).strip().split(":", -1);
    if (words[0].equals("warmup") || words[0].equals("warm-up")) {
      Schedule after = comma < 0 ? Schedule.CONSTANT : parts(text.substring(comma + 1).strip());
      return new Schedule.Warmup(Long.parseLong(only(words, 2)[1]), after);
    }
    if (comma >= 0) {
      throw unknown(text); // only a warm-up is followed by another schedule
    }
    return switch (words[0]) {
      case "constant" -> constant(words);
      case "cosine" ->
          new Schedule.Cosine(words.length == 1 ? 0 : Double.parseDouble(only(words, 2)[1]));
      case "exponential" -> new Schedule.Exponential(Double.parseDouble(only(words, 2)[1]));
      case "step" ->
          new Schedule.StepDecay(Long.parseLong(only(words, 3)[1]), Double.parseDouble(words[2]));
      default -> throw unknown(text);
    };
  }

  private static Schedule constant(String[] words) {
    only(words, 1);
    return Schedule.CONSTANT;
  }

  /** The words, if there are as many as they should be. */
  private static String[] only(String[] words, int count) {
    if (words.length != count) {
      throw new ArrayIndexOutOfBoundsException(words.length);
    }
    return words;
  }

  private static IllegalArgumentException unknown(String text) {
    return new IllegalArgumentException(
        ("unknown schedule \"%s\": choose constant, cosine, cosine:FLOOR, exponential:GAMMA or step:EVERY:GAMMA, "
                + "after warmup:STEPS, if wanted (such as warmup:500,cosine)")
            .formatted(text));
  }
}
