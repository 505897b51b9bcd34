package io.github.churnml.examples;

import io.github.churnml.ChurnModel;
import io.github.churnml.Prediction;
import io.github.churnml.RecordScorer;
import io.github.churnml.RowBuffer;
import io.github.churnml.Scorer;
import io.github.churnml.error.DataException;
import io.github.churnml.prepare.Input;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A service that loads a model once and scores with it, given a map, its own records, or many rows one after the other; one
 * instance serves any number of threads: {@code ScoreInsideAnApplication churn-1.0.0.churn}.
 */
public final class ScoreInsideAnApplication {

    /**
     * A customer as the application knows one. A component is found by the column's name, whatever its case and marks: {@code
     * tenureMonths} holds {@code tenure_months}. What is not known is null, or NaN; components that the model does not need
     * are ignored.
     *
     * @param id the application's own number
     * @param signupDate when the contract began
     * @param plan such as {@code Basic}
     * @param contract such as {@code Month-to-month}
     * @param tenureMonths since when, in months
     * @param monthlyCharge what a month costs
     * @param totalCharges what was paid so far
     * @param usageGb30d use in the last 30 days
     * @param usageChangePct its change in per cent
     * @param supportTickets90d tickets in the last 90 days
     * @param avgLatencyMs mean latency
     * @param downtimeHours30d hours without service in the last 30 days
     * @param latePayments12m late payments in the last 12 months
     * @param paymentMethod such as {@code Card}
     * @param autopay whether payments are automatic
     * @param promo whether a promotion runs
     * @param region such as {@code West}
     * @param lastLoginDays days since the last login
     */
    public record Customer(
            long id,
            LocalDate signupDate,
            String plan,
            String contract,
            int tenureMonths,
            double monthlyCharge,
            double totalCharges,
            double usageGb30d,
            double usageChangePct,
            int supportTickets90d,
            double avgLatencyMs,
            double downtimeHours30d,
            @Nullable Integer latePayments12m,
            String paymentMethod,
            boolean autopay,
            boolean promo,
            String region,
            @Nullable Integer lastLoginDays) {}

    private static final Customer LEAVER = new Customer(
            1,
            LocalDate.of(2025, 11, 2),
            "Basic",
            "Month-to-month",
            2,
            55.0,
            110.0,
            30.0,
            -60.0,
            5,
            90.0,
            6.0,
            2,
            "Card",
            false,
            false,
            "West",
            25);
    private static final Customer STAYER = new Customer(
            2,
            LocalDate.of(2021, 3, 14),
            "Standard",
            "Two year",
            60,
            35.0,
            2100.0,
            80.0,
            5.0,
            0,
            60.0,
            0.0,
            0,
            "Bank transfer",
            true,
            false,
            "West",
            null);

    private final Scorer scorer;
    private final RecordScorer<Customer> customers;

    /**
     * Loads the model, and checks that it can be given customers.
     *
     * @param model the model file
     */
    public ScoreInsideAnApplication(Path model) {
        this.scorer = ChurnModel.load(model).scorer();
        this.customers = scorer.forRecords(Customer.class);
    }

    /**
     * What a request says of a customer is little: all else is imputed.
     *
     * @param request some columns by name
     * @return the prediction
     */
    public Prediction score(Map<String, ?> request) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (Input input : scorer.inputs()) {
            row.put(input.name(), request.get(input.name()));
        }
        return scorer.score(row);
    }

    /**
     * How likely each customer is to leave under another contract, without making an object per customer.
     *
     * @param many the customers
     * @param contract the contract
     * @return probabilities, one per customer
     */
    public double[] underAnotherContract(List<Customer> many, String contract) {
        RowBuffer row = scorer.newRow();
        int tenure = scorer.column("tenure_months");
        double[] probabilities = new double[many.size()];
        for (int i = 0; i < probabilities.length; i++) {
            Customer customer = many.get(i);
            row.set(tenure, customer.tenureMonths())
                    .set("contract", contract)
                    .set("signup_date", customer.signupDate())
                    .set("plan", customer.plan())
                    .set("monthly_charge", customer.monthlyCharge())
                    .set("total_charges", customer.totalCharges())
                    .set("usage_gb_30d", customer.usageGb30d())
                    .set("usage_change_pct", customer.usageChangePct())
                    .set("support_tickets_90d", customer.supportTickets90d())
                    .set("avg_latency_ms", customer.avgLatencyMs())
                    .set("downtime_hours_30d", customer.downtimeHours30d())
                    .set("late_payments_12m", customer.latePayments12m())
                    .set("payment_method", customer.paymentMethod())
                    .set("autopay", customer.autopay())
                    .set("promo", customer.promo())
                    .setMissing("region")
                    .set("last_login_days", customer.lastLoginDays());
            probabilities[i] = scorer.probability(row);
        }
        return probabilities;
    }

    /**
     * Scores two customers in each way, and shows what mistakes look like.
     *
     * @param args the model file
     */
    public static void main(String[] args) {
        ScoreInsideAnApplication service = new ScoreInsideAnApplication(Path.of(args[0]));
        List<Customer> two = List.of(LEAVER, STAYER);
        for (Customer customer : two) {
            Prediction prediction = service.customers.score(customer);
            System.out.printf("customer %d: %.3f %s%n", customer.id(), prediction.probability(), prediction.tier());
        }
        for (double probability : service.underAnotherContract(two, "One year")) {
            System.out.printf("for a year: %.3f%n", probability);
        }
        Map<String, Object> request = Map.of("contract", "Month-to-month", "support_tickets_90d", 5);
        System.out.printf("by request: %.3f%n", service.score(request).probability());
        try {
            service.scorer.score(request);
        } catch (DataException e) {
            System.out.println(e.getMessage());
        }
        try {
            service.scorer.probability(service.scorer.newRow().set("contract", "Two year"));
        } catch (DataException e) {
            System.out.println(e.getMessage());
        }
    }
}
