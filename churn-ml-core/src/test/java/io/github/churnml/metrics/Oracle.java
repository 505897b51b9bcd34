package io.github.churnml.metrics;

/** The measures computed slowly, straight from their definitions: pair by pair and threshold by threshold. */
final class Oracle {

    private Oracle() {}

    static double rocAuc(Rows rows) {
        double won = 0;
        long pairs = 0;
        for (int i = 0; i < rows.count(); i++) {
            for (int j = 0; j < rows.count(); j++) {
                if (rows.labels()[i] == 1 && rows.labels()[j] == 0) {
                    pairs++;
                    won += rows.scores()[i] > rows.scores()[j] ? 1 : rows.scores()[i] == rows.scores()[j] ? 0.5 : 0;
                }
            }
        }
        return won / pairs;
    }

    /** Every churner adds the precision of taking all rows at or above its score. */
    static double averagePrecision(Rows rows) {
        double sum = 0;
        for (int i = 0; i < rows.count(); i++) {
            if (rows.labels()[i] == 1) {
                sum += share(rows, 1, rows.scores()[i]);
            }
        }
        return sum / rows.churners();
    }

    static double kolmogorovSmirnov(Rows rows) {
        double widest = 0;
        for (double threshold : rows.scores()) {
            double truePositiveRate = atOrAbove(rows, 1, threshold) / (double) rows.churners();
            double falsePositiveRate = atOrAbove(rows, 0, threshold) / (double) (rows.count() - rows.churners());
            widest = Math.max(widest, Math.abs(truePositiveRate - falsePositiveRate));
        }
        return widest;
    }

    /** Bins found by comparing with their edges. */
    static double expectedCalibrationError(Rows rows) {
        double error = 0;
        for (int b = 0; b < 10; b++) {
            double observed = 0;
            double predicted = 0;
            for (int i = 0; i < rows.count(); i++) {
                double score = rows.scores()[i];
                if (score >= b / 10.0 && (score < (b + 1) / 10.0 || b == 9)) {
                    observed += rows.labels()[i];
                    predicted += score;
                }
            }
            error += Math.abs(observed - predicted) / rows.count();
        }
        return error;
    }

    /** DeLong, DeLong and Clarke-Pearson, Biometrics 44 (1988): the standard error of ROC-AUC from its placements. */
    static double rocAucStandardError(Rows rows) {
        return Math.sqrt(placementVariance(rows, 1) / rows.churners()
                + placementVariance(rows, 0) / (rows.count() - rows.churners()));
    }

    private static double placementVariance(Rows rows, int label) {
        double sum = 0;
        double squares = 0;
        int members = 0;
        for (int i = 0; i < rows.count(); i++) {
            if (rows.labels()[i] == label) {
                double placement = placement(rows, i);
                sum += placement;
                squares += placement * placement;
                members++;
            }
        }
        return (squares - sum * sum / members) / (members - 1);
    }

    private static double placement(Rows rows, int row) {
        double below = 0;
        int others = 0;
        for (int j = 0; j < rows.count(); j++) {
            if (rows.labels()[j] != rows.labels()[row]) {
                others++;
                below += rows.scores()[j] < rows.scores()[row] ? 1 : rows.scores()[j] == rows.scores()[row] ? 0.5 : 0;
            }
        }
        return below / others;
    }

    private static double share(Rows rows, int label, double threshold) {
        int wanted = atOrAbove(rows, label, threshold);
        return wanted / (double) (wanted + atOrAbove(rows, 1 - label, threshold));
    }

    private static int atOrAbove(Rows rows, int label, double threshold) {
        int count = 0;
        for (int i = 0; i < rows.count(); i++) {
            count += rows.labels()[i] == label && rows.scores()[i] >= threshold ? 1 : 0;
        }
        return count;
    }
}
