package io.github.churnml.select.blend;

/**
 * By how much one model's log loss is more than another's on the same rows.
 *
 * @param mean the mean of the rows' differences, in nats
 * @param standardError of the mean, over rows
 */
record Gap(double mean, double standardError) {

    static final Gap NONE = new Gap(0, 0);

    static Gap between(GreedyBlend models, int one, int other, int rows) {
        double[] first = models.alone(one);
        double[] second = models.alone(other);
        double sum = 0;
        double squares = 0;
        for (int row = 0; row < rows; row++) {
            double more = models.loss(row, first) - models.loss(row, second);
            sum += more;
            squares += more * more;
        }
        double mean = sum / rows;
        return new Gap(mean, Math.sqrt(Math.max(0, squares / rows - mean * mean) / rows));
    }
}
