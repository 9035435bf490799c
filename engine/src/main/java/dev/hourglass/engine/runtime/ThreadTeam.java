package dev.hourglass.engine.runtime;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A fixed set of threads that do one job together. Between jobs and at barriers a thread spins for
 * some microseconds and then parks, so an idle team burns no processor. The calling thread is the
 * first member.
 */
public final class ThreadTeam {
  /**
   * Looks before other threads are let in front, some 70 microseconds. Without a pause instruction
   * between looks, which on a virtual machine may hand the processor away for many microseconds
   * (measured: steps of batch 32 took three times as long with it).
   */
  private static final int SPINS = 1 << 18;

  private static final int SPINS_OVERSUBSCRIBED = 1 << 6;

  /**
   * Looks after which a thread parks, some milliseconds. Not sooner: a thread that parks wakes late
   * and with cold caches, the others then wait longer than they would spin and park as well, and so
   * on from barrier to barrier (measured: whole runs at a third of their speed).
   */
  private static final int YIELDS = 1 << 14;

  private static final long PARK_NANOS = 50_000;
  private static final ConcurrentHashMap<Integer, ThreadTeam> TEAMS = new ConcurrentHashMap<>();

  /** What a member does; {@code member} counts from 0. */
  public interface Job {
    void run(int member, ThreadTeam team);
  }

  private final int size;
  private final int spins;
  private final Thread[] workers;
  private final Semaphore free = new Semaphore(1);
  private final AtomicInteger arrived = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile int generation;
  private final AtomicInteger jobNumber = new AtomicInteger();
  private volatile @Nullable Job job;

  private ThreadTeam(int size) {
    this.size = size;
    this.spins = size <= Runtime.getRuntime().availableProcessors() ? SPINS : SPINS_OVERSUBSCRIBED;
    this.workers = new Thread[size - 1];
    for (int i = 1; i < size; i++) {
      int member = i;
      workers[i - 1] =
          Thread.ofPlatform().daemon().name("hourglass-" + i).start(() -> work(member));
    }
  }

  /** The team of so many members; teams are shared, and do one job at a time. */
  public static ThreadTeam of(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("a team needs at least 1 thread, got " + size);
    }
    return TEAMS.computeIfAbsent(size, ThreadTeam::new);
  }

  public int size() {
    return size;
  }

  /** Has every member run the job once, and returns when all have. Rethrows what a member threw. */
  public void execute(Job next) {
    if (size == 1) {
      next.run(0, this);
      return;
    }
    free.acquireUninterruptibly();
    try {
      failure.set(null);
      job = next;
      jobNumber.incrementAndGet();
      for (Thread w : workers) {
        LockSupport.unpark(w);
      }
      runGuarded(next, 0);
      barrier();
      Throwable thrown = failure.get();
      if (thrown instanceof RuntimeException e) {
        throw e;
      } else if (thrown instanceof Error e) {
        throw e;
      }
    } finally {
      job = null;
      free.release();
    }
  }

  private void work(int member) {
    int done = 0;
    while (true) {
      int looks = 0;
      while (jobNumber.get() == done) {
        if (rest(++looks)) {
          LockSupport.park(this);
        }
      }
      done = jobNumber.get();
      Job current = job;
      if (current != null) {
        runGuarded(current, member);
      }
      barrier();
    }
  }

  /**
   * A job must not leave barriers out: it catches its own failures between them. What still escapes
   * here is kept for the caller.
   */
  private void runGuarded(Job current, int member) {
    try {
      current.run(member, this);
    } catch (RuntimeException | Error e) {
      failure.compareAndSet(null, e);
    }
  }

  /** Waits until every member has come here. */
  public void barrier() {
    if (size == 1) {
      return;
    }
    int g = generation;
    if (arrived.incrementAndGet() == size) {
      arrived.set(0);
      generation = g + 1;
      return;
    }
    int looks = 0;
    while (generation == g) {
      if (rest(++looks)) {
        LockSupport.parkNanos(this, PARK_NANOS);
      }
    }
  }

  /** Whether it is time to park, after so many looks in vain. */
  @SuppressWarnings("ThreadPriorityCheck") // yielding is the point
  private boolean rest(int looks) {
    if (looks > spins + YIELDS) {
      return true;
    }
    if (looks > spins) {
      Thread.yield();
    }
    return false;
  }
}
