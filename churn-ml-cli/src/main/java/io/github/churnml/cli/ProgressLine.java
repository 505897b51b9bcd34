package io.github.churnml.cli;

import io.github.churnml.data.Progress;
import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A progress bar on standard error that appears once the work has taken a second, and goes without a trace. */
final class ProgressLine implements Progress, AutoCloseable {

    private static final long PATIENCE_NANOS = 1_000_000_000L;
    private static final int WIDTH = 79;

    private final PrintStream err;
    private final boolean silent;
    private final long started = System.nanoTime();
    private @Nullable ProgressBar bar;
    private String stage = "";

    private ProgressLine(PrintStream err, boolean silent) {
        this.err = err;
        this.silent = silent;
    }

    static ProgressLine on(Surroundings surroundings, CommonOptions options) {
        return new ProgressLine(surroundings.err(), !surroundings.terminal() || options.quiet || options.json);
    }

    @Override
    public synchronized void at(String newStage, long done, long total) {
        if (silent || System.nanoTime() - started < PATIENCE_NANOS) {
            return;
        }
        if (bar == null || !newStage.equals(stage)) {
            close();
            stage = newStage;
            bar = open(newStage, total);
        }
        bar.maxHint(total);
        bar.stepTo(done);
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    private ProgressBar open(String name, long total) {
        return new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .hideEta()
                .setConsumer(new Line(err))
                .build();
    }

    /** Without asking a terminal library for its width, which takes longer than many a run. */
    private record Line(PrintStream err) implements ProgressBarConsumer {

        @Override
        public int getMaxRenderedLength() {
            return WIDTH;
        }

        @Override
        public void accept(String rendered) {
            err.print("\r" + rendered);
            err.flush();
        }

        @Override
        public void clear() {
            err.print("\r" + " ".repeat(WIDTH) + "\r");
            err.flush();
        }

        @Override
        public void close() {
            clear();
        }
    }
}
