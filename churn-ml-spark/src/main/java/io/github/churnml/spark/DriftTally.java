package io.github.churnml.spark;

import io.github.churnml.drift.ColumnProfile;
import io.github.churnml.drift.DriftDetector;
import io.github.churnml.drift.DriftReport;
import io.github.churnml.drift.DriftSettings;
import io.github.churnml.drift.DriftWindow;
import io.github.churnml.drift.LevelProfile;
import io.github.churnml.drift.NumberProfile;
import io.github.churnml.drift.RowCounter;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What was counted of some rows: whole numbers by column and bin, which may be added in any order. It is what a {@link DriftWindow}
 * holds, in a form that can be sent, and becomes one again.
 */
final class DriftTally implements Serializable {

    private static final long serialVersionUID = 1;

    private long rows;
    /** By the columns of the profile; the last two bins of each are what is unseen and what is missing. */
    private final long[][] columns;

    private final ScoreSums scores;

    private DriftTally(long rows, long[][] columns, ScoreSums scores) {
        this.rows = rows;
        this.columns = columns;
        this.scores = scores;
    }

    /** What a window has counted. */
    static DriftTally of(DriftWindow window, ScoreSums scores) {
        List<ColumnProfile> profiles = window.reference().columns();
        long[][] columns = new long[profiles.size()][];
        DriftReport report = window.rows() == 0 ? null : new DriftDetector(DriftSettings.standard()).compare(window);
        for (int i = 0; i < columns.length; i++) {
            columns[i] = report == null
                    ? new long[bins(profiles.get(i)) + 2]
                    : report.find(profiles.get(i).name()).orElseThrow().bins().current().stream()
                            .mapToLong(Long::longValue)
                            .toArray();
        }
        return new DriftTally(window.rows(), columns, scores);
    }

    /** Adds what another tally of the same model has counted to this one. */
    DriftTally plus(DriftTally other) {
        rows += other.rows;
        for (int i = 0; i < columns.length; i++) {
            for (int bin = 0; bin < columns[i].length; bin++) {
                columns[i][bin] += other.columns[i][bin];
            }
        }
        scores.add(other.scores);
        return this;
    }

    /**
     * A window with these counts. A window counts one value at a time; a window that takes itself in has twice as many of each, so
     * that any count is reached in as many steps as it has binary digits.
     */
    DriftWindow window(RowCounter counter) {
        DriftWindow window = counter.newWindow();
        List<ColumnProfile> profiles = counter.profile().columns();
        List<ScoreSums.Repeated> repeated = new ArrayList<>();
        if (rows > 0) {
            scores.replay(repeated);
        }
        for (int digit = Long.SIZE - 2; digit >= 0; digit--) {
            window.merge(window);
            for (int i = 0; i < columns.length; i++) {
                add(window, i, profiles.get(i), digit);
            }
            for (ScoreSums.Repeated score : repeated) {
                if (isSet(score.times(), digit)) {
                    window.addScore(score.score());
                }
            }
            if (isSet(rows, digit)) {
                window.endRow();
            }
        }
        return window;
    }

    private void add(DriftWindow window, int column, ColumnProfile profile, int digit) {
        long[] counts = columns[column];
        for (int bin = 0; bin < counts.length; bin++) {
            if (!isSet(counts[bin], digit)) {
                continue;
            }
            int behind = counts.length - bin;
            if (profile instanceof NumberProfile numbers) {
                window.addNumber(column, behind == 1 ? Double.NaN : numberOf(numbers, bin));
            } else {
                window.addLevel(column, behind == 1 ? DriftWindow.MISSING : behind == 2 ? DriftWindow.UNSEEN : bin);
            }
        }
    }

    /** A number that a window counts in a bin; behind the bins, one that is not the only one that training saw. */
    private static double numberOf(NumberProfile numbers, int bin) {
        List<Double> edges = numbers.edges();
        if (!edges.isEmpty()) {
            return bin < edges.size() ? edges.get(bin) : Math.nextUp(edges.get(edges.size() - 1));
        }
        double only = Double.isNaN(numbers.min()) ? 0 : numbers.min();
        return bin == 0 ? only : Math.nextUp(only);
    }

    private static int bins(ColumnProfile profile) {
        return profile instanceof NumberProfile numbers
                ? numbers.counts().size()
                : ((LevelProfile) profile).levels().size();
    }

    private static boolean isSet(long count, int digit) {
        return (count >>> digit & 1) == 1;
    }
}
