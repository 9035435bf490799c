/** Placeholder text. */
package dev.hourglass.autoencoders;
