package io.github.churnml.examples;

import io.github.churnml.ChurnModel;
import io.github.churnml.Prediction;
import io.github.churnml.data.Column;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.explain.Explanation;
import io.github.churnml.explain.Reason;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Why one customer may leave, and what counts over all of them: {@code ExplainOneCustomer model.churn customers.csv 17}. */
public final class ExplainOneCustomer {

    private ExplainOneCustomer() {}

    /**
     * Explains a row of a table, then the model.
     *
     * @param args the model file, the table, and the row to explain, from 1
     */
    public static void main(String[] args) {
        ChurnModel model = ChurnModel.load(Path.of(args[0]));
        Dataset table = model.read(Path.of(args[1]), ReadOptions.standard());
        Map<String, Object> row = row(table, Integer.parseInt(args[2]) - 1);

        Prediction prediction = model.scorer().score(row);
        System.out.println("leaves with probability " + prediction.probability());
        for (Reason reason : prediction.reasons(3)) {
            System.out.println("because " + reason.sentence());
        }

        // For programs: what every column adds to the log-odds of a typical customer.
        Explanation explanation = prediction.explanation();
        System.out.println(
                explanation.baseValue() + " and " + explanation.contributions() + " make " + explanation.logOdds());

        // Over many customers: how far columns move the log-odds, and what the model loses without them.
        System.out.println("on average " + model.meanAbsoluteContributions(table));
        model.permutationImportance(table)
                .drops()
                .forEach((column, drop) -> System.out.println("ROC-AUC without " + column + ": -" + drop.value() + " ("
                        + drop.low() + " to " + drop.high() + ")"));
    }

    private static Map<String, Object> row(Dataset table, int number) {
        Map<String, Object> row = new HashMap<>();
        for (Column column : table.columns()) {
            row.put(column.name(), column.text(number));
        }
        return row;
    }
}
