package io.github.churnml.snapshot;

import java.util.Locale;

/** What a feature says about the events that it looks at. */
public enum Statistic {
    /** How many events there are; 0 if none. */
    COUNT(true, Of.EVENTS),
    /** The sum of a value, missing ones left out; 0 if there is none. */
    SUM(true, Of.VALUES),
    /** The mean of a value, missing ones left out; missing if there is none. */
    MEAN(true, Of.VALUES),
    /** The least value; missing if there is none. */
    MIN(true, Of.VALUES),
    /** The largest value; missing if there is none. */
    MAX(true, Of.VALUES),
    /** The value of the latest event that has one; missing if there is none. */
    LAST(true, Of.VALUES),
    /** How many different kinds of event there are. */
    DISTINCT_KINDS(true, Of.EVENTS),
    /** The share of the window's whole weeks, counted back from the snapshot, that have an event. */
    ACTIVE_WEEKS(true, Of.EVENTS),
    /** The slope of events a week, or of a value's sum a week, by least squares over the window's whole weeks, counted back from the snapshot. */
    SLOPE(true, Of.EITHER),
    /** Events, or a value's sum, in the window, divided by those of the window before it; missing if those are 0. */
    RATIO(true, Of.EITHER),
    /** The mean time between events of the window, in days; missing with fewer than two. */
    MEAN_GAP(true, Of.EVENTS),
    /** The longest time between two events of the window that follow each other, in days; missing with fewer than two. */
    LONGEST_GAP(true, Of.EVENTS),
    /** The time since the latest event of the window, divided by its mean gap; missing with fewer than two. */
    CURRENT_GAP(true, Of.EVENTS),
    /** Days since the latest event, whenever it was; missing if there is none. */
    DAYS_SINCE(false, Of.EVENTS),
    /** How many events, or a value's sum, in the first days; of what is known by the snapshot. */
    FIRST_DAYS(true, Of.EITHER),
    /** Days since one is a customer, or known; missing if nothing says it. */
    TENURE(false, Of.NOTHING);

    private enum Of {
        EVENTS,
        VALUES,
        EITHER,
        NOTHING
    }

    private final boolean window;
    private final Of of;

    Statistic(boolean window, Of of) {
        this.window = window;
        this.of = of;
    }

    /** {@return the name as written in YAML, such as {@code activeWeeks}} */
    public String label() {
        StringBuilder label = new StringBuilder();
        for (String word : name().toLowerCase(Locale.ROOT).split("_", -1)) {
            label.append(label.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return label.toString();
    }

    /** {@return whether it looks at a window} */
    public boolean hasWindow() {
        return window;
    }

    boolean takesValue() {
        return of == Of.VALUES || of == Of.EITHER;
    }

    boolean needsValue() {
        return of == Of.VALUES;
    }

    /** How far back before a snapshot events matter, in windows. */
    int windows() {
        return this == RATIO ? 2 : window && this != FIRST_DAYS ? 1 : 0;
    }
}
