/**
 * Benchmarks of single parts of the engine under JMH. Each holds its result against a plain
 * computation in double precision, or fails. Build once ({@code ./hourglass --version} does), then:
 *
 * <pre>
 * java -cp bench/target/hourglass.jar org.openjdk.jmh.Main                       all of them
 * java -cp bench/target/hourglass.jar org.openjdk.jmh.Main Product -p shape=HIDDEN -p threads=1
 * java -cp bench/target/hourglass.jar org.openjdk.jmh.Main -l                    their names
 * </pre>
 *
 * <p>The counters {@code flops} and {@code elements} are per second.
 */
@NullMarked
package dev.hourglass.bench.micro;

import org.jspecify.annotations.NullMarked;
