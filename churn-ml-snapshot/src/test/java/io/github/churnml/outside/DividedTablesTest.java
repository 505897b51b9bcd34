package io.github.churnml.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.Tables;
import io.github.churnml.error.DataException;
import io.github.churnml.snapshot.CustomerTable;
import io.github.churnml.snapshot.EventSpan;
import io.github.churnml.snapshot.EventTable;
import io.github.churnml.snapshot.Label;
import io.github.churnml.snapshot.Schedule;
import io.github.churnml.snapshot.SnapshotCells;
import io.github.churnml.snapshot.SnapshotFrame;
import io.github.churnml.snapshot.SnapshotPart;
import io.github.churnml.snapshot.SnapshotPlan;
import io.github.churnml.snapshot.SnapshotSources;
import io.github.churnml.snapshot.SnapshotTable;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An engine that spreads customers over machines makes the rows that one machine makes. */
class DividedTablesTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final SnapshotPlan PLAN = SnapshotPlan.builder()
            .customers(CustomerTable.by("id").from("from").to("to"))
            .events(EventTable.of("usage", "id", "at")
                    .kind("kind", "login", "ticket")
                    .values("minutes"))
            .at(Schedule.every(Schedule.Step.MONTH))
            .label(Label.cancelled(30))
            .zone(BERLIN)
            .build();

    private final List<String[]> customers = new ArrayList<>();
    private final List<String[]> events = new ArrayList<>();

    DividedTablesTest() {
        SplittableRandom random = new SplittableRandom(9);
        LocalDate first = LocalDate.of(2026, 1, 1);
        for (int i = 0; i < 40; i++) {
            LocalDate to = first.plusDays(60 + random.nextInt(200));
            customers.add(new String[] {"k" + i, "2025-03-01", random.nextInt(3) == 0 ? "" : to.toString()});
            for (int event = random.nextInt(30); event >= 0; event--) {
                String at = first.plusDays(random.nextInt(180)) + "T0" + random.nextInt(10) + ":30:00";
                events.add(new String[] {
                    "k" + i, at, random.nextInt(4) == 0 ? "ticket" : "login", String.valueOf(random.nextInt(50))
                });
            }
        }
    }

    private static Dataset table(List<String> header, List<String[]> rows) {
        // Times stay texts: only the plan knows the zone of those without an offset.
        ReadOptions options = ReadOptions.standard().withType("id", ColumnType.IDENTIFIER);
        return Tables.ofTexts(
                header, rows, header.contains("at") ? options.withType("at", ColumnType.IDENTIFIER) : options);
    }

    private SnapshotTable whole() {
        return PLAN.build(new SnapshotSources(
                table(List.of("id", "from", "to"), customers),
                null,
                Map.of("usage", table(List.of("id", "at", "kind", "minutes"), events))));
    }

    private EventSpan span(SnapshotCells cells) {
        TreeMap<Long, Long> days = new TreeMap<>();
        TreeSet<String> kinds = new TreeSet<>();
        long earliest = Long.MAX_VALUE;
        long latest = Long.MIN_VALUE;
        for (String[] event : events) {
            long at = cells.time(event[1], "at");
            earliest = Math.min(earliest, at);
            latest = Math.max(latest, at);
            days.merge(Math.floorDiv(at, TimeUnit.DAYS.toMicros(1)), 1L, Long::sum);
            kinds.add(SnapshotCells.kind(event[2]));
        }
        return new EventSpan("usage", earliest, latest, days, kinds);
    }

    private SnapshotPart part(SnapshotFrame frame, SnapshotCells cells, int machine) {
        SnapshotPart part = new SnapshotPart(frame);
        for (int i = machine; i < customers.size(); i += 2) {
            String[] customer = customers.get(i);
            part.customer(
                    SnapshotCells.name(" " + customer[0]),
                    cells.time(customer[1], "from"),
                    customer[2].isEmpty() ? SnapshotPart.NONE : cells.time(LocalDate.parse(customer[2]), "to"),
                    SnapshotPart.NONE);
            for (String[] event : events) {
                if (event[0].equals(customer[0])) {
                    part.event(
                            0, cells.time(event[1], "at"), SnapshotPart.NONE, event[2], Double.parseDouble(event[3]));
                }
            }
        }
        return part;
    }

    private static List<String> rows(Dataset data) {
        return IntStream.range(0, data.rows())
                .mapToObj(row -> String.join(
                        "|",
                        data.columns().stream()
                                .map((Column column) -> String.valueOf(column.text(row)))
                                .toList()))
                .sorted()
                .toList();
    }

    @Test
    void parts_ofTwoMachines_haveTheRowsOfOne() {
        SnapshotTable whole = whole();
        SnapshotCells cells = SnapshotCells.of(BERLIN);
        SnapshotFrame frame = SnapshotFrame.of(whole.plan(), List.of(span(cells)));

        List<String> divided = new ArrayList<>();
        for (int machine = 0; machine < 2; machine++) {
            SnapshotPart part = part(frame, cells, machine);
            assertThat(part.customers()).isEqualTo(20);
            part.rows().ifPresent(rows -> divided.addAll(rows(rows)));
        }

        assertThat(frame.isLabelled()).isTrue();
        assertThat(frame.times()).hasSizeGreaterThan(3);
        assertThat(divided.stream().sorted()).isNotEmpty().containsExactlyElementsOf(rows(whole.data()));
    }

    @Test
    void frame_ofOneDay_scoresWhoIsThere() {
        SnapshotCells cells = SnapshotCells.of(BERLIN);
        SnapshotFrame frame = SnapshotFrame.at(whole().plan(), LocalDate.of(2025, 2, 1));

        assertThat(frame.isLabelled()).isFalse();
        assertThat(part(frame, cells, 0).rows()).as("nobody has begun").isEqualTo(Optional.empty());
    }

    @Test
    void cells_ofEveryType_areTheSameTime() {
        SnapshotCells cells = SnapshotCells.of(BERLIN);
        long noon = cells.time("2026-03-31T12:00:00", "at");

        assertThat(cells.time("2026-03-31T10:00:00Z", "at"))
                .as("summer in Berlin")
                .isEqualTo(noon);
        assertThat(cells.time(LocalDate.of(2026, 3, 31).atTime(12, 0), "at")).isEqualTo(noon);
        assertThat(cells.time(noon, "at")).isEqualTo(noon);
        assertThat(cells.end(EventTable.Covers.DAY, cells.time("2026-03-31", "at")))
                .isEqualTo(cells.time("2026-04-01", "at") - 1);
        assertThat(SnapshotCells.name(" 199.0 ")).isEqualTo("199");
        assertThat(SnapshotCells.kind("NA")).isNull();
        assertThatThrownBy(() -> cells.time("soon", "at"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("'at'", "(soon)");
    }
}
