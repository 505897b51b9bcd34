package io.github.churnml.benchmarks;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.Tables;
import io.github.churnml.data.synthetic.SyntheticCustomers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The table that everything here is trained on: the shared zubale table where it is there, else customers of our own
 * making with as many rows and columns of the same kinds.
 *
 * @param file the table, a CSV file
 * @param positive the label of a customer who left
 * @param features the columns to learn from
 */
record CustomerTable(Path file, String positive, List<String> features) {

    static final String TARGET = "churned";

    private static final int ROWS = 24_000;
    private static final List<String> ZUBALE = List.of(
            "plan_type",
            "contract_type",
            "autopay",
            "is_promo_user",
            "add_on_count",
            "tenure_months",
            "monthly_usage_gb",
            "avg_latency_ms",
            "support_tickets_30d",
            "discount_pct",
            "payment_failures_90d",
            "downtime_hours_30d");
    private static final List<String> SYNTHETIC = List.of(
            "plan",
            "contract",
            "autopay",
            "promo",
            "late_payments_12m",
            "tenure_months",
            "usage_gb_30d",
            "avg_latency_ms",
            "support_tickets_90d",
            "usage_change_pct",
            "last_login_days",
            "downtime_hours_30d");

    static CustomerTable find() {
        Path shared = shared().resolve("data/zubale/customer_churn_synth.csv");
        if (Files.exists(shared)) {
            return new CustomerTable(shared, "1", ZUBALE);
        }
        Path own = RunFolder.file("customers.csv", file -> new SyntheticCustomers(ROWS, 1).writeCsv(file));
        return new CustomerTable(own, "Yes", SYNTHETIC);
    }

    Dataset read() {
        return Tables.readCsv(file);
    }

    /** Named as for the tests: a property, else the environment, else the folder beside the project. */
    private static Path shared() {
        String named = System.getProperty("churn.shared", System.getenv("CHURN_SHARED"));
        return named == null
                ? Path.of(System.getProperty("churn.root", ""))
                        .resolve("../shared")
                        .normalize()
                : Path.of(named);
    }
}
