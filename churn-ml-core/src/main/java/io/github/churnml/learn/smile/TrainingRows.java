package io.github.churnml.learn.smile;

import io.github.churnml.error.TrainingException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.prepare.Feature;
import io.github.churnml.prepare.FeatureMatrix;

/** Checks that rows can be learnt from, before Smile meets them: it would fail without saying where, or never end. */
final class TrainingRows {

    /** Beyond this, sums of squares inside Smile overflow and its line search does not end. */
    private static final double LARGEST = 1e100;

    private TrainingRows() {}

    static void check(FeatureMatrix features, int[] labels) {
        if (labels.length != features.rows()) {
            throw new IllegalArgumentException(labels.length + " labels for " + features.rows() + " rows");
        }
        if (features.features().isEmpty()) {
            throw new TrainingException(
                    "There is no feature to learn from.",
                    "Maybe too many columns are excluded or were dropped; the notices say which.",
                    Where.nowhere());
        }
        if (smallerClass(labels) == 0) {
            throw new TrainingException(
                    "All " + labels.length + " rows to learn from are of one class.",
                    "Maybe the positive label is misspelt, or the table holds only one kind of customer.",
                    Where.nowhere());
        }
        for (int j = 0; j < features.columns().length; j++) {
            checkColumn(features.features().get(j), features.columns()[j]);
        }
    }

    private static void checkColumn(Feature feature, double[] column) {
        for (int i = 0; i < column.length; i++) {
            double x = column[i];
            boolean fits =
                    feature.isNominal() ? x >= 0 && x < feature.levels() && x == (int) x : Math.abs(x) <= LARGEST;
            if (!fits) {
                throw unfit(feature, x, i + 1L);
            }
        }
    }

    private static TrainingException unfit(Feature feature, double x, long row) {
        String required = feature.isNominal()
                ? "a code from 0 to " + (feature.levels() - 1)
                : "a number up to " + LARGEST + " in size";
        return new TrainingException(
                "Feature " + Wording.name(feature.name()) + " (row " + row + ") holds " + Wording.value(x) + " where "
                        + required + " is required.",
                "Maybe impute missing values, and encode levels, before learning.",
                Where.column(feature.source()).row(row));
    }

    static int[] select(int[] labels, int[] rows) {
        int[] selected = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            selected[i] = labels[rows[i]];
        }
        return selected;
    }

    /** How many rows the rarer class has. */
    static int smallerClass(int[] labels) {
        int positive = 0;
        for (int label : labels) {
            if (label != 0 && label != 1) {
                throw new IllegalArgumentException("label " + label);
            }
            positive += label;
        }
        return Math.min(positive, labels.length - positive);
    }
}
