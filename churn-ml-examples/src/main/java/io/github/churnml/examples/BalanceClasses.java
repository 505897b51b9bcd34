package io.github.churnml.examples;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.Tables;
import io.github.churnml.judge.PriorCorrection;
import io.github.churnml.metrics.Metric;
import io.github.churnml.profile.Finding;
import io.github.churnml.profile.ProfileOptions;
import io.github.churnml.profile.TableProfile;
import io.github.churnml.resample.Resampler;
import io.github.churnml.resample.SmoteNc;
import java.nio.file.Path;
import java.util.List;

/**
 * Looks at a table before trusting a number, then compares learning with and without SMOTE-NC: {@code BalanceClasses
 * data/customers.csv}.
 */
public final class BalanceClasses {

    private BalanceClasses() {}

    /**
     * Shows the findings that matter most, and what balancing does.
     *
     * @param args the table
     */
    public static void main(String[] args) {
        Dataset customers = Tables.read(Path.of(args[0])); // CSV, Excel or JSON, by content
        TableProfile profile =
                TableProfile.of(customers, ProfileOptions.ofTarget("churned").withPositive("Yes"));
        for (Finding finding : profile.topFindings(5)) {
            System.out.println("finding: " + finding.message());
        }
        for (Resampler balance : List.of(Resampler.none(), SmoteNc.standard())) {
            ChurnModel model = ChurnPipeline.builder()
                    .target("churned", "Yes")
                    .balance(balance)
                    .build()
                    .fit(customers);
            System.out.printf(
                    "%s: ROC-AUC %.3f, Brier %.4f%n",
                    balance.name(),
                    model.evaluation().rocAuc().value(),
                    model.evaluation().metric(Metric.BRIER).value());
            PriorCorrection correction = model.evaluation().priorCorrection();
            if (correction != null) {
                System.out.printf("without shifting probabilities back: Brier %.4f%n", correction.brierWithout());
            }
        }
    }
}
