package dev.hourglass.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What the program allocates on the heap. */
final class Allocation {
  private Allocation() {}

  /** Bytes that all threads together have allocated so far. */
  static long bytes() {
    return ManagementFactory.getPlatformMXBean(ThreadMXBean.class).getTotalThreadAllocatedBytes();
  }
}
