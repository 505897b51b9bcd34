package io.github.churnml.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts the bytes that this thread allocates, so that a small input that asks for much memory is found before it fails. */
final class Allocation {

    /** Far more than any small input needs, far less than a heap. */
    private static final long MODEST = 256L << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    static long soFar() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }

    static boolean isModest(long before) {
        return soFar() - before <= MODEST;
    }

    static void requireModest(long before) {
        long allocated = soFar() - before;
        if (allocated > MODEST) {
            throw new AssertionError("a small input made it allocate " + allocated + " bytes");
        }
    }
}
