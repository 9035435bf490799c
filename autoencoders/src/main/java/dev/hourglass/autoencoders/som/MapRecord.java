package dev.hourglass.autoencoders.som;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a map was built, as kept in its file.
 *
 * @param radius of the neighbourhood
 * @param start what the map was at first
 * @param epochs how many were asked for
 * @param seed of the rows that it may have started from
 * @param history one for each epoch done
 * @param errors of the finished map on the training rows
 * @param notes anything the caller wants kept, such as the name of the data; sorted by key
 */
public record MapRecord(
    Radius radius,
    Start start,
    int epochs,
    long seed,
    List<MapEpoch> history,
    MapErrors errors,
    Map<String, String> notes) {

  public MapRecord {
    history = List.copyOf(history);
    notes = Collections.unmodifiableMap(new TreeMap<>(notes));
  }

  /** Whether all epochs were done, rather than building was cancelled. */
  public boolean isComplete() {
    return history.size() == epochs;
  }
}
