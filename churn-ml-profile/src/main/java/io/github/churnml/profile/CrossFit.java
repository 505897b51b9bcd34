package io.github.churnml.profile;

import java.util.Arrays;

/**
 * How well groups of rows tell who left, without being fooled by groups of few rows: each row is scored by the churn rate
 * of its group in the other folds, so a group that stands in one fold only scores like everybody. A column that names
 * rows thereby reaches an area of about 0.5, where rates that have seen the row itself would reach 1.
 */
final class CrossFit {

    private CrossFit() {}

    /** The area under the ROC curve of one grouping's cross-fitted rates; both classes must be there. */
    static double rocAuc(Grouping grouping, int rows, TargetLabels outcome) {
        int[] left = new int[TargetLabels.FOLDS * grouping.size()];
        int[] stayed = new int[TargetLabels.FOLDS * grouping.size()];
        for (int row = 0; row < rows; row++) {
            int label = outcome.label(row);
            if (label >= 0) {
                int cell = outcome.fold(row) * grouping.size() + grouping.of(row);
                (label == 1 ? left : stayed)[cell]++;
            }
        }
        return rocAuc(left, stayed);
    }

    /** The same of counts by fold and group: position {@code fold * groups + group}. */
    static double rocAuc(int[] left, int[] stayed) {
        int groups = left.length / TargetLabels.FOLDS;
        double[] scores = scores(left, stayed, groups);
        double[] distinct = scores.clone();
        Arrays.sort(distinct);
        int count = unique(distinct);
        long[] leftAt = new long[count];
        long[] stayedAt = new long[count];
        for (int cell = 0; cell < scores.length; cell++) {
            int at = Arrays.binarySearch(distinct, 0, count, scores[cell]);
            leftAt[at] += left[cell];
            stayedAt[at] += stayed[cell];
        }
        return area(leftAt, stayedAt);
    }

    /** The rate of each group outside of each fold, drawn by one row towards the rate of all. */
    private static double[] scores(int[] left, int[] stayed, int groups) {
        long[] leftOf = new long[groups];
        long[] allOf = new long[groups];
        long leftTotal = 0;
        long total = 0;
        for (int cell = 0; cell < left.length; cell++) {
            leftOf[cell % groups] += left[cell];
            allOf[cell % groups] += left[cell] + stayed[cell];
            leftTotal += left[cell];
            total += left[cell] + stayed[cell];
        }
        double rate = total == 0 ? 0 : (double) leftTotal / total;
        double[] scores = new double[left.length];
        for (int cell = 0; cell < scores.length; cell++) {
            long others = allOf[cell % groups] - left[cell] - stayed[cell];
            scores[cell] = (leftOf[cell % groups] - left[cell] + rate) / (others + 1);
        }
        return scores;
    }

    private static int unique(double[] sorted) {
        int count = 0;
        for (double value : sorted) {
            if (count == 0 || value != sorted[count - 1]) {
                sorted[count++] = value;
            }
        }
        return count;
    }

    /** Of counts by ascending score; a tie counts as half. */
    private static double area(long[] left, long[] stayed) {
        long stayedBelow = 0;
        long leftTotal = 0;
        double won = 0;
        for (int i = 0; i < left.length; i++) {
            won += left[i] * (stayedBelow + stayed[i] / 2.0);
            stayedBelow += stayed[i];
            leftTotal += left[i];
        }
        return won / ((double) leftTotal * stayedBelow);
    }
}
