package io.github.churnml.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.Tables;
import io.github.churnml.error.DataException;
import io.github.churnml.snapshot.CustomerTable;
import io.github.churnml.snapshot.EventRows;
import io.github.churnml.snapshot.EventTable;
import io.github.churnml.snapshot.Feature;
import io.github.churnml.snapshot.Label;
import io.github.churnml.snapshot.LeakAudit;
import io.github.churnml.snapshot.Schedule;
import io.github.churnml.snapshot.SnapshotCount;
import io.github.churnml.snapshot.SnapshotPlan;
import io.github.churnml.snapshot.SnapshotPlanBuilder;
import io.github.churnml.snapshot.SnapshotSources;
import io.github.churnml.snapshot.SnapshotSummary;
import io.github.churnml.snapshot.SnapshotTable;
import io.github.churnml.snapshot.Snapshots;
import io.github.churnml.snapshot.Statistic;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a plan of snapshots is made of, in Java: when customers are looked at, and what of their future is asked. */
class SnapshotChoicesTest {

    /** Ann uses the product each week until the end of May, Bob until the end of February, when he is silent; he ends in April. */
    private static final SnapshotSources SOURCES = new SnapshotSources(
            table(
                    List.of("id", "from", "to"),
                    List.of(row("ann", "2025-06-01", ""), row("bob", "2025-06-01", "2026-04-15"))),
            null,
            Map.of("usage", usage()));

    private static Dataset usage() {
        List<String[]> rows = new ArrayList<>();
        LocalDate first = LocalDate.of(2026, 1, 1);
        for (LocalDate day = first; day.isBefore(LocalDate.of(2026, 6, 1)); day = day.plusDays(7)) {
            rows.add(row("ann", day.toString(), "5"));
            if (day.isBefore(LocalDate.of(2026, 3, 1))) {
                rows.add(row("bob", day.toString(), "2"));
            }
        }
        return table(List.of("id", "at", "hours"), rows);
    }

    private static String[] row(String... cells) {
        return cells;
    }

    private static Dataset table(List<String> header, List<String[]> rows) {
        return Tables.ofTexts(header, rows, ReadOptions.standard().withType("id", ColumnType.IDENTIFIER));
    }

    private static SnapshotPlanBuilder plan() {
        return SnapshotPlan.builder()
                .customers(CustomerTable.by("id").from("from").to("to"))
                .events(EventTable.of("usage", "id", "at").values("hours"))
                .features(Feature.of(Statistic.SUM, "usage", "hours", 28))
                .until(LocalDate.of(2026, 6, 1));
    }

    /** The rows as {@code who@when=outcome}. */
    private static List<String> rows(SnapshotTable table) {
        Dataset data = table.data();
        return IntStream.range(0, data.rows())
                .mapToObj(row -> data.column("id").text(row) + "@"
                        + data.column(SnapshotTable.TIME).text(row) + "="
                        + data.column(table.target()).text(row))
                .sorted()
                .toList();
    }

    @Test
    void cancelled_withinSixtyDays_isTrueOfBobInMarch() {
        Label.Cancelled label = new Label.Cancelled(0, 60);
        SnapshotPlan plan = plan().at(Schedule.on(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 3, 1)))
                .label(label)
                .build();

        assertThat(label).isEqualTo(Label.cancelled(60));
        assertThat(rows(plan.build(SOURCES)))
                .containsExactly("ann@2026-02-01=no", "ann@2026-03-01=no", "bob@2026-02-01=no", "bob@2026-03-01=yes");
    }

    @Test
    void inactive_forThirtyDays_isWhoIsSilent() {
        Label.Inactive label = new Label.Inactive(0, 30, List.of("usage"));
        SnapshotPlan plan = plan().at(new Schedule.OnDates(List.of(LocalDate.of(2026, 3, 1))))
                .label(label)
                .build();

        assertThat(label.tables()).containsExactly("usage");
        assertThat(rows(plan.build(SOURCES))).containsExactly("ann@2026-03-01=no", "bob@2026-03-01=yes");
    }

    @Test
    void everyMonth_betweenTwoDays_isEachFirstOfAMonth() {
        Schedule.Every schedule =
                new Schedule.Every(Schedule.Step.MONTH, LocalDate.of(2026, 1, 1), LocalDate.of(2026, 4, 1));
        SnapshotTable table =
                plan().at(schedule).label(Label.cancelled(30)).build().build(SOURCES);

        assertThat(schedule.step()).isEqualTo(Schedule.Step.MONTH);
        assertThat(rows(table).stream().filter(row -> row.startsWith("bob")))
                .containsExactly("bob@2026-01-01=no", "bob@2026-02-01=no", "bob@2026-03-01=no", "bob@2026-04-01=yes");
    }

    @Test
    void atEvents_eachOfATable_isASnapshotOfItsCustomer() {
        Schedule.AtEvents schedule = new Schedule.AtEvents("usage");
        SnapshotTable table =
                plan().at(schedule).label(Label.cancelled(30)).build().build(SOURCES);

        assertThat(schedule.table()).isEqualTo("usage");
        assertThat(rows(table).stream().filter(row -> row.startsWith("bob")))
                .as("the weeks of January and February")
                .hasSize(9)
                .allMatch(row -> row.endsWith("=no"));
    }

    static Stream<Label> labels() {
        return Stream.of(
                new Label.Cancelled(7, 60),
                new Label.Inactive(0, 45, List.of("usage")),
                new Label.InactiveMonths(0, 1, 2, List.of("usage"), "hours", 3.5));
    }

    @ParameterizedTest
    @MethodSource("labels")
    void label_ofEveryForm_isTheSameAfterYaml(Label label) {
        SnapshotPlan plan =
                plan().at(Schedule.every(Schedule.Step.QUARTER)).label(label).build();

        assertThat(SnapshotPlan.parseYaml(plan.toYaml()).label()).isEqualTo(label);
        assertThat(label.describe()).isNotBlank();
    }

    @Test
    void converted_ofProspects_isTheSameAfterYaml() {
        Label.Converted label = new Label.Converted(14, 90);
        SnapshotPlan plan = SnapshotPlan.builder()
                .customers(CustomerTable.by("id").from("from").since("seen"))
                .others(CustomerTable.by("id").since("seen"))
                .events(EventTable.of("usage", "id", "at"))
                .at(new Schedule.AtEvents("usage"))
                .label(label)
                .build();

        SnapshotPlan read = SnapshotPlan.parseYaml(plan.toYaml());
        assertThat(read.label()).isEqualTo(label);
        assertThat(read.schedule()).isEqualTo(plan.schedule());
        assertThat(label.gapDays()).isEqualTo(14);
    }

    @Test
    void audit_ofAJoinOfOnesOwn_namesWhatKnowsTheFuture() {
        SnapshotPlan plan = plan().at(Schedule.on(LocalDate.of(2026, 3, 1)))
                .label(Label.cancelled(60))
                .build();
        LeakAudit audit = new LeakAudit(plan, SOURCES, 7);
        LeakAudit.FeatureMaker everything = (sources, day) -> {
            Dataset events = sources.events().get("usage");
            List<String[]> rows = new ArrayList<>();
            for (String who : List.of("ann", "bob")) {
                long count = IntStream.range(0, events.rows())
                        .filter(row -> who.equals(events.column("id").text(row)))
                        .count();
                rows.add(row(who, String.valueOf(count)));
            }
            return table(List.of("id", "visits"), rows);
        };

        assertThat(audit.run()).as("the plan's own features").isEmpty();
        List<LeakAudit.Leak> leaks = audit.run(everything);
        assertThat(leaks).isNotEmpty();
        LeakAudit.Leak leak = leaks.get(0);
        assertThat(leak.feature()).isEqualTo("visits");
        assertThat(leak.snapshot()).isEqualTo("2026-03-01");
        assertThat(leak.after()).isNotEqualTo(leak.before());
        assertThatThrownBy(() -> LeakAudit.requireNone(leaks))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("'visits'");
    }

    @Test
    void snapshots_pieceByPiece_areTheWholeTable() {
        SnapshotPlan plan = plan().at(Schedule.every(Schedule.Step.MONTH))
                .label(Label.cancelled(30))
                .build();
        Snapshots snapshots = plan.snapshots(SOURCES);
        List<Integer> pieces = new ArrayList<>();

        snapshots.forEach(2, piece -> pieces.add(piece.rows()));

        SnapshotSummary summary = snapshots.summary();
        assertThat(pieces.stream().mapToInt(Integer::intValue).sum())
                .isEqualTo((int) summary.rows())
                .isEqualTo(snapshots.table().data().rows());
        assertThat(summary.positive()).as("Bob, in April").isEqualTo(1);
        SnapshotCount april = summary.counts().stream()
                .filter(count -> count.at().startsWith("2026-04"))
                .findFirst()
                .orElseThrow();
        assertThat(april.rows()).isEqualTo(2);
        assertThat(april.positive()).isEqualTo(1);
        assertThat(snapshots.at(LocalDate.of(2026, 5, 1)).rows())
                .as("Bob is gone")
                .isEqualTo(1);
    }

    @Test
    void eventRow_ofACustomerWithEvents_isTheRowOfTheTable() {
        SnapshotPlan plan = plan().at(Schedule.on(LocalDate.of(2026, 3, 1)))
                .label(Label.cancelled(60))
                .build();
        Dataset table = plan.build(SOURCES).data();

        Map<String, Object> row = EventRows.of(plan)
                .row(Map.of(
                        "from",
                        "2025-06-01",
                        "snapshot",
                        "2026-03-01",
                        EventRows.EVENTS,
                        Map.of(
                                "usage",
                                List.of(
                                        Map.of("at", "2026-02-05", "hours", 5),
                                        Map.of("at", "2026-02-12", "hours", 5),
                                        Map.of("at", "2026-02-19", "hours", 5),
                                        Map.of("at", "2026-02-26", "hours", 5),
                                        Map.of("at", "2026-03-05", "hours", 99)))));

        String sum = plan.build(SOURCES).features().get(0).name();
        assertThat(row.get(sum))
                .isEqualTo(20.0)
                .isEqualTo(Double.valueOf(table.column(sum).text(0)));
    }
}
