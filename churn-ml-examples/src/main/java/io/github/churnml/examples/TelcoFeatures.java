package io.github.churnml.examples;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.Notice;
import io.github.churnml.data.read.Tables;
import io.github.churnml.prepare.Derive;
import java.nio.file.Path;

/** Derived features for the IBM Telco customer churn table: {@code TelcoFeatures Telco-Customer-Churn.csv}. */
public final class TelcoFeatures {

    private TelcoFeatures() {}

    /**
     * The pipeline: what a customer pays a month, how much that has changed, and how many services hold them.
     *
     * @return the pipeline
     */
    public static ChurnPipeline pipeline() {
        return ChurnPipeline.builder()
                .name("telco")
                .target("Churn", "Yes")
                .exclude("customerID")
                .derive(
                        Derive.ratio("charge_per_month", "TotalCharges", "tenure"),
                        Derive.difference("charge_change", "MonthlyCharges", "charge_per_month"),
                        Derive.countOf(
                                "services",
                                "Yes",
                                "OnlineSecurity",
                                "OnlineBackup",
                                "DeviceProtection",
                                "TechSupport",
                                "StreamingTV",
                                "StreamingMovies"),
                        Derive.bucket("tenure_band", "tenure", 6, 12, 24, 48))
                .build();
    }

    /**
     * Trains and shows what was noticed, how good the model is and what it goes by.
     *
     * @param args the table
     */
    public static void main(String[] args) {
        ChurnModel model = pipeline().fit(Tables.readCsv(Path.of(args[0])));
        for (Notice notice : model.notices()) {
            System.out.println("note: " + notice.message());
        }
        System.out.println("ROC-AUC " + model.evaluation().rocAuc());
        model.importances().entrySet().stream()
                .limit(5)
                .forEach(entry -> System.out.printf("%-20s %.3f%n", entry.getKey(), entry.getValue()));
    }
}
