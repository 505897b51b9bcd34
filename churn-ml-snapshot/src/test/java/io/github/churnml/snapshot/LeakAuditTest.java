package io.github.churnml.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.error.DataException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LeakAuditTest {

    private static final SnapshotPlan PLAN = SnapshotPlan.builder()
            .customers(CustomerTable.by("id").from("from").to("to"))
            .events(EventTable.of("usage", "id", "at").knownAt("known").values("n"))
            .at(Schedule.every(Schedule.Step.MONTH, LocalDate.of(2026, 2, 1), LocalDate.of(2026, 6, 1)))
            .label(Label.cancelled(30))
            .build();

    private static SnapshotSources sources() {
        Random random = new Random(5);
        List<String> ids = new ArrayList<>();
        double[] at = new double[2000];
        double[] known = new double[at.length];
        double[] n = new double[at.length];
        double first = LocalDate.of(2026, 1, 1).toEpochDay();
        for (int i = 0; i < at.length; i++) {
            ids.add(String.valueOf(random.nextInt(50)));
            at[i] = first + random.nextInt(200) + random.nextInt(24) / 24.0;
            known[i] = at[i] + (random.nextInt(4) == 0 ? 20 : 0);
            n[i] = random.nextInt(100);
        }
        return Raw.sources(
                Raw.customers(50, "2025-06-01"),
                Raw.of(
                        Raw.ids("id", ids),
                        Raw.dates("at", at),
                        Raw.dates("known", known),
                        NumericColumn.of("n", ColumnType.NUMERIC, n)));
    }

    /** Sums of the values of each customer's events that a filter lets through. */
    private static Dataset sums(SnapshotSources sources, java.util.function.IntPredicate counts) {
        Dataset usage = sources.table("usage");
        Map<String, Double> sums = new LinkedHashMap<>();
        for (int row = 0; row < usage.rows(); row++) {
            double n = counts.test(row) ? Raw.value(usage, "n", row) : 0;
            sums.merge(String.valueOf(usage.column("id").text(row)), n, Double::sum);
        }
        Column values = NumericColumn.of(
                "total_n",
                ColumnType.NUMERIC,
                sums.values().stream().mapToDouble(Double::doubleValue).toArray());
        return Raw.of(Raw.ids("id", List.copyOf(sums.keySet())), values);
    }

    private static double[] days(SnapshotSources sources, String column) {
        Dataset usage = sources.table("usage");
        long[] times = Instants.of(usage.column(column), PLAN.zone(), "usage");
        return java.util.Arrays.stream(times).mapToDouble(Instants::days).toArray();
    }

    @Test
    void run_ownFeatures_haveNoLeak() {
        assertThat(new LeakAudit(PLAN, sources(), 1).run()).isEmpty();
    }

    @Test
    void run_joinOfAllEvents_isCaughtByName() {
        List<LeakAudit.Leak> leaks = new LeakAudit(PLAN, sources(), 1).run((sources, t) -> sums(sources, row -> true));
        assertThat(leaks).extracting(LeakAudit.Leak::feature).containsOnly("total_n");
        assertThatThrownBy(() -> LeakAudit.requireNone(leaks))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("The features know the future: 'total_n' changes")
                .hasMessageContaining("at 2026-02-01 has");
    }

    @Test
    void run_joinThatForgetsWhenEventsWereKnown_isCaught() {
        assertThat(new LeakAudit(PLAN, sources(), 1).run((sources, t) -> {
                    double[] at = days(sources, "at");
                    return sums(sources, row -> at[row] < t);
                }))
                .isNotEmpty();
    }

    @Test
    void run_joinThatSeesTheEventAtTheSnapshot_isCaught() {
        assertThat(new LeakAudit(PLAN, sources(), 1).run((sources, t) -> {
                    double[] known = days(sources, "known");
                    return sums(sources, row -> known[row] <= t);
                }))
                .isNotEmpty();
    }

    @Test
    void run_joinOfWhatWasKnownBefore_hasNoLeak() {
        List<LeakAudit.Leak> leaks = new LeakAudit(PLAN, sources(), 1).run((sources, t) -> {
            double[] at = days(sources, "at");
            double[] known = days(sources, "known");
            return sums(sources, row -> at[row] < t && known[row] < t);
        });
        assertThat(leaks).isEmpty();
        assertThatCode(() -> LeakAudit.requireNone(leaks)).doesNotThrowAnyException();
    }

    /** Who has an end, and who ends soon, is only known later. */
    @Test
    void run_featuresOfEndsThatLieAhead_areCaught() {
        List<LeakAudit.Leak> leaks = new LeakAudit(PLAN, sources(), 1).run((sources, t) -> {
            Dataset customers = sources.customers();
            double[] ends = new double[customers.rows()];
            for (int row = 0; row < ends.length; row++) {
                ends[row] = customers.column("to").isMissing(row) ? 0 : 1;
            }
            return Raw.of(customers.column("id"), NumericColumn.of("has_end", ColumnType.NUMERIC, ends));
        });
        assertThat(leaks).extracting(LeakAudit.Leak::feature).contains("has_end");
        List<LeakAudit.Leak> rows = new LeakAudit(PLAN, sources(), 1).run((sources, t) -> {
            Dataset customers = sources.customers();
            long[] to = Instants.of(customers.column("to"), PLAN.zone(), "customers");
            int[] soon = java.util.stream.IntStream.range(0, to.length)
                    .filter(row -> to[row] > 0 && row % 2 == 0 || row == 1)
                    .toArray();
            return customers.select(soon);
        });
        assertThat(rows).isNotEmpty();
    }

    @Test
    void run_customersWhoseWholeTimeLiesAhead_isNoLeak() {
        SnapshotPlan plan = SnapshotPlan.builder()
                .customers(CustomerTable.by("id").from("from").to("to"))
                .events(EventTable.of("usage", "id", "at"))
                .at(Schedule.on(LocalDate.of(2026, 2, 1)))
                .label(Label.converted(30))
                .until(LocalDate.of(2027, 1, 1))
                .build();
        List<String> people = new ArrayList<>(List.of("id from to"));
        List<String> usage = new ArrayList<>(List.of("id at"));
        for (int i = 0; i < 40; i++) {
            people.add(i + " 2026-03-" + (10 + i % 20) + " 2026-04-" + (10 + i % 20));
            usage.add(i + " 2026-01-10");
        }
        SnapshotSources sources =
                Raw.sources(Raw.table(people.toArray(String[]::new)), Raw.table(usage.toArray(String[]::new)));
        assertThat(new LeakAudit(plan, sources, 3).run()).isEmpty();
    }
}
