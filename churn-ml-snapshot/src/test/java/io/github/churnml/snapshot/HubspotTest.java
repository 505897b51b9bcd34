package io.github.churnml.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.SharedFiles;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Notice;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.data.Progress;
import io.github.churnml.data.split.Split;
import io.github.churnml.error.DataException;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Three files of a real kind: customers, prospects, and a log of usage by week that goes on after the deal is closed. */
class HubspotTest {

    private static SnapshotPlan plan() {
        return SnapshotPlan.builder()
                .customers(CustomerTable.by("id")
                        .file("customers.csv")
                        .from("CLOSEDATE")
                        .attributes("ALEXA_RANK", "EMPLOYEE_RANGE", "INDUSTRY"))
                .others(CustomerTable.by("id")
                        .file("noncustomers.csv")
                        .attributes("ALEXA_RANK", "EMPLOYEE_RANGE", "INDUSTRY"))
                .events(EventTable.of("usage", "id", "WHEN_TIMESTAMP")
                        .file("usage_actions.csv")
                        .covers(EventTable.Covers.WEEK))
                .at(Schedule.every(Schedule.Step.MONTH))
                .label(Label.converted(90))
                .build();
    }

    private static SnapshotSources sources(SnapshotPlan plan) {
        return plan.read(SharedFiles.require("data/hubspot/usage_actions.csv").getParent(), Progress.none());
    }

    /** The usual join: everything that an account ever did. */
    private static Dataset joined(SnapshotSources sources) {
        Dataset usage = sources.table("usage");
        Map<String, Double> sums = new LinkedHashMap<>();
        NumericColumn actions = (NumericColumn) usage.column("ACTIONS_CRM_CONTACTS");
        for (int row = 0; row < usage.rows(); row++) {
            sums.merge(String.valueOf(usage.column("id").text(row)), actions.value(row), Double::sum);
        }
        double[] values =
                sums.values().stream().mapToDouble(Double::doubleValue).toArray();
        return Raw.of(
                Raw.ids("id", List.copyOf(sums.keySet())),
                NumericColumn.of("all_crm_contacts", ColumnType.NUMERIC, values));
    }

    @Test
    void table_hasProspectsOnly_andIsDividedInTimeWithAPurge() {
        SnapshotPlan plan = plan();
        SnapshotTable table = plan.build(sources(plan));
        assertThat(table.data().rows()).isEqualTo(22_518);
        assertThat(table.counts()).hasSize(19);
        assertThat(table.counts().stream().mapToLong(SnapshotCount::positive).sum())
                .isEqualTo(271);
        assertThat(table.split()).isEqualTo(Split.inTime("snapshot", Period.ofDays(90)));
        assertThat(table.notices())
                .extracting(Notice::code)
                .contains("customers-repeated", "columns-not-used", "dates-after-events", "snapshots-censored");
    }

    @Test
    void audit_snapshotsHaveNoLeak_andThePlainJoinIsNamed() {
        SnapshotPlan plan = plan();
        LeakAudit audit = new LeakAudit(plan, sources(plan), 42);
        assertThat(audit.run()).isEmpty();
        List<LeakAudit.Leak> leaks = audit.run((sources, t) -> joined(sources));
        assertThatThrownBy(() -> LeakAudit.requireNone(leaks))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("The features know the future: 'all_crm_contacts' changes");
    }
}
