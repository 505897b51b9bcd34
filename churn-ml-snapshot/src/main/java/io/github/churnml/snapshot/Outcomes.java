package io.github.churnml.snapshot;

import java.time.ZoneId;
import java.util.List;

/** What became of a customer after a snapshot, and whether there was one. */
final class Outcomes {

    /** What may be said of a customer at a snapshot. */
    enum Outcome {
        /** No row: not begun, not known, or over. */
        NOT_THERE,
        /** No row: the outcome was decided between the snapshot and the window. */
        IN_GAP,
        /** No row: the window is not over. */
        CENSORED,
        /** A row: what is predicted did not happen. */
        NO,
        /** A row: it happened. */
        YES
    }

    private final Label label;
    private final ZoneId zone;
    private final Roster roster;
    private final List<EventTable> tables;
    private final long completeTo;
    private final boolean beginsWithFrom;
    private final boolean hasSince;

    Outcomes(SnapshotPlan plan, Roster roster, long completeTo) {
        this.label = plan.label();
        this.zone = plan.zone();
        this.roster = roster;
        this.tables = plan.events();
        this.completeTo = completeTo;
        this.beginsWithFrom =
                !(label instanceof Label.Converted) && plan.customers().fromColumn() != null;
        this.hasSince = plan.customers().sinceColumn() != null
                || plan.others().flatMap(CustomerTable::ofSince).isPresent();
    }

    /** When a customer began, as far as is known at a snapshot; {@link Instants#NONE} if nothing says it. */
    long begin(int person, long t, FeatureKernel kernel) {
        if (beginsWithFrom) {
            return roster.from[person];
        }
        if (hasSince && roster.since[person] != Instants.NONE) {
            return roster.since[person];
        }
        return kernel.firstSeen(t);
    }

    /** Whether one is a customer at a snapshot, or a prospect where conversion is predicted. */
    boolean isThere(int person, long t, long begin) {
        if (roster.unclear[person] || begin == Instants.NONE || begin >= t) {
            return false;
        }
        long over = label instanceof Label.Converted ? roster.from[person] : roster.to[person];
        return over == Instants.NONE || over > t;
    }

    /** The outcome of a customer who is there. */
    Outcome of(int person, long t, History[] histories) {
        Window window = Window.of(label, t, zone);
        long over = label instanceof Label.Converted ? roster.from[person] : roster.to[person];
        if (over != Instants.NONE && over <= window.begin()) {
            return Outcome.IN_GAP;
        }
        if (window.end() > completeTo) {
            return Outcome.CENSORED;
        }
        boolean yes = label instanceof Label.Inactive inactive
                ? isInactive(inactive, window, histories)
                : label instanceof Label.InactiveMonths months
                        ? inactiveMonths(months, window, histories) >= months.atLeast()
                        : over != Instants.NONE && window.holds(over);
        return yes ? Outcome.YES : Outcome.NO;
    }

    private boolean isInactive(Label.Inactive inactive, Window window, History[] histories) {
        for (int i = 0; i < histories.length; i++) {
            if (inactive.tables().isEmpty()
                    || inactive.tables().contains(tables.get(i).name())) {
                if (activity(histories[i], -1, window) > 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private int inactiveMonths(Label.InactiveMonths months, Window window, History[] histories) {
        int inactive = 0;
        for (int month = 0; month < months.months(); month++) {
            Window part = new Window(
                    Window.month(window.begin(), month, zone), Window.month(window.begin(), month + 1, zone));
            double activity = 0;
            for (int i = 0; i < histories.length; i++) {
                EventTable table = tables.get(i);
                int value = table.values().indexOf(months.value());
                boolean counts = months.tables().isEmpty() || months.tables().contains(table.name());
                if (counts && (months.value().isEmpty() || value >= 0)) {
                    activity += activity(histories[i], value, part);
                }
            }
            inactive += activity > months.above() ? 0 : 1;
        }
        return inactive;
    }

    private static double activity(History history, int value, Window window) {
        double activity = 0;
        for (int event = history.from; event < history.to && history.at[event] <= window.end(); event++) {
            if (window.holds(history.at[event])) {
                double amount = value < 0 ? 1 : history.values[value][event];
                activity += Double.isNaN(amount) ? 0 : amount;
            }
        }
        return activity;
    }
}
