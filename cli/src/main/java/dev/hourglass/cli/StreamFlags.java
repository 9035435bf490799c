package dev.hourglass.cli;

import dev.hourglass.data.DataException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How rows of standard input are answered.
 *
 * @param missing what stands for a missing value; null for what did in training
 * @param skip whether a bad row is told of and left out, rather than the end
 * @param most how many columns to name for each row
 * @param json whether rows and answers are JSON lines, else CSV
 * @param driftEvery after how many rows drift is told; 0: at the end
 */
record StreamFlags(
    @Nullable List<String> missing, boolean skip, int most, boolean json, long driftEvery) {
  /** What rows come from, in messages. */
  static final String NAME = "standard input";

  /** What stands for a missing value, where these did in training. */
  List<String> missing(List<String> trained) {
    return missing == null ? trained : missing;
  }

  /** Tells of a bad row, or throws the reason. */
  void refuse(DataException reason, Output output) {
    if (!skip) {
      throw reason;
    }
    output.say("skipped: " + reason.getMessage());
  }
}
