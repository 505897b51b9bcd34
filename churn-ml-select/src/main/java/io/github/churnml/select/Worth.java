package io.github.churnml.select;

import io.github.churnml.decide.CustomerValue;
import io.github.churnml.judge.OutOfFold;
import io.github.churnml.metrics.Metric;
import java.util.stream.IntStream;

/**
 * What decisions on rows are worth: what each customer is, what contacting costs, and from which probability it is done.
 *
 * @param value what customers are worth, and the campaign
 * @param amounts one per row
 * @param threshold the probability from which a customer is contacted; only {@link Metric#PROFIT} uses it
 */
record Worth(CustomerValue value, double[] amounts, double threshold) {

    /** A metric of money in one fold, per customer. */
    double of(Metric metric, OutOfFold out, int fold) {
        OutOfFold part = out.fold(fold);
        double[] own = IntStream.range(0, amounts.length)
                .filter(row -> out.folds()[row] == fold)
                .mapToDouble(row -> amounts[row])
                .toArray();
        return metric.compute(part.labels(), part.probabilities(), threshold, value.campaign(), own);
    }
}
