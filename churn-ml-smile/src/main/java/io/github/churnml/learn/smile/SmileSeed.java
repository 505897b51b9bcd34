package io.github.churnml.learn.smile;

import smile.math.MathEx;

/** Seeds Smile's generator in the current thread. */
final class SmileSeed {

    private SmileSeed() {}

    /** One at a time: Smile notes the seeds of all threads in one unguarded set. */
    static synchronized void set(long seed) {
        MathEx.setSeed(seed);
    }
}
