package io.github.churnml.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.SharedFiles;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.data.TextColumn;
import io.github.churnml.data.read.Tables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is known to be wrong with public churn tables is found, and nothing else is called a leak. */
class KnownTablesProfileTest {

    private static TableProfile profile(String file, String target) {
        return TableProfile.of(Tables.readCsv(SharedFiles.require(file)), ProfileOptions.ofTarget(target));
    }

    private static Finding finding(TableProfile profile, String code) {
        return profile.findings().stream()
                .filter(finding -> finding.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError(code + " not among " + profile.findings()));
    }

    @Test
    void bigml_namesTheRedundantChargesAndTheIdentifier() {
        TableProfile profile = profile("data/bigml/bigml_59c28831336c6604c800002a.csv", "churn");
        assertThat(profile.repeats())
                .extracting(RepeatedColumn::phrase)
                .containsExactly(
                        "'total day charge' is 0.17 × 'total day minutes'",
                        "'total eve charge' is 0.085 × 'total eve minutes'",
                        "'total night charge' is 0.045 × 'total night minutes'",
                        "'total intl charge' is 0.27 × 'total intl minutes'");
        assertThat(profile.topFindings(5)).extracting(Finding::code).startsWith("linear-column", "identifier");
        assertThat(finding(profile, "identifier").columns()).containsExactly("phone number");
        assertThat(finding(profile, "code-numbers").columns()).containsExactly("area code");
        assertThat(profile.findings()).noneMatch(finding -> finding.severity() == Severity.HIGH);
        assertThat(profile.target()).extracting(TargetSummary::left).isEqualTo(483L);
    }

    @Test
    void telco_namesTheGapsOfNewCustomersAndTheLookAlikes() {
        TableProfile profile = profile("data/telco/WA_Fn-UseC_-Telco-Customer-Churn.csv", "Churn");
        assertThat(profile.duplicates()).isEqualTo(new DuplicateCounts(0, 22, List.of("customerID")));
        assertThat(profile.topFindings(5))
                .extracting(Finding::message)
                .startsWith(
                        "22 rows equal an earlier one in everything but the identifier 'customerID'.",
                        "Column 'TotalCharges' lacks 11 values, exactly in the 11 rows where 'tenure' is (0).");
        assertThat(profile.findings())
                .extracting(Finding::code)
                .containsExactly("look-alikes", "missing-by-rule", "identifier", "derived-column");
        assertThat(profile.repeats()).isEmpty();
    }

    @Test
    void zubale_hasNothingSuspicious() {
        assertThat(profile("data/zubale/customer_churn_synth.csv", "churned").findings())
                .isEmpty();
    }

    @Test
    void hubspotCustomers_areSuspectedByName() {
        TableProfile profile = TableProfile.of(
                Tables.readCsv(SharedFiles.require("data/hubspot/customers.csv")), ProfileOptions.none());
        assertThat(profile.findings().get(0).code()).isEqualTo("after-event-name");
        assertThat(profile.findings().get(0).columns()).containsExactly("CLOSEDATE");
    }

    /** Usage with its customer's close date, which exists for customers only. */
    @Test
    void hubspotUsage_joinedWithCloseDates_isSuspectedByValue() {
        Dataset usage = Tables.readCsv(SharedFiles.require("data/hubspot/usage_actions.csv"));
        Dataset customers = Tables.readCsv(SharedFiles.require("data/hubspot/customers.csv"));
        Map<String, Double> closed = new HashMap<>();
        TextColumn ids = (TextColumn) customers.column("id");
        NumericColumn dates = (NumericColumn) customers.column("CLOSEDATE");
        for (int row = 0; row < customers.rows(); row++) {
            closed.put(ids.text(row), dates.value(row));
        }
        double[] joined = new double[usage.rows()];
        Arrays.setAll(joined, row -> closed.getOrDefault(usage.column("id").text(row), Double.NaN));
        List<Column> columns = new ArrayList<>(usage.columns());
        columns.add(NumericColumn.of("CLOSEDATE", ColumnType.DATE, joined));
        columns.add(NumericColumn.of(
                "customer",
                ColumnType.NUMERIC,
                Arrays.stream(joined).map(day -> Double.isNaN(day) ? 0 : 1).toArray()));
        TableProfile profile = TableProfile.of(
                Dataset.of(columns), ProfileOptions.ofTarget("customer").withPositive("1"));

        assertThat(profile.findings().get(0).code()).isEqualTo("known-after-event");
        assertThat(profile.findings().get(0).message()).contains("'CLOSEDATE'", "8,464 rows", "Its name says so");
        assertThat(finding(profile, "repeated-key").columns()).containsExactly("id");
        assertThat(profile.findings()).extracting(Finding::code).doesNotContain("level-always-leaves");
    }
}
