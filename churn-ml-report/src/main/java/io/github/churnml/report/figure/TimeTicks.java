package io.github.churnml.report.figure;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Moments that divide an axis of time: first moments of years, months or days, or round hours, minutes and seconds, in UTC. */
final class TimeTicks {

    static final double DAY = 86_400;

    /** Steps of the same length in seconds, from midnight on. */
    private static final double[] EVEN = {
        1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 10_800, 21_600, 43_200, DAY, 2 * DAY, 7 * DAY, 14 * DAY
    };

    private static final int[] MONTHS = {1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200};

    private TimeTicks() {}

    /**
     * The ticks from a first to a last moment, in seconds since 1970.
     *
     * @param most how many there may be, 2 or more
     */
    static List<Double> of(double from, double to, int most) {
        for (double step : EVEN) {
            List<Double> ticks = even(from, to, step, most);
            if (ticks.size() <= most) {
                return ticks;
            }
        }
        List<Double> ticks = List.of();
        for (int months : MONTHS) {
            ticks = calendar(from, to, months);
            if (ticks.size() <= most) {
                return ticks;
            }
        }
        return ticks;
    }

    private static List<Double> even(double from, double to, double step, int most) {
        List<Double> ticks = new ArrayList<>();
        for (double at = Math.ceil(from / step) * step; at <= to && ticks.size() <= most; at += step) {
            ticks.add(at);
        }
        return ticks;
    }

    private static List<Double> calendar(double from, double to, int months) {
        LocalDate day = Instant.ofEpochSecond((long) Math.ceil(from))
                .atZone(ZoneOffset.UTC)
                .toLocalDate();
        int since = day.getYear() * 12 + day.getMonthValue() - 1;
        List<Double> ticks = new ArrayList<>();
        for (int month = Math.floorDiv(since, months) * months; ; month += months) {
            double at = LocalDate.of(Math.floorDiv(month, 12), Math.floorMod(month, 12) + 1, 1)
                            .toEpochDay()
                    * DAY;
            if (at > to) {
                return ticks;
            }
            if (at >= from) {
                ticks.add(at);
            }
        }
    }
}
