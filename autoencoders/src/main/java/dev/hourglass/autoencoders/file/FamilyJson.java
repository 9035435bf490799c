package dev.hourglass.autoencoders.file;

import dev.hourglass.autoencoders.Family;
import dev.hourglass.autoencoders.Plain;
import dev.hourglass.autoencoders.contractive.Contractive;
import dev.hourglass.autoencoders.denoising.Denoising;
import dev.hourglass.autoencoders.denoising.Noise;
import dev.hourglass.autoencoders.robust.Robust;
import dev.hourglass.autoencoders.sparse.KSparse;
import dev.hourglass.autoencoders.sparse.KlSparse;
import dev.hourglass.autoencoders.sparse.L1Sparse;
import dev.hourglass.autoencoders.stacked.Stacked;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of families: an object whose {@code id} says the rest. */
final class FamilyJson {
  private static final String NOISE = "noise";
  private static final String[] K_SPARSE = {"id", "k", "alpha"}; // with "noise" where there is one

  private FamilyJson() {}

  static ObjectNode json(Family family) {
    ObjectNode json = Json.object();
    json.put("id", family.id());
    switch (family) {
      case Plain _ -> {}
      case L1Sparse(double weight) -> json.put("weight", weight);
      case KlSparse(double weight, double target) ->
          json.put("weight", weight).put("target", target);
      case KSparse k -> {
        json.put("k", k.k()).put("alpha", k.alpha());
        k.noise().ifPresent(n -> json.put(NOISE, n.text()));
      }
      case Denoising(Noise noise) -> json.put(NOISE, noise.text());
      case Contractive(double weight, int directions) ->
          json.put("weight", weight).put("directions", directions);
      case Stacked stacked -> json.put("epochs", stacked.epochs()).put(NOISE, stacked.noiseText());
      case Robust(double width, double trim) -> json.put("width", width).put("trim", trim);
    }
    return json;
  }

  static Family read(Field f) {
    return switch (f.at("id").string()) {
      case "plain" -> {
        f.requireKeys("id");
        yield new Plain();
      }
      case "sparse" -> {
        f.requireKeys("id", "weight");
        double weight = f.at("weight").number();
        yield made(f, () -> new L1Sparse(weight));
      }
      case "sparse-kl" -> {
        f.requireKeys("id", "weight", "target");
        double weight = f.at("weight").number();
        double target = f.at("target").number();
        yield made(f, () -> new KlSparse(weight, target));
      }
      case "k-sparse" -> {
        String noise = f.has(NOISE) ? f.at(NOISE).string() : Noise.NONE;
        f.requireKeys(f.has(NOISE) ? new String[] {"id", "k", "alpha", NOISE} : K_SPARSE);
        int k = f.at("k").count(1);
        double alpha = f.at("alpha").number();
        yield made(f, () -> new KSparse(k, alpha, Noise.parseOptional(noise)));
      }
      case "denoising" -> {
        f.requireKeys("id", NOISE);
        String noise = f.at(NOISE).string();
        yield made(f, () -> new Denoising(Noise.parse(noise)));
      }
      case "contractive" -> {
        f.requireKeys("id", "weight", "directions");
        double weight = f.at("weight").number();
        int directions = f.at("directions").count(1);
        yield made(f, () -> new Contractive(weight, directions));
      }
      case "robust" -> {
        f.requireKeys("id", "width", "trim");
        double width = f.at("width").number();
        double trim = f.at("trim").number();
        yield made(f, () -> new Robust(width, trim));
      }
      case "stacked" -> {
        f.requireKeys("id", "epochs", NOISE);
        int epochs = f.at("epochs").count(1);
        String noise = f.at(NOISE).string();
        yield made(f, () -> Stacked.of(epochs, noise));
      }
      default ->
          throw f.at("id")
              .wrong(
                  "plain, sparse, sparse-kl, k-sparse, denoising, contractive, robust or stacked");
    };
  }

  private static Family made(Field f, java.util.function.Supplier<Family> maker) {
    return f.made("a family", maker);
  }
}
