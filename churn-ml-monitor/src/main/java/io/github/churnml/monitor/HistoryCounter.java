package io.github.churnml.monitor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts what is odd about a history while it is read. Mutable, for one thread. */
final class HistoryCounter {

    private static final int MOST_NAMED = 5;

    private long lines;
    private long malformed;
    private long duplicates;
    private long outOfOrder;
    private long future;
    private long later;
    private long empty;
    private long unusable;
    private long pairs;
    private long lastTime = Long.MIN_VALUE;
    private @Nullable String firstMalformed;
    private final List<String> firstUnusable = new ArrayList<>();
    private @Nullable String firstFuture;

    void line() {
        lines++;
    }

    void malformed(long number, String problem) {
        if (malformed++ == 0) {
            firstMalformed = "the first is number " + number + ": " + problem;
        }
    }

    void unusable(long number, String problem) {
        if (unusable++ < MOST_NAMED) {
            firstUnusable.add("line " + number + ": " + problem);
        }
    }

    void time(long time) {
        if (lastTime != Long.MIN_VALUE) {
            pairs++;
            outOfOrder += time < lastTime ? 1 : 0;
        }
        lastTime = time;
    }

    void future(long number, Instant time) {
        if (future++ == 0) {
            firstFuture = "the first is number " + number + ": " + time;
        }
    }

    void later() {
        later++;
    }

    void empty() {
        empty++;
    }

    void repeated(boolean known) {
        duplicates += known ? 1 : 0;
    }

    HistorySummary summary(int conflicts) {
        return new HistorySummary(
                lines,
                malformed,
                duplicates,
                outOfOrder,
                future,
                later,
                empty,
                conflicts,
                unusable,
                pairs > 0 && outOfOrder == pairs,
                firstMalformed == null ? "" : firstMalformed,
                firstFuture == null ? "" : firstFuture,
                firstUnusable);
    }
}
