/**
 * The named workloads and {@code hourglass bench}, which measures them.
 *
 * <p>A {@link dev.hourglass.bench.Workload} is a network, a loss and a number of rows. {@link
 * dev.hourglass.bench.TrainingBench} trains it through the library's own trainer, as a user would,
 * on synthetic rows in memory: shuffling, the gather of the batches and the short last batch are
 * inside the timed loop, compilation and warm-up are not. {@link dev.hourglass.bench.GraphBench}
 * does so for networks that are built straight from the engine, with full batches only. {@link
 * dev.hourglass.bench.ScoringBench} scores rows by the block and one at a time. {@link
 * dev.hourglass.bench.FmaPeak} measures, in the same run, how many floating-point operations the
 * machine can do at most, so that a figure can be read as a share of the possible.
 *
 * <p>A figure is the median of several segments. Beside it stands the share of the machine that
 * other programs took meanwhile ({@link dev.hourglass.bench.MachineLoad}): above {@value
 * dev.hourglass.bench.SegmentTimer#FOREIGN_MAX} a figure is not worth quoting, and disturbed
 * segments are measured again where time allows.
 *
 * <p>Parts of the engine are measured one by one in {@link dev.hourglass.bench.micro}.
 */
@NullMarked
package dev.hourglass.bench;

import org.jspecify.annotations.NullMarked;
