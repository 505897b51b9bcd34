package io.github.churnml.report.heldout;

/**
 * The area under the ROC curve of some rows with its variance: E. R. DeLong, D. M. DeLong and D. L. Clarke-Pearson, Comparing the
 * areas under two or more correlated receiver operating characteristic curves, Biometrics 44, 1988.
 *
 * @param area the area; NaN where a class is missing
 * @param variance its variance; NaN where a class has fewer than two rows
 */
record AreaTest(double area, double variance) {

    /**
     * Of the rows that a group has, or of all others.
     *
     * @param order all rows, by ascending probability
     * @param labels of each row
     * @param probabilities of each row
     * @param of the group of each row
     * @param group which
     * @param inside whether its rows are meant, or all others
     */
    static AreaTest of(int[] order, int[] labels, double[] probabilities, int[] of, int group, boolean inside) {
        long churners = 0;
        long stayers = 0;
        for (int row : order) {
            if (of[row] == group == inside) {
                churners += labels[row];
                stayers += 1 - labels[row];
            }
        }
        if (churners == 0 || stayers == 0) {
            return new AreaTest(Double.NaN, Double.NaN);
        }
        double below = 0;
        double ofChurners = 0;
        double churnerSquares = 0;
        double stayerSquares = 0;
        double passed = 0;
        int begin = 0;
        while (begin < order.length) {
            int end = begin;
            long here = 0;
            long others = 0;
            while (end < order.length && probabilities[order[end]] == probabilities[order[begin]]) {
                int row = order[end++];
                if (of[row] == group == inside) {
                    here += labels[row];
                    others += 1 - labels[row];
                }
            }
            double won = (below + others / 2.0) / stayers;
            ofChurners += here * won;
            churnerSquares += here * won * won;
            double lost = (churners - passed - here / 2.0) / churners;
            stayerSquares += others * lost * lost;
            below += others;
            passed += here;
            begin = end;
        }
        double area = ofChurners / churners;
        double first = (churnerSquares / churners - area * area) / (churners - 1);
        double second = (stayerSquares / stayers - area * area) / (stayers - 1);
        return new AreaTest(area, Math.max(0, first) + Math.max(0, second));
    }

    double error() {
        return Math.sqrt(variance);
    }
}
