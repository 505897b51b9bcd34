package io.github.churnml.snapshot;

import java.time.LocalDateTime;
import java.time.ZoneId;

/** The time after a snapshot in which a label's outcome falls: {@code (begin, end]}. */
record Window(long begin, long end) {

    static Window of(Label label, long t, ZoneId zone) {
        long begin = t + label.gapDays() * Instants.PER_DAY;
        if (label instanceof Label.InactiveMonths months) {
            return new Window(begin, month(begin, months.months(), zone));
        }
        int horizon = label instanceof Label.Converted converted
                ? converted.horizonDays()
                : label instanceof Label.Cancelled cancelled
                        ? cancelled.horizonDays()
                        : ((Label.Inactive) label).horizonDays();
        return new Window(begin, begin + horizon * Instants.PER_DAY);
    }

    /** So many calendar months later on the local clock. */
    static long month(long begin, int months, ZoneId zone) {
        LocalDateTime clock = Instants.clock(begin, zone);
        return Instants.of(clock.plusMonths(months), zone);
    }

    boolean holds(long time) {
        return time > begin && time <= end;
    }

    /** How many days after a snapshot a window can end at most, so that no two windows overlap. */
    static int days(Label label) {
        if (label instanceof Label.InactiveMonths months) {
            return months.gapDays() + 31 * months.months();
        }
        Window window = of(label, 0, java.time.ZoneOffset.UTC);
        return (int) (window.end() / Instants.PER_DAY);
    }
}
