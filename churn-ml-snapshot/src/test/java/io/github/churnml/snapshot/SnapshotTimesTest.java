package io.github.churnml.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.Notice;
import io.github.churnml.error.DataException;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** What counts at a snapshot, and what does not. */
class SnapshotTimesTest {

    private static final LocalDate MAY = LocalDate.of(2026, 5, 1);

    private static SnapshotPlanBuilder plan(EventTable usage) {
        return SnapshotPlan.builder()
                .customers(CustomerTable.by("id").from("from").to("to"))
                .events(usage)
                .at(Schedule.on(MAY))
                .label(Label.cancelled(30))
                .until(LocalDate.of(2026, 7, 1));
    }

    private static EventTable usage() {
        return EventTable.of("usage", "id", "at");
    }

    @Test
    void window_eventsAtItsEnds_startCountsAndEndDoesNot() {
        Dataset events = Raw.table(
                "id at", "1 2026-04-24", "1 2026-04-23T23:59:59.999", "1 2026-05-01", "1 2026-04-30T23:59:59.999");
        SnapshotPlan plan = plan(usage()).features(Feature.count("usage", 7)).build();
        SnapshotTable table = plan.build(Raw.sources(Raw.table("id from to", "1 2026-01-01 -"), events));
        assertThat(Raw.value(table.data(), "number_of_usage_in_last_7_days", 0)).isEqualTo(2);
    }

    @Test
    void event_knownAtOrAfterTheSnapshot_isNotSeen() {
        Dataset events = Raw.table(
                "id at known",
                "1 2026-04-20 2026-04-30T23:59",
                "1 2026-04-21 2026-05-01",
                "1 2026-04-22 2026-05-09",
                "1 2026-04-23 -");
        SnapshotPlan plan = plan(usage().knownAt("known"))
                .features(Feature.count("usage", 28), Feature.of(Statistic.DAYS_SINCE, "usage", 0))
                .build();
        SnapshotTable table = plan.build(Raw.sources(Raw.table("id from to", "1 2026-01-01 -"), events));
        assertThat(Raw.value(table.data(), "number_of_usage_in_last_28_days", 0))
                .isEqualTo(2);
        assertThat(Raw.value(table.data(), "days_since_last_usage", 0)).isEqualTo(8);
    }

    @Test
    void weeklySums_weekThatIsNotOver_isNotSeen() {
        Dataset events = Raw.table("id at n", "1 2026-04-24 5", "1 2026-04-25 7", "1 2026-04-17 11");
        SnapshotPlan plan = plan(usage().covers(EventTable.Covers.WEEK))
                .features(Feature.of(Statistic.SUM, "usage", "n", 28))
                .build();
        SnapshotTable table = plan.build(Raw.sources(Raw.table("id from to", "1 2026-01-01 -"), events));
        // the week from 24 April is over as May begins, that from 25 April is not
        assertThat(Raw.value(table.data(), "sum_of_n_of_usage_in_last_28_days", 0))
                .isEqualTo(16);
    }

    @Test
    void monthlySums_monthBefore_isSeenAtTheNextMonthsStart() {
        Dataset events = Raw.table("id at n", "1 2026-03-01 5", "1 2026-04-01 7", "1 2026-05-01 11");
        SnapshotPlan plan = plan(usage().covers(EventTable.Covers.MONTH))
                .features(Feature.of(Statistic.LAST, "usage", "n", 90))
                .build();
        SnapshotTable table = plan.build(Raw.sources(Raw.table("id from to", "1 2026-01-01 -"), events));
        assertThat(Raw.value(table.data(), "latest_n_of_usage_in_last_90_days", 0))
                .isEqualTo(7);
    }

    @Test
    void customers_notBegunOrOver_haveNoRow() {
        Dataset customers = Raw.table(
                "id from to",
                "1 2026-04-30 -",
                "2 2026-05-01 -",
                "3 2026-01-01 2026-05-01",
                "4 2026-01-01 2026-05-02",
                "5 2026-01-01 2026-04-30");
        SnapshotTable table =
                plan(usage()).build().build(Raw.sources(customers, Raw.table("id at", "1 2026-04-01", "2 2026-04-01")));
        assertThat(Raw.texts(table.data(), "id")).containsExactly("1", "4");
        assertThat(Raw.texts(table.data(), "churned")).containsExactly("no", "yes");
    }

    @Test
    void label_windowWithGap_isOpenAtItsStartAndClosedAtItsEnd() {
        Dataset customers = Raw.table(
                "id from to",
                "1 2026-01-01 2026-05-15",
                "2 2026-01-01 2026-05-16",
                "3 2026-01-01 2026-06-14",
                "4 2026-01-01 2026-06-15");
        SnapshotTable table = plan(usage())
                .label(Label.cancelled(30).gap(14))
                .build()
                .build(Raw.sources(customers, Raw.table("id at", "1 2026-04-01")));
        assertThat(Raw.texts(table.data(), "id")).containsExactly("2", "3", "4");
        assertThat(Raw.texts(table.data(), "churned")).containsExactly("yes", "yes", "no");
        assertThat(table.counts().get(0).inGap()).isEqualTo(1);
    }

    @Test
    void label_windowThatIsNotOver_isCensoredAndNeverAStayer() {
        Dataset customers = Raw.table("id from to", "1 2026-01-01 -", "2 2026-01-01 2026-05-03");
        SnapshotPlan plan = plan(usage()).until(LocalDate.of(2026, 5, 31)).build();
        SnapshotSources sources = Raw.sources(customers, Raw.table("id at", "1 2026-04-01"));
        assertThatThrownBy(() -> plan.build(sources))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("2 are censored")
                .hasMessageContaining("Maybe choose earlier snapshots");
    }

    @Test
    void label_withoutUntil_knowsOutcomesUpToTheLatestEventAndNotToAPlannedEnd() {
        Dataset customers = Raw.table("id from to", "1 2026-01-01 2027-01-01", "2 2026-01-01 -");
        SnapshotPlan plan = SnapshotPlan.builder()
                .customers(CustomerTable.by("id").from("from").to("to"))
                .events(usage())
                .at(Schedule.on(LocalDate.of(2026, 3, 1), MAY))
                .label(Label.cancelled(30))
                .build();
        SnapshotTable table = plan.build(Raw.sources(customers, Raw.table("id at", "1 2026-02-01", "2 2026-05-20")));
        assertThat(table.counts()).extracting(SnapshotCount::rows).containsExactly(2L, 0L);
        assertThat(table.notices()).extracting(Notice::code).contains("snapshots-censored", "dates-after-events");
    }

    @Test
    void inactive_eventsInTheWindowOnly_decide() {
        Dataset events = Raw.table("id at", "1 2026-05-02", "2 2026-05-11", "3 2026-06-11", "4 2026-04-30");
        SnapshotTable table = plan(usage())
                .label(Label.inactive(30).gap(10))
                .build()
                .build(Raw.sources(Raw.customers(5, "2026-01-01"), events));
        assertThat(Raw.texts(table.data(), "churned")).containsExactly("yes", "yes", "yes", "yes", "yes");
        Dataset later = Raw.table("id at", "1 2026-05-11T00:00:00.001", "2 2026-06-10", "3 2026-05-20");
        assertThat(Raw.texts(
                        plan(usage())
                                .label(Label.inactive(30).gap(10))
                                .build()
                                .build(Raw.sources(Raw.customers(5, "2026-01-01"), later))
                                .data(),
                        "churned"))
                .containsExactly("yes", "no", "no", "no", "yes");
    }

    @Test
    void inactiveMonths_monthsBelowTheBound_areCounted() {
        Dataset events = Raw.table(
                "id at handle",
                "0 2026-05-01 150",
                "0 2026-06-01 99",
                "0 2026-07-01 0",
                "1 2026-05-01 150",
                "1 2026-06-01 101",
                "1 2026-07-01 0");
        Label.InactiveMonths label = ((Label.InactiveMonths) Label.inactiveMonths(2, 3)).activeIf("handle", 100);
        SnapshotTable table = plan(usage().covers(EventTable.Covers.MONTH))
                .label(label)
                .until(LocalDate.of(2026, 8, 2))
                .build()
                .build(Raw.sources(Raw.customers(3, "2026-01-01"), events));
        assertThat(Raw.texts(table.data(), "churned")).containsExactly("yes", "no", "yes");
    }

    @Test
    void converted_prospectsAndLaterCustomers_areThereFromTheirFirstEventUntilTheyConvert() {
        SnapshotPlan plan = SnapshotPlan.builder()
                .customers(CustomerTable.by("id").from("closed"))
                .others(CustomerTable.by("id"))
                .events(usage())
                .at(Schedule.every(Schedule.Step.MONTH, LocalDate.of(2026, 2, 1), MAY))
                .label(Label.converted(30))
                .until(LocalDate.of(2026, 7, 1))
                .build();
        SnapshotTable table = plan.build(new SnapshotSources(
                Raw.table("id closed", "1 2026-03-10"),
                Raw.table("id", "2", "3"),
                java.util.Map.of("usage", Raw.table("id at", "1 2026-01-05", "1 2026-03-20", "2 2026-03-05"))));
        assertThat(Raw.texts(table.data(), "id")).containsExactly("1", "1", "2", "2");
        assertThat(Raw.texts(table.data(), "snapshot"))
                .containsExactly("2026-02-01", "2026-03-01", "2026-04-01", "2026-05-01");
        assertThat(Raw.texts(table.data(), "converted")).containsExactly("no", "yes", "no", "no");
    }

    @Test
    void atEvents_eventsAtOneInstant_areOneSnapshotThatSeesNoneOfThem() {
        Dataset events = Raw.table("id at", "1 2026-04-20T10:00", "1 2026-04-20T10:00", "1 2026-04-25T09:30");
        SnapshotTable table = plan(usage())
                .at(Schedule.atEvents("usage"))
                .features(Feature.count("usage", 28))
                .build()
                .build(Raw.sources(Raw.table("id from to", "1 2026-01-01 -"), events));
        assertThat(Raw.texts(table.data(), "snapshot")).containsExactly("2026-04-20T10:00:00", "2026-04-25T09:30:00");
        assertThat(Raw.value(table.data(), "number_of_usage_in_last_28_days", 0))
                .isZero();
        assertThat(Raw.value(table.data(), "number_of_usage_in_last_28_days", 1))
                .isEqualTo(2);
    }

    @Test
    void zone_localTimesAcrossTheClockChange_areTheRightInstants() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        // Midnight of 1 May in Berlin is 22:00 in UTC. A time with an offset is what it says.
        Dataset events = Raw.of(
                Raw.ids("id", java.util.List.of("1", "1", "1", "1")),
                io.github.churnml.data.TextColumn.of(
                        "at",
                        io.github.churnml.data.ColumnType.TEXT,
                        java.util.List.of(
                                "2026-04-30T23:59:59",
                                "2026-04-30T22:30:00Z",
                                "2026-05-01T00:00:00",
                                "2026-04-30T21:59:59Z")));
        SnapshotTable table = plan(usage())
                .zone(berlin)
                .features(Feature.count("usage", 28), Feature.tenure())
                .build()
                .build(Raw.sources(
                        Raw.of(
                                Raw.ids("id", java.util.List.of("1")),
                                io.github.churnml.data.TextColumn.of(
                                        "from",
                                        io.github.churnml.data.ColumnType.TEXT,
                                        java.util.List.of("2026-03-28")),
                                io.github.churnml.data.TextColumn.of(
                                        "to",
                                        io.github.churnml.data.ColumnType.TEXT,
                                        java.util.Collections.singletonList(null))),
                        events));
        assertThat(Raw.value(table.data(), "number_of_usage_in_last_28_days", 0))
                .isEqualTo(2);
        // 34 days on the calendar, one of them of 23 hours
        assertThat(Raw.value(table.data(), "tenure_in_days", 0)).isEqualTo(34 - 1 / 24.0);
    }

    @Test
    void ids_numbersInOneFileAndTextInAnother_areTheSameCustomer() {
        Dataset customers = Raw.of(
                io.github.churnml.data.NumericColumn.of(
                        "id", io.github.churnml.data.ColumnType.NUMERIC, new double[] {199, 7}),
                Raw.dates("from", 20000, 20000),
                Raw.dates("to", Double.NaN, Double.NaN));
        Dataset events = Raw.table("id at", "199.0 2026-04-20", "199 2026-04-21", "007 2026-04-20", "8 2026-04-20");
        SnapshotTable table =
                plan(usage()).features(Feature.count("usage", 28)).build().build(Raw.sources(customers, events));
        assertThat(Raw.texts(table.data(), "id")).containsExactly("199", "7");
        assertThat(Raw.texts(table.data(), "number_of_usage_in_last_28_days")).containsExactly("2", "0");
        assertThat(table.notices())
                .filteredOn(notice -> notice.code().equals("events-orphans"))
                .extracting(Notice::message)
                .containsExactly(
                        "2 rows of table 'usage' belong to nobody who is known, such as (007), and are left out.");
    }

    @Test
    void customers_whoEndBeforeTheyBegin_haveNoRowAndAreNamed() {
        Dataset customers = Raw.table("id from to", "1 2026-03-01 2026-02-01", "2 2026-03-01 -");
        SnapshotTable table = plan(usage()).build().build(Raw.sources(customers, Raw.table("id at", "2 2026-04-01")));
        assertThat(Raw.texts(table.data(), "id")).containsExactly("2");
        assertThat(table.notices())
                .filteredOn(notice -> notice.code().equals("customers-unclear"))
                .extracting(Notice::message)
                .first()
                .asString()
                .contains("(1), from 2026-03-01 to 2026-02-01");
    }

    @Test
    void customers_twiceWithOtherValues_areRefusedWithBothRows() {
        Dataset customers = Raw.table("id from to", "1 2026-03-01 -", "2 2026-03-01 -", "1 2026-04-01 -");
        assertThatThrownBy(
                        () -> plan(usage()).build().build(Raw.sources(customers, Raw.table("id at", "2 2026-04-01"))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Customer (1) stands twice")
                .hasMessageContaining("rows 1 and 3, which differ in column 'from'");
    }

    @Test
    void events_ofNobody_areRefusedWithExamples() {
        assertThatThrownBy(() -> plan(usage())
                        .build()
                        .build(Raw.sources(
                                Raw.table("id from to", "A1 2026-03-01 -"), Raw.table("id at", "0A1 2026-04-01"))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("begins with (0A1), customers with (A1)");
    }

    @Test
    void times_thatAreNumbers_areRefused() {
        assertThatThrownBy(() -> plan(usage())
                        .build()
                        .build(Raw.sources(
                                Raw.customers(2, "2026-01-01"), Raw.table("id at", "1 1777000000", "1 1777000001"))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Column 'at' of table 'usage' holds numbers where dates");
    }

    @Test
    void at_dayWithoutOutcome_givesEverybodyWhoIsThereWithoutATarget() {
        SnapshotPlan plan = plan(usage()).features(Feature.count("usage", 28)).build();
        Dataset now = plan.snapshots(Raw.sources(Raw.customers(3, "2026-01-01"), Raw.table("id at", "1 2026-06-20")))
                .at(LocalDate.of(2026, 7, 1));
        assertThat(now.rows()).isEqualTo(3);
        assertThat(now.schema().names()).containsExactly("id", "snapshot", "number_of_usage_in_last_28_days");
    }

    @Test
    void forEach_anyNumberOfCustomersAtATime_givesTheRowsOfTheTable() {
        Dataset events = Raw.table("id at", "1 2026-04-20", "3 2026-04-01", "6 2026-02-20");
        SnapshotSources sources = Raw.sources(Raw.customers(7, "2026-01-01"), events);
        SnapshotPlan plan =
                plan(usage()).at(Schedule.on(LocalDate.of(2026, 3, 1), MAY)).build();
        Dataset table = plan.build(sources).data();
        for (int customers : new int[] {1, 2, 7, Integer.MAX_VALUE}) {
            java.util.List<String> ids = new java.util.ArrayList<>();
            java.util.List<String> days = new java.util.ArrayList<>();
            plan.snapshots(sources).forEach(customers, part -> {
                ids.addAll(Raw.texts(part, "id"));
                days.addAll(Raw.texts(part, "days_since_last_usage"));
            });
            assertThat(ids).isEqualTo(Raw.texts(table, "id"));
            assertThat(days).isEqualTo(Raw.texts(table, "days_since_last_usage"));
        }
        assertThatThrownBy(() -> plan.snapshots(sources).forEach(3, part -> {
                    throw new DataException("enough", "", io.github.churnml.error.Where.nowhere());
                }))
                .isInstanceOf(DataException.class);
    }

    @Test
    void events_oneWithAWrongYear_isRefusedUnlessItIsSaidWhatIsKnown() {
        Dataset customers = Raw.customers(3, "2026-01-01");
        Dataset events = Raw.table("id at", "1 2026-03-05", "1 2026-04-05", "2 2026-05-05", "1 2062-01-01");
        SnapshotPlan plan = SnapshotPlan.builder()
                .customers(CustomerTable.by("id").from("from").to("to"))
                .events(usage())
                .at(Schedule.on(MAY))
                .label(Label.cancelled(30))
                .build();
        assertThatThrownBy(() -> plan.build(Raw.sources(customers, events)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(
                        "has 1 event up to 2062-01-01, more than 180 days after all others, which end 2026-05-05");
        SnapshotTable said = plan(usage()).build().build(Raw.sources(customers, events));
        assertThat(said.data().rows()).isEqualTo(3);
    }

    @Test
    void until_longAfterTheLastEvent_isTold() {
        SnapshotTable table = plan(usage())
                .until(LocalDate.of(2027, 1, 1))
                .build()
                .build(Raw.sources(Raw.customers(3, "2026-01-01"), Raw.table("id at", "1 2026-05-05")));
        assertThat(table.notices()).extracting(Notice::code).contains("until-after-events");
    }

    @Test
    void kindOfAFeature_thatNoEventHas_isRefusedToLearnFromAndZeroToScore() {
        EventTable usage = usage().kind("kind", "login");
        Dataset events = Raw.table("id at kind", "1 2026-04-20 login", "2 2026-04-20 export");
        SnapshotPlan plan =
                plan(usage).features(Feature.count("usage", 28).ofKind("logn")).build();
        SnapshotSources sources = Raw.sources(Raw.customers(3, "2026-01-01"), events);
        assertThatThrownBy(() -> plan.build(sources))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Table 'usage' has no event of kind (logn).")
                .hasMessageContaining("Maybe 'login' was meant.");
        assertThat(Raw.texts(plan.snapshots(sources).at(MAY), "number_of_usage_logn_in_last_28_days"))
                .containsExactly("0", "0", "0");
    }

    @Test
    void inactiveMonths_byAColumnThatIsNotThere_isRefused() {
        Label label = ((Label.InactiveMonths) Label.inactiveMonths(1, 1)).activeIf("handel", 1);
        SnapshotPlan plan = plan(usage()).label(label).build();
        assertThatThrownBy(() -> plan.build(
                        Raw.sources(Raw.customers(3, "2026-01-01"), Raw.table("id at handle", "1 2026-04-20 5"))))
                .isInstanceOf(io.github.churnml.error.ConfigurationException.class)
                .hasMessageContaining("'handel'")
                .hasMessageContaining("Maybe 'handle' was meant.");
    }

    @Test
    void dailySums_ofADayWithATime_areOfTheWholeDay() {
        SnapshotTable table = plan(usage().covers(EventTable.Covers.DAY))
                .features(Feature.count("usage", 28))
                .build()
                .build(Raw.sources(
                        Raw.table("id from to", "1 2026-01-01 -"), Raw.table("id at", "1 2026-04-30T10:00:00")));
        assertThat(Raw.value(table.data(), "number_of_usage_in_last_28_days", 0))
                .isEqualTo(1);
    }

    @Test
    void pointsInTimeWithoutAnOffset_inAZone_areRefused() {
        SnapshotPlan plan = plan(usage()).zone(ZoneId.of("Europe/Berlin")).build();
        assertThatThrownBy(() -> plan.build(
                        Raw.sources(Raw.customers(2, "2026-01-01"), Raw.table("id at", "1 2026-04-30T22:30:00Z"))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Maybe read the column as text");
    }

    @Test
    void since_ofOneTableOnly_isRefused() {
        SnapshotPlanBuilder builder = plan(usage())
                .label(Label.converted(30))
                .others(CustomerTable.by("id").since("seen"));
        assertThatThrownBy(builder::build).hasMessageContaining("Only one of the tables of customers and of others");
    }

    @Test
    void attributes_writtenInAnotherWay_areRefused() {
        SnapshotPlan plan = SnapshotPlan.builder()
                .customers(CustomerTable.by("id").from("from").attributes("b2b"))
                .others(CustomerTable.by("id").attributes("b2b"))
                .events(usage())
                .at(Schedule.on(MAY))
                .label(Label.converted(30))
                .build();
        SnapshotSources sources = new SnapshotSources(
                Raw.table("id from b2b", "1 2026-03-10 yes", "2 2026-03-10 no"),
                Raw.table("id b2b", "3 true", "4 false"),
                java.util.Map.of("usage", Raw.table("id at", "1 2026-01-05")));
        assertThatThrownBy(() -> plan.build(sources))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Attribute 'b2b' is written in another way");
    }

    @Test
    void customers_withoutABeginning_areTold() {
        Dataset customers = Raw.table("id from to", "1 2026-03-01 -", "2 - -");
        SnapshotTable table = plan(usage()).build().build(Raw.sources(customers, Raw.table("id at", "2 2026-04-01")));
        assertThat(Raw.texts(table.data(), "id")).containsExactly("1");
        assertThat(table.notices()).extracting(Notice::code).contains("customers-without-beginning");
    }

    @Test
    void at_dayBehindAllEvents_isTold() {
        SnapshotPlan plan = plan(usage()).build();
        Dataset now = plan.snapshots(Raw.sources(Raw.customers(3, "2026-01-01"), Raw.table("id at", "1 2026-04-20")))
                .at(LocalDate.of(2030, 1, 1));
        assertThat(now.notices()).extracting(Notice::code).contains("events-end-early");
    }

    @Test
    void distinctKinds_moreThanALongHasBits_areAllCounted() {
        java.util.List<String> lines = new java.util.ArrayList<>(java.util.List.of("id at kind"));
        for (int i = 0; i < 140; i++) {
            lines.add("1 2026-04-20 k" + i / 2);
        }
        SnapshotTable table = plan(usage().kind("kind"))
                .features(Feature.of(Statistic.DISTINCT_KINDS, "usage", 28))
                .build()
                .build(Raw.sources(Raw.table("id from to", "1 2026-01-01 -"), Raw.table(lines.toArray(String[]::new))));
        assertThat(Raw.value(table.data(), "number_of_kinds_of_usage_in_last_28_days", 0))
                .isEqualTo(70);
    }
}
