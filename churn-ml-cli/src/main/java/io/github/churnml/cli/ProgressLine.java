package io.github.churnml.cli;

import io.github.churnml.data.Progress;
import java.io.PrintStream;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * How far a long run has come, on standard error. Before a person it is a bar that appears once the work has taken a second,
 * and goes without a trace. In a log it is a line every ten seconds, also while the work tells nothing.
 */
final class ProgressLine implements Progress, AutoCloseable {

    private static final long PATIENCE_NANOS = 1_000_000_000L;
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
    private static final int WIDTH = 79;

    private final PrintStream err;
    private final boolean bars;
    private final @Nullable Thread lines;
    private final long started = System.nanoTime();
    private @Nullable ProgressBar bar;
    private String stage = "";
    private String told = "";
    private long done;
    private long total = -1;

    private ProgressLine(PrintStream err, boolean bars, @Nullable Duration between) {
        this.err = err;
        this.bars = bars;
        lines = between == null ? null : new Thread(() -> tell(between), "churn-progress");
        if (lines != null) {
            lines.setDaemon(true);
            lines.start();
        }
    }

    static ProgressLine on(Surroundings surroundings, CommonOptions options) {
        return on(surroundings, options, BETWEEN_LINES);
    }

    static ProgressLine on(Surroundings surroundings, CommonOptions options, Duration between) {
        boolean silent = options.quiet || options.json;
        boolean bars = surroundings.terminal();
        return new ProgressLine(surroundings.err(), bars && !silent, bars || silent ? null : between);
    }

    @Override
    public synchronized void at(String newStage, long newDone, long newTotal) {
        boolean next = !newStage.equals(stage);
        stage = newStage;
        done = newDone;
        total = newTotal;
        if (!bars || System.nanoTime() - started < PATIENCE_NANOS) {
            return;
        }
        if (bar == null || next) {
            closeBar();
            bar = open(newStage, newTotal);
        }
        bar.maxHint(newTotal);
        bar.stepTo(newDone);
    }

    private void tell(Duration between) {
        try {
            while (true) {
                Thread.sleep(between.toMillis());
                // Not under the lock: work must not wait for a log that is not read.
                err.println("churn: " + line() + ", " + (System.nanoTime() - started) / 1_000_000_000L + " s");
                err.flush();
            }
        } catch (InterruptedException e) {
            return; // The work is done.
        }
    }

    private synchronized String line() {
        String now = now();
        String line = now.equals(told) ? "still " + now : now;
        told = now;
        return line;
    }

    private String now() {
        if (stage.isEmpty()) {
            return "working";
        }
        if (total > 0 && done >= total) {
            return "at work after " + stage;
        }
        return total > 0 && done > 0 ? stage + ", " + 100 * done / total + " %" : stage;
    }

    @Override
    public void close() {
        if (lines != null) {
            lines.interrupt();
        }
        closeBar();
    }

    private synchronized void closeBar() {
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
