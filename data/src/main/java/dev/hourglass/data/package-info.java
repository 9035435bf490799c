/** Placeholder text. */
package dev.hourglass.data;
