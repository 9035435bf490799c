/**
 * The families of autoencoders by name: what each is for, who described it, and which settings it
 * has. The command line, model files in YAML and the manual read this list, so a family is named,
 * explained and given its defaults in one place.
 *
 * {@snippet :
 * ModelCard card = Catalogue.card("denoising");
 * Family family = card.family(Map.of("noise", "masking:0.5"));
 * }
 *
 * <p>Everything here is immutable; no argument may be null.
 */
@NullMarked
package dev.hourglass.autoencoders.catalogue;

import org.jspecify.annotations.NullMarked;
