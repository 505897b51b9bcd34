package io.github.churnml.learn;

import io.github.churnml.error.ChurnException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.TrainingException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.prepare.Feature;

/** Finds what a learner would stumble over without saying where, or never end over. */
final class TrainingDataCheck {

    /** Beyond this, sums of squares overflow, and a line search among them does not end. */
    private static final double LARGEST = 1e100;

    private static final String TOO_LARGE =
            "Maybe it is a slip, or stands for a missing value: correct it, or list it as a missing marker.";

    private TrainingDataCheck() {}

    static void check(TrainingData data, Learner learner) {
        if (data.weighted()) {
            Learners.requireWeights(learner);
        }
        if (data.features().features().isEmpty()) {
            throw new TrainingException(
                    "There is no feature to learn from.",
                    "Maybe too many columns are excluded or were dropped; the notices say which.",
                    Where.nowhere());
        }
        checkWeights(data.weights());
        checkClasses(data);
        for (int j = 0; j < data.features().columns().length; j++) {
            Feature feature = data.features().features().get(j);
            checkKind(feature, learner.takes());
            checkColumn(feature, data.features().columns()[j], learner.takes().missing());
        }
    }

    private static void checkWeights(double[] weights) {
        for (int i = 0; i < weights.length; i++) {
            if (!(weights[i] >= 0 && weights[i] <= LARGEST)) {
                throw new TrainingException(
                        "Row " + (i + 1) + " has a weight of " + Wording.value(weights[i])
                                + " where a number from 0 to " + LARGEST + " is required.",
                        "Maybe impute missing weights, or leave the row out.",
                        Where.nowhere().row(i + 1L));
            }
        }
    }

    private static void checkClasses(TrainingData data) {
        if (data.smallerClass() == 0) {
            throw new TrainingException(
                    "All " + data.rows() + " rows to learn from are of one class.",
                    "Maybe the positive label is misspelt, or the table holds only one kind of customer.",
                    Where.nowhere());
        }
        double[] sums = ClassWeights.sums(data);
        if (!(sums[0] > 0 && sums[1] > 0)) {
            throw new TrainingException(
                    "All rows to learn from that weigh more than 0 are of one class.",
                    "Maybe the weights are of another column than they should be.",
                    Where.nowhere());
        }
    }

    private static void checkKind(Feature feature, Takes takes) {
        if (feature.isNominal() && !takes.nominal()) {
            throw new TrainingException(
                    "Feature " + Wording.name(feature.name()) + " holds codes of " + feature.levels()
                            + " levels where numbers are required.",
                    "Maybe one-hot encode it.",
                    Where.column(feature.source()));
        }
    }

    private static void checkColumn(Feature feature, double[] column, boolean missing) {
        for (int i = 0; i < column.length; i++) {
            double x = column[i];
            boolean absent = Double.isNaN(x) || feature.isNominal() && x == -1;
            boolean fits =
                    feature.isNominal() ? x >= 0 && x < feature.levels() && x == (int) x : Math.abs(x) <= LARGEST;
            if (!fits && !(missing && absent)) {
                throw unfit(feature, x, i + 1L);
            }
        }
    }

    private static ChurnException unfit(Feature feature, double x, long row) {
        String required = feature.isNominal()
                ? "a code from 0 to " + (feature.levels() - 1)
                : "a number up to " + LARGEST + " in size";
        String problem = "Feature " + Wording.name(feature.name()) + " (row " + row + ") holds " + Wording.value(x)
                + " where " + required + " is required.";
        if (!feature.isNominal() && Math.abs(x) > LARGEST) {
            return new DataException(
                    problem, TOO_LARGE, Where.column(feature.source()).row(row));
        }
        return new TrainingException(
                problem,
                "Maybe impute missing values, and encode levels, before learning.",
                Where.column(feature.source()).row(row));
    }
}
