package io.github.churnml.data.split;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Divides rows by the day that each is of; the rows of one day are never on two sides. */
final class InTime {

    private final String by;
    private final int[] days;
    private final int gap;
    private final int[] sorted;

    InTime(String by, int[] days, int gap) {
        this.by = by;
        this.days = days;
        this.gap = gap;
        this.sorted = days.clone();
        Arrays.sort(sorted);
    }

    /** Holds out the latest days: as many as come nearest to the share, the fewer of two that are as near. */
    Division holdOut(double fraction) {
        if (!(fraction > 0 && fraction < 1)) {
            throw new ConfigurationException(
                    "The share to hold out is " + Wording.value(fraction) + ", which is not between 0 and 1.",
                    "Maybe 0.2 was meant: the latest fifth of the rows.",
                    Where.nowhere());
        }
        int best = -1;
        double nearest = Double.POSITIVE_INFINITY;
        for (int i = sorted.length - 1; i > 0; i--) {
            double off = Math.abs(sorted.length - i - fraction * sorted.length);
            if (sorted[i] != sorted[i - 1] && off < nearest) {
                best = i;
                nearest = off;
            }
        }
        if (best < 0) {
            throw new DataException(
                    "Column " + Wording.name(by) + " has only one day, so no rows are later than others.",
                    "Maybe another column says when the rows were, or divide them in another way (split).",
                    Where.column(by));
        }
        return before(sorted[best], Integer.MAX_VALUE);
    }

    /** Divisions that each judge a stretch of time by what is earlier. */
    List<Division> onwards(int k) {
        int[] starts = starts(k + 1);
        if (k < 2 || starts.length < k + 1) {
            throw new DataException(
                    "Column " + Wording.name(by) + " has too few days for " + k + " folds in time.",
                    "Maybe ask for fewer folds.",
                    Where.column(by));
        }
        List<Division> folds = new ArrayList<>();
        for (int fold = 1; fold <= k; fold++) {
            folds.add(before(starts[fold], fold == k ? Integer.MAX_VALUE : starts[fold + 1] - 1));
        }
        return List.copyOf(folds);
    }

    /** Divisions that each judge a stretch of time by all the others. */
    List<Division> stretches(int k) {
        int[] starts = starts(k);
        List<Division> stretches = new ArrayList<>();
        for (int i = 0; i < starts.length; i++) {
            int from = starts[i];
            int to = i + 1 < starts.length ? starts[i + 1] - 1 : Integer.MAX_VALUE;
            stretches.add(Folds.divided(days.length, row -> days[row] >= from && days[row] <= to));
        }
        return List.copyOf(stretches);
    }

    /** The first days of up to k stretches with about as many rows each. */
    private int[] starts(int k) {
        return IntStream.range(0, k)
                .map(part -> sorted[(int) ((long) part * sorted.length / k)])
                .distinct()
                .toArray();
    }

    /** Judges the days from one to another, both included, by the days before that are not in the gap. */
    private Division before(int from, int to) {
        int[] test = IntStream.range(0, days.length)
                .filter(row -> days[row] >= from && days[row] <= to)
                .toArray();
        int[] train = IntStream.range(0, days.length)
                .filter(row -> (long) days[row] + gap < from)
                .toArray();
        if (train.length == 0) {
            throw new DataException(
                    "The gap of " + gap + " days in column " + Wording.name(by) + " leaves no rows to learn from: "
                            + Wording.count(test.length) + " rows from " + LocalDate.ofEpochDay(from)
                            + " on are judged on, and the first row is of " + LocalDate.ofEpochDay(sorted[0]) + ".",
                    "Maybe make the gap shorter.",
                    Where.column(by));
        }
        return new Division(train, test);
    }
}
