package io.github.churnml.snapshot;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When customers are looked at: the moment <i>t</i> of each row. Nothing of <i>t</i> or later is seen. */
public sealed interface Schedule {

    /**
     * At the beginning of given days.
     *
     * @param dates at least one
     * @return the schedule
     */
    static Schedule on(LocalDate... dates) {
        return new OnDates(List.of(dates));
    }

    /**
     * At the beginning of every day, week (Monday), month or quarter.
     *
     * @param step how often
     * @return the schedule, from the first to the last beginning between the first event and the end of what is known
     */
    static Schedule every(Step step) {
        return new Every(step, null, null);
    }

    /**
     * At the beginning of every day, week (Monday), month or quarter from one day to another.
     *
     * @param step how often
     * @param from the first day, itself a snapshot if a step begins then
     * @param to the last day, itself a snapshot if a step begins then
     * @return the schedule
     */
    static Schedule every(Step step, LocalDate from, LocalDate to) {
        return new Every(step, from, to);
    }

    /**
     * At each event of a table: the customer as known right before it. Events at the same instant are one snapshot.
     *
     * @param table the table of events
     * @return the schedule
     */
    static Schedule atEvents(String table) {
        return new AtEvents(table);
    }

    /** How often customers are looked at. */
    enum Step {
        /** At every midnight. */
        DAY,
        /** At the beginning of every Monday. */
        WEEK,
        /** At the beginning of every first of a month. */
        MONTH,
        /** At the beginning of January, April, July and October. */
        QUARTER;

        /** {@return the name as written in YAML} */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        LocalDate onOrAfter(LocalDate day) {
            return switch (this) {
                case DAY -> day;
                case WEEK -> day.plusDays((8 - day.getDayOfWeek().getValue()) % 7);
                case MONTH -> day.getDayOfMonth() == 1 ? day : day.plusMonths(1).withDayOfMonth(1);
                case QUARTER -> quarter(day);
            };
        }

        LocalDate next(LocalDate beginning) {
            return switch (this) {
                case DAY -> beginning.plusDays(1);
                case WEEK -> beginning.plusDays(7);
                case MONTH -> beginning.plusMonths(1);
                case QUARTER -> beginning.plusMonths(3);
            };
        }

        private static LocalDate quarter(LocalDate day) {
            LocalDate month = MONTH.onOrAfter(day);
            return month.plusMonths((3 - (month.getMonthValue() - 1) % 3) % 3);
        }
    }

    /**
     * At the beginning of given days.
     *
     * @param dates the days
     */
    record OnDates(List<LocalDate> dates) implements Schedule {
        /**
         * Puts the days in order.
         *
         * @param dates the days
         */
        public OnDates {
            dates = dates.stream().distinct().sorted().toList();
            if (dates.isEmpty()) {
                throw new ConfigurationException(
                        "The snapshots have no date.",
                        "Maybe add at: 2026-07-01, or at: {every: month}.",
                        Where.nowhere());
            }
        }
    }

    /**
     * At every beginning of a step.
     *
     * @param step how often
     * @param first not before this day, or null
     * @param last not after this day, or null
     */
    record Every(
            Step step, @Nullable LocalDate first, @Nullable LocalDate last) implements Schedule {
        /**
         * Checks the order.
         *
         * @param step how often
         * @param first not before this day, or null
         * @param last not after this day, or null
         */
        public Every {
            if (first != null && last != null && last.isBefore(first)) {
                throw new ConfigurationException(
                        "Snapshots are asked for from " + Wording.value(first) + " to " + Wording.value(last)
                                + ", which is earlier.",
                        "Maybe swap them.",
                        Where.nowhere());
            }
        }

        Optional<LocalDate> begin() {
            return Optional.ofNullable(first);
        }

        Optional<LocalDate> end() {
            return Optional.ofNullable(last);
        }
    }

    /**
     * At each event of a table.
     *
     * @param table its name
     */
    record AtEvents(String table) implements Schedule {}
}
