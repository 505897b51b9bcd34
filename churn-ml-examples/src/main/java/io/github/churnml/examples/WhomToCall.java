package io.github.churnml.examples;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.Tables;
import io.github.churnml.decide.CustomerValue;
import io.github.churnml.decide.ThresholdRule;
import io.github.churnml.metrics.Campaign;
import io.github.churnml.metrics.Metric;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Whom to call, and what that earns: {@code WhomToCall customers.csv 5}. */
public final class WhomToCall {

    private WhomToCall() {}

    /**
     * Trains with money, then ranks the customers of the same table by what a call is expected to bring.
     *
     * @param args the table, and how many to call
     */
    public static void main(String[] args) {
        Dataset customers = Tables.read(Path.of(args[0]));

        // A call costs 1, the offer 10; of those who would leave, 30 % accept it, as known from 20 offers.
        Campaign campaign = new Campaign(1, 10, 0.3, 20);
        // A customer is worth a year of the monthly charge, or of 60 where that is not known.
        CustomerValue value = new CustomerValue("monthly_charge", 60, 12, campaign);
        ChurnModel model = ChurnPipeline.builder()
                .target("churned", "Yes")
                .value(value)
                .threshold(ThresholdRule.profit())
                .build()
                .fit(customers);

        System.out.println("threshold " + model.threshold());
        System.out.println("by the model " + model.evaluation().metric(Metric.PROFIT));
        System.out.println("everyone " + model.evaluation().metric(Metric.PROFIT_EVERYONE));
        System.out.println("model beyond the better of everyone and no one "
                + model.evaluation().metric(Metric.PROFIT_GAIN));

        double[] probabilities = model.scorer().score(customers).probabilities();
        double[] values = value.of(customers, model.inputs());
        double[] gains = new double[values.length];
        for (int i = 0; i < gains.length; i++) {
            gains[i] = campaign.gain(probabilities[i], values[i]);
        }
        IntStream.range(0, gains.length)
                .filter(row -> gains[row] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> -gains[row]))
                .limit(Integer.parseInt(args[1]))
                .forEach(row -> System.out.println("call row " + (row + 1) + ", expected gain " + gains[row]));
    }
}
