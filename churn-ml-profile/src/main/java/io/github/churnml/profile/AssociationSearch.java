package io.github.churnml.profile;

import io.github.churnml.data.NumericColumn;
import io.github.churnml.profile.Association.Measure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Measures how columns go together, on at most 20,000 rows, one out of each of equally long stretches of the table. Ranks are taken
 * among the rows in which both columns have a value.
 */
final class AssociationSearch {

    private static final int MOST_ROWS = 20_000;
    private static final int FEWEST_ROWS = 10;
    private static final long SEED = 42;

    private final List<Facts> columns;
    private final int[] sample;
    private final boolean sampled;

    AssociationSearch(List<Facts> columns, int rows) {
        this.columns = columns.stream().limit(Associations.MOST_COLUMNS).toList();
        this.sampled = rows > MOST_ROWS;
        this.sample = new int[Math.min(rows, MOST_ROWS)];
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < sample.length; i++) {
            int from = (int) ((long) i * rows / sample.length);
            int to = (int) ((long) (i + 1) * rows / sample.length);
            sample[i] = sampled ? random.nextInt(from, to) : i;
        }
    }

    Associations search() {
        List<Association> pairs = new ArrayList<>();
        for (int a = 0; a < columns.size(); a++) {
            for (int b = a + 1; b < columns.size(); b++) {
                pairs.add(pair(columns.get(a), columns.get(b)));
            }
        }
        return new Associations(columns.stream().map(Facts::name).toList(), sample.length, sampled, pairs);
    }

    private Association pair(Facts a, Facts b) {
        int[] both = Arrays.stream(sample)
                .filter(row -> !a.column().isMissing(row) && !b.column().isMissing(row))
                .toArray();
        boolean numbersA = a.numbers() != null;
        boolean numbersB = b.numbers() != null;
        Measure measure = numbersA && numbersB
                ? Measure.SPEARMAN
                : numbersA || numbersB ? Measure.CORRELATION_RATIO : Measure.CRAMERS_V;
        double value = Double.NaN;
        if (both.length >= FEWEST_ROWS) {
            value = switch (measure) {
                case SPEARMAN -> pearson(ranks(a, both), ranks(b, both));
                case CORRELATION_RATIO ->
                    numbersA
                            ? correlationRatio(ranks(a, both), groups(b, both))
                            : correlationRatio(ranks(b, both), groups(a, both));
                case CRAMERS_V -> cramersV(groups(a, both), groups(b, both));
            };
        }
        return new Association(a.name(), b.name(), measure, value, both.length);
    }

    private static double[] ranks(Facts facts, int[] rows) {
        NumericColumn column = (NumericColumn) facts.column();
        return ranks(Arrays.stream(rows).mapToDouble(column::value).toArray());
    }

    /** From 1 on; what is tied shares its mean. */
    static double[] ranks(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] rankAt = new double[sorted.length];
        for (int from = 0, to; from < sorted.length; from = to) {
            to = from + 1;
            while (to < sorted.length && sorted[to] == sorted[from]) {
                to++;
            }
            Arrays.fill(rankAt, from, to, (from + 1 + to) / 2.0);
        }
        double[] ranks = new double[values.length];
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = rankAt[Arrays.binarySearch(sorted, values[i])];
        }
        return ranks;
    }

    static double pearson(double[] x, double[] y) {
        double meanX = mean(x);
        double meanY = mean(y);
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < x.length; i++) {
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
            xy += (x[i] - meanX) * (y[i] - meanY);
        }
        return xx == 0 || yy == 0 ? Double.NaN : Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static int[] groups(Facts facts, int[] rows) {
        return Arrays.stream(rows).map(facts.shown()::of).toArray();
    }

    /** Kelley's ε as a root, 0 where chance explains more than the groups do. */
    static double correlationRatio(double[] values, int[] groups) {
        int size = Arrays.stream(groups).max().orElse(-1) + 1;
        double[] sums = new double[size];
        long[] counts = new long[size];
        for (int i = 0; i < values.length; i++) {
            sums[groups[i]] += values[i];
            counts[groups[i]]++;
        }
        double mean = mean(values);
        double between = 0;
        int used = 0;
        for (int group = 0; group < size; group++) {
            if (counts[group] > 0) {
                double distance = sums[group] / counts[group] - mean;
                between += counts[group] * distance * distance;
                used++;
            }
        }
        double total = 0;
        for (double value : values) {
            total += (value - mean) * (value - mean);
        }
        int n = values.length;
        if (used < 2 || total == 0 || n <= used) {
            return Double.NaN;
        }
        double unexplained = (total - between) / (n - used);
        return Math.sqrt(Math.max(0, Math.min(1, 1 - unexplained / (total / (n - 1)))));
    }

    /** Bergsma's corrected V of two groupings. */
    static double cramersV(int[] a, int[] b) {
        int sizeA = Arrays.stream(a).max().orElse(-1) + 1;
        int sizeB = Arrays.stream(b).max().orElse(-1) + 1;
        long[][] counts = new long[sizeA][sizeB];
        long[] ofA = new long[sizeA];
        long[] ofB = new long[sizeB];
        for (int i = 0; i < a.length; i++) {
            counts[a[i]][b[i]]++;
            ofA[a[i]]++;
            ofB[b[i]]++;
        }
        double n = a.length;
        long levelsA = Arrays.stream(ofA).filter(count -> count > 0).count();
        long levelsB = Arrays.stream(ofB).filter(count -> count > 0).count();
        if (levelsA < 2 || levelsB < 2) {
            return Double.NaN;
        }
        double chiSquare = 0;
        for (int i = 0; i < sizeA; i++) {
            for (int j = 0; j < sizeB; j++) {
                double expected = ofA[i] * (double) ofB[j] / n;
                chiSquare += expected == 0 ? 0 : (counts[i][j] - expected) * (counts[i][j] - expected) / expected;
            }
        }
        double phi2 = Math.max(0, chiSquare / n - (levelsA - 1.0) * (levelsB - 1) / (n - 1));
        double correctedA = levelsA - (levelsA - 1.0) * (levelsA - 1) / (n - 1);
        double correctedB = levelsB - (levelsB - 1.0) * (levelsB - 1) / (n - 1);
        double smaller = Math.min(correctedA, correctedB) - 1;
        return smaller <= 0 ? Double.NaN : Math.min(1, Math.sqrt(phi2 / smaller));
    }
}
