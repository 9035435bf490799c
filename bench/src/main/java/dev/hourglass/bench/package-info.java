/** Placeholder text. */
package dev.hourglass.bench;
