package io.github.churnml.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.NumericColumn;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The sweep, the state that is fed event by event, and a plain computation by filters give the same numbers. */
class FeatureOracleTest {

    private static final int CUSTOMERS = 4;
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final List<String> KINDS = List.of("login", "export", "ticket");

    private record Event(int customer, long at, long known, String kind, double x, double y) {}

    private static final SnapshotPlan PLAN = plan();

    private static SnapshotPlan plan() {
        SnapshotPlanBuilder builder = SnapshotPlan.builder()
                .customers(CustomerTable.by("id").from("from").to("to"))
                .events(EventTable.of("usage", "id", "at")
                        .knownAt("known")
                        .kind("kind", "login", "export")
                        .values("x", "y"))
                .at(Schedule.every(Schedule.Step.WEEK, FIRST, FIRST.plusDays(120)))
                .label(Label.cancelled(1))
                .until(FIRST.plusDays(200))
                .windows(7, 28, 60)
                .standardFeatures("usage")
                .features(Feature.tenure());
        for (Statistic statistic : Statistic.values()) {
            for (String kind : List.of("", "login")) {
                for (String value : List.of("", "x")) {
                    boolean fits = value.isEmpty() ? !statistic.needsValue() : statistic.takesValue();
                    if (fits
                            && statistic != Statistic.TENURE
                            && (kind.isEmpty() || statistic != Statistic.DISTINCT_KINDS)) {
                        builder.features(new Feature(statistic, "usage", kind, value, statistic.hasWindow() ? 30 : 0));
                    }
                }
            }
        }
        return builder.build();
    }

    /** Times on a coarse grid, so that many fall together and onto the ends of windows; some events are known late. */
    private static List<Event> events(Random random) {
        List<Event> events = new ArrayList<>();
        int count = random.nextInt(120);
        for (int i = 0; i < count; i++) {
            long at = day(FIRST) + (random.nextInt(4 * 120) - 100) * Instants.PER_DAY / 4;
            long known = random.nextInt(3) > 0 ? at : at + random.nextInt(200) * Instants.PER_DAY / 4;
            String kind = random.nextInt(10) == 0 ? null : KINDS.get(random.nextInt(KINDS.size()));
            double x = random.nextInt(8) == 0 ? Double.NaN : random.nextGaussian() * 1e3;
            events.add(new Event(
                    random.nextInt(3) > 0 ? 0 : random.nextInt(CUSTOMERS), at, known, kind, x, random.nextInt(3)));
        }
        return events;
    }

    private static long day(LocalDate date) {
        return date.toEpochDay() * Instants.PER_DAY;
    }

    private static SnapshotSources sources(List<Event> events) {
        List<String> ids = new ArrayList<>();
        double[] at = new double[events.size() + 1];
        double[] known = new double[at.length];
        double[] x = new double[at.length];
        double[] y = new double[at.length];
        int[] kinds = new int[at.length];
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            ids.add(String.valueOf(event.customer()));
            at[i] = Instants.days(event.at());
            known[i] = Instants.days(event.known());
            kinds[i] = event.kind() == null ? -1 : KINDS.indexOf(event.kind());
            x[i] = event.x();
            y[i] = event.y();
        }
        ids.add("9"); // so that no table is empty
        at[events.size()] = 20_000;
        known[events.size()] = 20_000;
        Dataset usage = Dataset.of(List.of(
                Raw.ids("id", ids),
                Raw.dates("at", at),
                Raw.dates("known", known),
                CodedColumn.of("kind", ColumnType.CATEGORICAL, kinds, KINDS),
                NumericColumn.of("x", ColumnType.NUMERIC, x),
                NumericColumn.of("y", ColumnType.NUMERIC, y)));
        List<String> lines = new ArrayList<>(List.of("id from to"));
        for (int i = 0; i < CUSTOMERS; i++) {
            lines.add(i + " 2025-12-" + (10 + i) + " -");
        }
        lines.add("9 2020-01-01 2020-01-02");
        return Raw.sources(Raw.table(lines.toArray(String[]::new)), usage);
    }

    @Property(tries = 60)
    void sweep_randomLogs_isThePlainComputation(@ForAll long seed) {
        List<Event> events = events(new Random(seed));
        SnapshotTable table = PLAN.build(sources(events));
        for (int row = 0; row < table.data().rows(); row++) {
            int customer = Integer.parseInt(table.data().column("id").text(row));
            long t = Math.round(Raw.value(table.data(), "snapshot", row) * Instants.PER_DAY);
            long begin = day(LocalDate.of(2025, 12, 10 + customer));
            for (Feature feature : table.features()) {
                double plain = plain(feature, events, customer, t, begin);
                requireSame(Raw.value(table.data(), feature.name(), row), plain, feature.name(), customer, t);
            }
        }
    }

    @Property(tries = 60)
    void state_fedInTheOrderOfArrival_hasTheBitsOfTheSweep(@ForAll long seed) {
        Random random = new Random(seed);
        List<Event> events = events(random);
        SnapshotTable table = PLAN.build(sources(events));
        List<Event> arriving = new ArrayList<>(events);
        Collections.shuffle(arriving, random);
        arriving.sort(Comparator.comparingLong(Event::known));
        OnlineFeatures online = OnlineFeatures.of(table.plan());
        Map<Integer, FeatureState> states = new HashMap<>();
        Map<Integer, Integer> fed = new HashMap<>();
        for (int row = 0; row < table.data().rows(); row++) {
            int customer = Integer.parseInt(table.data().column("id").text(row));
            long t = Math.round(Raw.value(table.data(), "snapshot", row) * Instants.PER_DAY);
            FeatureState state = states.computeIfAbsent(
                    customer, key -> online.customer(Instant.parse("2025-12-" + (10 + key) + "T00:00:00Z")));
            int next = fed.getOrDefault(customer, 0);
            // what is known long after the snapshot may have come already or not
            while (next < arriving.size() && arriving.get(next).known() < t + random.nextInt(3) * Instants.PER_DAY) {
                Event event = arriving.get(next++);
                if (event.customer() == customer) {
                    state.add("usage", instant(event.at()), instant(event.known()), event.kind(), event.x(), event.y());
                }
            }
            fed.put(customer, next);
            double[] numbers = state.at(instant(t));
            for (int i = 0; i < numbers.length; i++) {
                String name = online.names().get(i);
                requireSame(numbers[i], Raw.value(table.data(), name, row), name, customer, t);
            }
        }
    }

    @Property(tries = 30)
    void sweep_rowsInAnyOrder_hasTheSameFingerprint(@ForAll long seed) {
        Random random = new Random(seed);
        List<Event> events = events(random);
        String fingerprint = PLAN.build(sources(events)).data().fingerprint();
        Collections.shuffle(events, random);
        assertThat(PLAN.build(sources(events)).data().fingerprint()).isEqualTo(fingerprint);
    }

    /** The same bits; the message is made only where they are not, as it costs more than the check. */
    private static void requireSame(double value, double expected, String name, int customer, long t) {
        if (Double.doubleToLongBits(value) != Double.doubleToLongBits(expected)) {
            assertThat(Double.valueOf(value))
                    .as("%s of %s at %s", name, customer, Instants.text(t))
                    .isEqualTo(Double.valueOf(expected));
        }
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static double plain(Feature feature, List<Event> all, int customer, long t, long begin) {
        List<Event> seen = all.stream()
                .filter(event -> event.customer() == customer && event.at() < t && event.known() < t)
                .filter(event -> feature.kind().isEmpty() || feature.kind().equals(event.kind()))
                .sorted(Comparator.comparingLong(Event::at)
                        .thenComparingLong(Event::known)
                        .thenComparing(event -> event.kind() == null ? "" : event.kind())
                        .thenComparingDouble(Event::x)
                        .thenComparingDouble(Event::y))
                .toList();
        long window = feature.days() * Instants.PER_DAY;
        List<Event> in = seen.stream().filter(event -> event.at() >= t - window).toList();
        List<Event> before = seen.stream()
                .filter(event -> event.at() >= t - 2 * window && event.at() < t - window)
                .toList();
        double[] values = in.stream()
                .mapToDouble(event -> value(feature, event))
                .filter(value -> !Double.isNaN(value))
                .toArray();
        double days = (double) Instants.PER_DAY;
        int n = in.size();
        return switch (feature.statistic()) {
            case TENURE -> (t - begin) / days;
            case COUNT -> n;
            case SUM -> sum(values);
            case MEAN -> values.length == 0 ? Double.NaN : sum(values) / values.length;
            case MIN -> java.util.Arrays.stream(values).min().orElse(Double.NaN);
            case MAX -> java.util.Arrays.stream(values).max().orElse(Double.NaN);
            case LAST -> values.length == 0 ? Double.NaN : values[values.length - 1];
            case DISTINCT_KINDS ->
                in.stream()
                        .map(Event::kind)
                        .filter(kind -> kind != null)
                        .distinct()
                        .count();
            case DAYS_SINCE ->
                seen.isEmpty() ? Double.NaN : (t - seen.get(seen.size() - 1).at()) / days;
            case ACTIVE_WEEKS -> {
                int weeks = feature.days() / 7;
                TreeSet<Long> active = new TreeSet<>();
                in.forEach(event -> active.add((t - event.at() - 1) / (7 * Instants.PER_DAY)));
                yield (double) active.headSet((long) weeks).size() / weeks;
            }
            case SLOPE -> slope(feature, in, t);
            case RATIO -> {
                double old = amount(feature, before);
                yield old == 0 ? Double.NaN : amount(feature, in) / old;
            }
            case MEAN_GAP ->
                n < 2 ? Double.NaN : (in.get(n - 1).at() - in.get(0).at()) / days / (n - 1);
            case LONGEST_GAP -> {
                long longest = -1;
                for (int i = 1; i < n; i++) {
                    longest = Math.max(longest, in.get(i).at() - in.get(i - 1).at());
                }
                yield longest < 0 ? Double.NaN : longest / days;
            }
            case CURRENT_GAP -> {
                double mean = n < 2 ? 0 : (in.get(n - 1).at() - in.get(0).at()) / days / (n - 1);
                yield mean > 0 ? (t - in.get(n - 1).at()) / days / mean : Double.NaN;
            }
            case FIRST_DAYS ->
                amount(
                        feature,
                        seen.stream()
                                .filter(event -> event.at() >= begin && event.at() < begin + window)
                                .toList());
        };
    }

    private static double slope(Feature feature, List<Event> in, long t) {
        int weeks = feature.days() / 7;
        double[] y = new double[weeks];
        for (Event event : in) {
            long back = (t - event.at() - 1) / (7 * Instants.PER_DAY);
            double amount = feature.value().isEmpty() ? 1 : value(feature, event);
            if (back < weeks && !Double.isNaN(amount)) {
                y[weeks - 1 - (int) back] += amount;
            }
        }
        double middle = (weeks - 1) / 2.0;
        double covariance = 0;
        for (int i = 0; i < weeks; i++) {
            covariance += (i - middle) * y[i];
        }
        return covariance / (weeks * ((double) weeks * weeks - 1) / 12);
    }

    private static double amount(Feature feature, List<Event> events) {
        return feature.value().isEmpty()
                ? events.size()
                : sum(events.stream()
                        .mapToDouble(event -> value(feature, event))
                        .filter(value -> !Double.isNaN(value))
                        .toArray());
    }

    private static double value(Feature feature, Event event) {
        return feature.value().equals("y") ? event.y() : event.x();
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
