package dev.hourglass.autoencoders.recurrent;

import static dev.hourglass.engine.Tensors.broadcast;
import static dev.hourglass.engine.Tensors.concat;
import static dev.hourglass.engine.Tensors.fill;
import static dev.hourglass.engine.Tensors.reshape;
import static dev.hourglass.engine.Tensors.slice;
import static dev.hourglass.engine.Tensors.transpose;

import dev.hourglass.autoencoders.LayerSummary;
import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.layer.DenseLayer;
import dev.hourglass.autoencoders.layer.Initializer;
import dev.hourglass.autoencoders.layer.Layer;
import dev.hourglass.autoencoders.layer.ParameterSpec;
import dev.hourglass.autoencoders.layer.Pass;
import dev.hourglass.autoencoders.layer.RecurrentLayer;
import dev.hourglass.engine.RecurrentLayers;
import dev.hourglass.engine.Shape;
import dev.hourglass.engine.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The layers that a {@link RecurrentSpec} describes. Inside, sequences lie time first: (T, B, F).
 */
final class RecurrentNetwork {
  private final RecurrentSpec spec;
  private final RecurrentLayer encoder;
  private final DenseLayer code;
  private final DenseLayer start;
  private final RecurrentLayer decoder;
  private final DenseLayer output;

  RecurrentNetwork(RecurrentSpec spec) {
    this.spec = spec;
    this.encoder =
        new RecurrentLayer(
            "encoder",
            spec.cell(),
            spec.features(),
            spec.hidden(),
            spec.layers(),
            spec.bidirectional());
    this.code = dense("encoder.code", encoder.out(), spec.latent(), spec.latentActivation());
    int states = spec.decoderLayers() * spec.decoderHidden();
    this.start = dense("decoder.start", spec.latent(), states, Activation.TANH);
    this.decoder =
        new RecurrentLayer(
            "decoder",
            spec.decoderCell(),
            spec.latent() + (spec.teacherForcing() ? spec.features() : 0),
            spec.decoderHidden(),
            spec.decoderLayers(),
            false);
    Initializer init = Initializer.defaultFor(spec.outputActivation());
    this.output =
        new DenseLayer(
            "decoder.output",
            spec.decoderHidden(),
            spec.features(),
            Activation.LINEAR,
            init,
            true,
            null);
  }

  private static DenseLayer dense(String name, int in, int out, Activation activation) {
    Initializer init = Initializer.defaultFor(activation);
    return new DenseLayer(name, in, out, activation, init, true, null);
  }

  /** Codes (B, L) of rows (B, T F). */
  Tensor encode(Tensor rows, Pass pass) {
    Tensor last = encoder.run(timeFirst(rows), null, null, false, pass).lastHidden();
    int sides = spec.bidirectional() ? 2 : 1;
    int batch = rows.dim(0);
    int[] from = {last.dim(0) - sides, 0, 0};
    Tensor top = slice(last, from, new int[] {sides, batch, spec.hidden()});
    return code.apply(reshape(transpose(top, 1, 0, 2), batch, encoder.out()), pass);
  }

  /** Rows (B, T F) before the output activation, of codes (B, L). */
  Tensor decode(Tensor codes, Pass pass) {
    int batch = codes.dim(0);
    Tensor states =
        reshape(start.apply(codes, pass), batch, spec.decoderLayers(), spec.decoderHidden());
    Tensor hidden = transpose(states, 1, 0, 2);
    Tensor seen = reshape(codes, 1, batch, spec.latent());
    Tensor z =
        spec.teacherForcing()
            ? pass.target()
                .map(target -> taught(timeFirst(target), seen, hidden, pass))
                .orElseGet(() -> onItsOwn(seen, hidden, pass))
            : steps(everyStep(seen), hidden, pass);
    return reshape(transpose(z, 1, 0, 2), batch, spec.inputWidth());
  }

  private Tensor timeFirst(Tensor rows) {
    return transpose(reshape(rows, rows.dim(0), spec.steps(), spec.features()), 1, 0, 2);
  }

  private Tensor everyStep(Tensor seen) {
    return broadcast(seen, Shape.of(spec.steps(), seen.dim(1), spec.latent()));
  }

  /** (T, B, F) of all inputs at once. */
  private Tensor steps(Tensor inputs, Tensor hidden, Pass pass) {
    return numbers(decoder.run(inputs, hidden, null, spec.reversed(), pass).outputs(), pass);
  }

  private Tensor numbers(Tensor outputs, Pass pass) {
    int steps = outputs.dim(0);
    int batch = outputs.dim(1);
    Tensor flat = reshape(outputs, steps * batch, spec.decoderHidden());
    return reshape(output.apply(flat, pass), steps, batch, spec.features());
  }

  /** With the true step before as input; zeros at the beginning. */
  private Tensor taught(Tensor target, Tensor seen, Tensor hidden, Pass pass) {
    Tensor none = fill(0, 1, target.dim(1), spec.features());
    Tensor before = none;
    if (spec.steps() > 1) {
      int[] from = {spec.reversed() ? 1 : 0, 0, 0};
      int[] size = {spec.steps() - 1, target.dim(1), spec.features()};
      Tensor known = slice(target, from, size);
      before = concat(0, spec.reversed() ? List.of(known, none) : List.of(none, known));
    }
    return steps(concat(2, List.of(before, everyStep(seen))), hidden, pass);
  }

  /** Step by step, with what it said before as input; zeros at the beginning. */
  private Tensor onItsOwn(Tensor seen, Tensor hidden, Pass pass) {
    Tensor[] told = new Tensor[spec.steps()];
    Tensor before = fill(0, 1, seen.dim(1), spec.features());
    Tensor state = hidden;
    @Nullable Tensor cell = null;
    for (int i = 0; i < told.length; i++) {
      int t = spec.reversed() ? told.length - 1 - i : i;
      Tensor inputs = concat(2, List.of(before, seen));
      RecurrentLayers.Result r = decoder.run(inputs, state, cell, false, pass);
      told[t] = numbers(r.outputs(), pass);
      before = spec.outputActivation().apply(Objects.requireNonNull(told[t]));
      state = r.lastHidden();
      cell = r.lastCell();
    }
    return concat(0, Arrays.asList(told));
  }

  private List<Layer> layers() {
    return List.of(encoder, code, start, decoder, output);
  }

  List<ParameterSpec> parameters() {
    return layers().stream().flatMap(l -> l.parameters().stream()).toList();
  }

  List<LayerSummary> describe() {
    List<LayerSummary> all = new ArrayList<>();
    all.add(
        summary(encoder, spec.steps() + "x" + spec.features() + " to " + encoder.out(), "tanh"));
    all.add(summary(code, code.in() + " to " + code.out(), code.activation().id()));
    all.add(summary(start, start.in() + " to " + start.out(), start.activation().id()));
    String told = spec.steps() + "x" + spec.decoderHidden();
    all.add(summary(decoder, decoder.in() + " to " + told, "tanh"));
    String rows = told + " to " + spec.steps() + "x" + spec.features();
    all.add(summary(output, rows, spec.outputActivation().id()));
    return List.copyOf(all);
  }

  private static LayerSummary summary(Layer layer, String shapes, String activation) {
    long count = layer.parameters().stream().mapToLong(p -> p.shape().size()).sum();
    return new LayerSummary(layer.name(), shapes, activation, count);
  }
}
