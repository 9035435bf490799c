/** Placeholder text. */
package dev.hourglass.cli;
