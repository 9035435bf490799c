/**
 * Families that bear rows or numbers that are simply wrong. All values are immutable; no argument
 * may be null. (A milder means is {@link dev.hourglass.autoencoders.loss.Loss#HUBER}, in any
 * family.)
 */
@NullMarked
package dev.hourglass.autoencoders.robust;

import org.jspecify.annotations.NullMarked;
