package io.github.churnml.examples;

import io.github.churnml.ChurnModel;
import io.github.churnml.Prediction;
import io.github.churnml.Scorer;
import io.github.churnml.error.DataException;
import io.github.churnml.prepare.Input;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A service that loads a model once and scores its own objects with it; one instance serves any number of threads: {@code
 * ScoreInsideAnApplication churn-1.0.0.churn}.
 */
public final class ScoreInsideAnApplication {

    /**
     * A customer as the application knows one; what it does not know is null.
     *
     * @param contract such as {@code Month-to-month}
     * @param tenureMonths since when, in months
     * @param supportTickets tickets in the last 90 days
     */
    public record Customer(String contract, Integer tenureMonths, Integer supportTickets) {}

    private final Scorer scorer;

    /**
     * Loads the model.
     *
     * @param model the model file
     */
    public ScoreInsideAnApplication(Path model) {
        this.scorer = ChurnModel.load(model).scorer();
    }

    /**
     * How likely a customer is to leave.
     *
     * @param customer the customer
     * @return the prediction
     */
    public Prediction score(Customer customer) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (Input input : scorer.inputs()) {
            row.put(input.name(), null);
        }
        row.put("contract", customer.contract());
        row.put("tenure_months", customer.tenureMonths());
        row.put("support_tickets_90d", customer.supportTickets());
        return scorer.score(row);
    }

    /**
     * Scores two customers, and shows what a mistake looks like.
     *
     * @param args the model file
     */
    public static void main(String[] args) {
        ScoreInsideAnApplication service = new ScoreInsideAnApplication(Path.of(args[0]));
        for (Customer customer : List.of(new Customer("Month-to-month", 2, 5), new Customer("Two year", 60, 0))) {
            Prediction prediction = service.score(customer);
            System.out.printf("%s: %.3f %s%n", customer, prediction.probability(), prediction.tier());
        }
        try {
            service.scorer.score(Map.of("contract", "Two year"));
        } catch (DataException e) {
            System.out.println(e.getMessage());
        }
    }
}
