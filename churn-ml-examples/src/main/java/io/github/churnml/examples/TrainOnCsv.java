package io.github.churnml.examples;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.Prediction;
import io.github.churnml.data.read.Tables;
import io.github.churnml.explain.Reason;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import io.github.churnml.prepare.Cleaning;
import io.github.churnml.prepare.Derive;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** From a CSV file to a saved model and a first prediction: {@code TrainOnCsv data/customers.csv churn-1.0.0.churn}. */
public final class TrainOnCsv {

    private TrainOnCsv() {}

    /**
     * Trains on the project's own customers.
     *
     * @param args the table, and the model file to write
     */
    public static void main(String[] args) {
        Path table = Path.of(args[0]);
        Path file = Path.of(args[1]);

        // README: train
        ChurnModel model = ChurnPipeline.builder()
                .target("churned", "Yes")
                .exclude("customer_id")
                .clean(Cleaning.standard()) // trims, missing markers, numbers hidden in text, exact duplicates
                .derive(
                        Derive.ratio("charge_per_month", "total_charges", "tenure_months"),
                        Derive.bucket("tenure_years", "tenure_months", 12, 24, 48))
                .learner(HistogramGradientBoosting.builder()
                        .trees(300)
                        .maxLeaves(8)
                        .learningRate(0.05)
                        .build())
                .holdOut(0.2) // stratified
                .seed(42)
                .build()
                .fit(Tables.readCsv(table));

        System.out.println(model.evaluation().rocAuc()); // with a 95 % interval
        model.save(file);
        // README: end

        Map<String, Object> row = new HashMap<>();
        model.inputs().forEach(input -> row.put(input.name(), null)); // what is not known is filled in as in training
        row.put("tenure_months", 3);
        row.put("contract", "Month-to-month");
        row.put("support_tickets_90d", 4);

        // README: score
        Prediction prediction = ChurnModel.load(file).scorer().score(row); // a Map<String, Object>, or an array
        System.out.println(prediction.probability() + " " + prediction.label() + " " + prediction.tier());
        for (Reason reason : prediction.reasons(3)) {
            System.out.println(reason.sentence()); // contract is Month-to-month, which raises the risk of leaving: …
        }
        // README: end
    }
}
