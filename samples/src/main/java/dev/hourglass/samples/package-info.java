/** Placeholder text. */
package dev.hourglass.samples;
