/**
 * The graph, and the door to what runs it.
 *
 * <p>A {@link dev.hourglass.engine.Tensor} is symbolic: an {@link dev.hourglass.engine.Op}, its
 * inputs and a {@link dev.hourglass.engine.Shape}. An {@link dev.hourglass.engine.NDArray} holds
 * numbers, and a {@link dev.hourglass.engine.State} the parameters. {@link
 * dev.hourglass.engine.Tensors} builds graphs, {@link dev.hourglass.engine.Gradients}
 * differentiates them into more graph, and an {@link dev.hourglass.engine.Engine} makes a {@link
 * dev.hourglass.engine.Program} of some outputs, to run many times. One step of gradient descent on
 * a line through points:
 *
 * {@snippet :
 * Tensor x = Tensors.input("x", 8, 1);
 * Tensor y = Tensors.input("y", 8, 1);
 * Tensor slope = Tensors.parameter("slope", 1, 1);
 * Tensor loss = Tensors.meanAll(Tensors.square(Tensors.sub(Tensors.matmul(x, slope), y)));
 * Tensor gradient = Gradients.of(loss, List.of(slope)).getFirst();
 * Tensor next = Tensors.sub(slope, Tensors.mul(gradient, Tensors.fill(0.1, 1, 1)));
 * State state = State.of(List.of(slope));
 * try (Program step =
 *     Engines.compiled(2).compile(new Program.Spec(List.of(loss), Map.of(slope, next)), state)) {
 *   step.bind(x, NDArray.of(xs, 8, 1));
 *   step.bind(y, NDArray.of(ys, 8, 1));
 *   step.run(7, 1); // seed 7, step 1
 *   System.out.println(step.scalar(loss));
 * }
 * }
 *
 * <p>No argument here may be null unless it says so.
 */
@NullMarked
package dev.hourglass.engine;

import org.jspecify.annotations.NullMarked;
