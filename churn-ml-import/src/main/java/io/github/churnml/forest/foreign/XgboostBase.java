package io.github.churnml.forest.foreign;

import io.github.churnml.data.Numbers;
import io.github.churnml.error.Wording;
import java.util.Arrays;
import java.util.List;

/** Where an XGBoost model's sum begins: its base score, which for a logistic objective is written as a probability. */
final class XgboostBase {

    private static final String RAW = "binary:logitraw";
    private static final List<String> OBJECTIVES = List.of("binary:logistic", "reg:logistic", RAW);

    /** From 3.1 on XGBoost takes probabilities of 0 and 1, and keeps all this far from them. */
    private static final float NEAREST = 1e-6f;

    private static final int LONGEST = 1000;

    private XgboostBase() {}

    static void requireObjective(String objective, Tokens tokens) {
        if (!OBJECTIVES.contains(objective)) {
            throw tokens.problem(
                    "Its objective is " + Wording.value(objective) + " where one of " + Wording.names(OBJECTIVES)
                            + " is read, whose output is the log-odds of one class.",
                    "Maybe train with objective='binary:logistic'.");
        }
    }

    /** A text such as {@code 5E-1}, or {@code [3.1875E-1]} as version 3.1 and later write it. */
    static double[] parse(String text, Tokens tokens) {
        String bare = text.strip();
        if (bare.startsWith("[") && bare.endsWith("]")) {
            bare = bare.substring(1, bare.length() - 1);
        }
        double[] scores = bare.length() > LONGEST
                ? new double[] {Double.NaN}
                : Arrays.stream(bare.split(",", -1)).mapToDouble(Numbers::parse).toArray();
        if (Arrays.stream(scores).anyMatch(Double::isNaN)) {
            throw tokens.problem(
                    "Its base score is " + Wording.value(text) + " where a number is required.",
                    "Maybe it is damaged.");
        }
        return scores;
    }

    /** In the origin's own {@code float} arithmetic: −log(1 / p − 1), rounded once per step. */
    static float margin(String objective, double baseScore, int major, int minor, Tokens tokens) {
        float base = (float) baseScore;
        if (objective.equals(RAW)) {
            return base;
        }
        boolean kept = major > 3 || major == 3 && minor >= 1;
        if (kept && base >= 0 && base <= 1) {
            base = Math.min(Math.max(base, NEAREST), 1 - NEAREST);
        }
        if (!(base > 0 && base < 1)) {
            throw tokens.problem(
                    "Its base score is " + Wording.value(base) + " where " + Wording.name(objective)
                            + " requires a probability between 0 and 1.",
                    "Maybe it is damaged.");
        }
        float odds = 1 / base - 1;
        // Plus zero: a base score of a half begins at 0, not at −0.
        return (float) -StrictMath.log(odds) + 0f;
    }
}
