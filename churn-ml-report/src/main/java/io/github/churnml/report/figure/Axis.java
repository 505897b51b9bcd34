package io.github.churnml.report.figure;

import java.util.List;

/** What goes along one side of a figure: numbers, or names one after the other. */
public sealed interface Axis {

    /** {@return what is measured along it, in a few words; empty where the names say it} */
    String label();

    /**
     * An axis of numbers.
     *
     * @param label what is measured along it
     * @param from the low end
     * @param to the high end, above the low one
     * @param unit how the numbers are written
     */
    record Numbers(String label, double from, double to, Unit unit) implements Axis {

        /**
         * Checks the ends.
         *
         * @throws IllegalArgumentException if the ends are not finite, or not one above the other
         */
        public Numbers {
            if (!(from < to && Double.isFinite(to - from))) {
                throw new IllegalArgumentException("an axis goes from (" + from + ") to (" + to + ")");
            }
        }

        /**
         * Shares, from 0 to 1.
         *
         * @param label what is measured
         * @return the axis
         */
        public static Numbers share(String label) {
            return new Numbers(label, 0, 1, Unit.SHARE);
        }

        /**
         * Moments in UTC, from a first to a last one; an hour each way where there is but one.
         *
         * @param label what happened then
         * @param first the first moment, in seconds since 1970
         * @param last the last moment
         * @return the axis; its label names the day where no tick does
         */
        public static Numbers times(String label, double first, double last) {
            double hour = 3600;
            Numbers axis = first < last
                    ? new Numbers(label, first, last, Unit.TIME)
                    : new Numbers(label, first - hour, first + hour, Unit.TIME);
            boolean named = axis.ticks(4).stream().anyMatch(tick -> tick % TimeTicks.DAY == 0);
            String day = Unit.TIME.text(Math.floor(axis.from / TimeTicks.DAY) * TimeTicks.DAY);
            return named ? axis : new Numbers(label + ", " + day + ", UTC", axis.from, axis.to, Unit.TIME);
        }

        /**
         * An axis that holds numbers and begins and ends at a tick.
         *
         * @param label what is measured
         * @param unit how it is written
         * @param low the least number
         * @param high the greatest
         * @return the axis; from 0 to 1 where there is no number
         */
        public static Numbers around(String label, Unit unit, double low, double high) {
            double least = Double.isFinite(low) ? low : 0;
            double most = Double.isFinite(high) ? high : 1;
            if (!(least < most)) {
                double room = least == 0 ? 1 : Math.abs(least) * 0.1;
                most = least + room;
            }
            double step = Ticks.step(most - least, 5);
            return new Numbers(
                    label, Math.floor(least / step + 1e-9) * step, Math.ceil(most / step - 1e-9) * step, unit);
        }

        /**
         * Round numbers along the axis.
         *
         * @param most how many there may be, 2 or more
         * @return the numbers, ascending
         */
        public List<Double> ticks(int most) {
            return switch (unit) {
                case TIME -> TimeTicks.of(from, to, Math.min(most, 4));
                case DATE -> days(most);
                default -> Ticks.of(from, to, most);
            };
        }

        /** As of moments, but whole days. */
        private List<Double> days(int most) {
            List<Double> days = TimeTicks.of(from * TimeTicks.DAY, to * TimeTicks.DAY, most).stream()
                    .map(moment -> moment / TimeTicks.DAY)
                    .filter(day -> day == Math.rint(day))
                    .toList();
            return days.size() <= most ? days : Ticks.of(from, to, most);
        }

        /**
         * What is written at a tick.
         *
         * @param tick the number
         * @return the number in its unit; of a moment within a day the time alone, since letters are wide
         */
        public String tick(double tick) {
            String text = unit.text(tick);
            return unit == Unit.TIME ? text.substring(text.indexOf(' ') + 1) : text;
        }
    }

    /**
     * Names, each at its number from 0 on.
     *
     * @param label what they are; empty where they speak for themselves
     * @param names the names, at least one
     */
    record Names(String label, List<String> names) implements Axis {

        /**
         * Copies the names.
         *
         * @throws IllegalArgumentException if there is none
         */
        public Names {
            names = List.copyOf(names);
            if (names.isEmpty()) {
                throw new IllegalArgumentException("an axis of no names");
            }
        }
    }
}
