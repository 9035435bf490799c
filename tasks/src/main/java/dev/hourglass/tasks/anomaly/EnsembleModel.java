package dev.hourglass.tasks.anomaly;

import dev.hourglass.engine.NDArray;
import dev.hourglass.tasks.archive.DetectorParts;
import dev.hourglass.tasks.baseline.Neighbours;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The mean of several autoencoders' errors, each over its median for held-out rows: 1 is usual.
 *
 * @param usual medians, above 0, one for each member
 */
record EnsembleModel(List<AutoencoderModel> members, double[] usual) implements RowModel {

  @Override
  public String id() {
    return AnomalyModel.Ensemble.ID;
  }

  @Override
  public double[] parts(NDArray rows, Neighbours nearest) {
    double[] parts = new double[rows.data().length];
    for (int m = 0; m < usual.length; m++) {
      double[] ofMember = members.get(m).parts(rows, nearest);
      for (int i = 0; i < parts.length; i++) {
        parts[i] += ofMember[i] / usual[m] / usual.length;
      }
    }
    return parts;
  }

  @Override
  public NDArray expected(NDArray rows, Neighbours nearest) {
    NDArray mean = NDArray.zeros(rows.shape());
    for (AutoencoderModel member : members) {
      float[] ofMember = member.expected(rows, nearest).data();
      for (int i = 0; i < ofMember.length; i++) {
        mean.data()[i] += ofMember[i] / usual.length;
      }
    }
    return mean;
  }

  @Override
  public void describe(ObjectNode json) {
    ArrayNode all = json.putArray("members");
    members.forEach(m -> m.describe(all.addObject()));
    json.set("usual_errors", DetectorParts.numbers(usual));
  }

  @Override
  public Map<String, NDArray> tensors() {
    Map<String, NDArray> tensors = new LinkedHashMap<>();
    for (int m = 0; m < members.size(); m++) {
      String prefix = prefix(m);
      members.get(m).tensors().forEach((name, weight) -> tensors.put(prefix + name, weight));
    }
    return tensors;
  }

  /** What the names of a member's tensors begin with. */
  static String prefix(int member) {
    return "member." + member + ".";
  }
}
