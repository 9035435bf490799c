/**
 * The compiler: from a graph to a program of kernels.
 *
 * <pre>
 * Grouper        which operations share a kernel: pointwise chains, row reductions, the epilogue of a matrix product
 * Scheduler      the order of the groups
 * MemoryPlan     where each tensor stands; buffers are reused by lifetime
 * ...Kernel      one class for each kind of group
 * Expression, PointwiseEmitter, MicrokernelEmitter   bytecode over the Vector API
 * CompiledProgram  the kernels, the barriers between them, and the bindings
 * </pre>
 *
 * <p>Two rules keep the bits the same on every machine: each output is computed by one thread from
 * the same operations in the same order, and no order depends on the lane count. Sums run in
 * {@value dev.hourglass.engine.compile.RowSum#LANES} virtual lanes whatever the vectors' width.
 */
@NullMarked
package dev.hourglass.engine.compile;

import org.jspecify.annotations.NullMarked;
