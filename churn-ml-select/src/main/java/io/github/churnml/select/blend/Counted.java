package io.github.churnml.select.blend;

import io.github.churnml.data.Progress;
import java.util.concurrent.atomic.AtomicInteger;

/** Fits that are done, told as they come; from any thread. */
final class Counted {

    private final String stage;
    private final int total;
    private final Progress progress;
    private final AtomicInteger done = new AtomicInteger();

    Counted(String stage, int total, Progress progress) {
        this.stage = stage;
        this.total = total;
        this.progress = progress;
    }

    void one() {
        progress.at(stage, done.incrementAndGet(), total);
    }
}
