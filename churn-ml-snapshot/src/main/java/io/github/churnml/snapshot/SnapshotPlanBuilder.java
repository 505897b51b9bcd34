package io.github.churnml.snapshot;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the settings of a {@link SnapshotPlan}. Mutable, for one thread. */
public final class SnapshotPlanBuilder {

    static final List<Integer> WINDOWS = List.of(7, 28, 90, 365);
    static final int MAX_FEATURES = 500;

    String folder = "";

    @Nullable
    CustomerTable customers;

    @Nullable
    CustomerTable others;

    final List<EventTable> events = new ArrayList<>();
    ZoneId zone = ZoneOffset.UTC;

    @Nullable
    Schedule schedule;

    @Nullable
    Label label;

    @Nullable
    LocalDate until;

    List<Integer> windows = WINDOWS;
    final List<Feature> features = new ArrayList<>();
    final List<String> standard = new ArrayList<>();
    int maxFeatures = MAX_FEATURES;

    SnapshotPlanBuilder() {}

    /**
     * The folder of the tables; that of the plan's file by default.
     *
     * @param path a path, relative to that of the plan's file
     * @return this
     */
    public SnapshotPlanBuilder folder(String path) {
        folder = path;
        return this;
    }

    /**
     * The customers, one row each.
     *
     * @param table the table
     * @return this
     */
    public SnapshotPlanBuilder customers(CustomerTable table) {
        customers = table;
        return this;
    }

    /**
     * Prospects who are no customers; none by default. They have rows only where conversion is predicted.
     *
     * @param table the table
     * @return this
     */
    public SnapshotPlanBuilder others(CustomerTable table) {
        others = table;
        return this;
    }

    /**
     * Tables of events.
     *
     * @param tables the tables, added to those given before
     * @return this
     */
    public SnapshotPlanBuilder events(EventTable... tables) {
        events.addAll(List.of(tables));
        return this;
    }

    /**
     * The zone of times that are written without an offset, and of the midnights at which days begin; UTC by default.
     *
     * @param value the zone
     * @return this
     */
    public SnapshotPlanBuilder zone(ZoneId value) {
        zone = value;
        return this;
    }

    /**
     * When customers are looked at.
     *
     * @param value such as {@code Schedule.every(Schedule.Step.MONTH)}
     * @return this
     */
    public SnapshotPlanBuilder at(Schedule value) {
        schedule = value;
        return this;
    }

    /**
     * What is to be predicted.
     *
     * @param value such as {@code Label.cancelled(60)}
     * @return this
     */
    public SnapshotPlanBuilder label(Label value) {
        label = value;
        return this;
    }

    /**
     * The first day that the tables do not know completely; by default what they know ends with the latest time that bears
     * on the label.
     *
     * @param day the day, such as that of the export
     * @return this
     */
    public SnapshotPlanBuilder until(LocalDate day) {
        until = day;
        return this;
    }

    /**
     * The windows of standard features, in days; 7, 28, 90 and 365 by default.
     *
     * @param days at least one, each from 1 to 3660
     * @return this
     */
    public SnapshotPlanBuilder windows(int... days) {
        windows = Arrays.stream(days).distinct().sorted().boxed().toList();
        if (windows.isEmpty()) {
            throw new ConfigurationException("There are no windows.", "Maybe windows(7, 28, 90).", Where.nowhere());
        }
        windows.forEach(window -> Days.check("window", window, 1));
        return this;
    }

    /**
     * Features, one by one. Where neither these nor standard ones are asked for, there are those of {@link
     * #standardFeatures} for every table.
     *
     * @param more the features, added to those given before
     * @return this
     */
    public SnapshotPlanBuilder features(Feature... more) {
        features.addAll(List.of(more));
        return this;
    }

    /**
     * The features that fit most tables: how many events, in how many weeks, and compared with the window before, how long
     * ago the last, how long apart; of each value the sums, the mean and the latest; of each kind listed how many and how
     * long ago.
     *
     * @param tables names of tables of events, added to those given before
     * @return this
     */
    public SnapshotPlanBuilder standardFeatures(String... tables) {
        standard.addAll(List.of(tables));
        return this;
    }

    /**
     * How many features there may be; 500 by default. More are refused, as most of them would be noise.
     *
     * @param most from 1 to 10000
     * @return this
     */
    public SnapshotPlanBuilder maxFeatures(int most) {
        if (most < 1 || most > 10_000) {
            throw new ConfigurationException(
                    "Key 'maxFeatures' holds " + Wording.value(most) + " where 1 to 10000 is required.",
                    "",
                    Where.nowhere());
        }
        maxFeatures = most;
        return this;
    }

    /**
     * The plan.
     *
     * @return an immutable value
     * @throws ConfigurationException if customers, a schedule or a label are missing, or parts do not fit together
     */
    public SnapshotPlan build() {
        return new SnapshotPlan(this);
    }

    CustomerTable requiredCustomers() {
        return required(customers, "customers", "customers: {file: customers.csv, id: customer_id, from: start}");
    }

    Schedule requiredSchedule() {
        return required(schedule, "at", "at: {every: month}");
    }

    Label requiredLabel() {
        return required(label, "label", "label: {cancelled: {within: 60d}}");
    }

    private static <T> T required(@Nullable T value, String key, String example) {
        if (value == null) {
            throw new ConfigurationException(
                    "The snapshots have no " + Wording.name(key) + ".", "Maybe add " + example + ".", Where.nowhere());
        }
        return value;
    }
}
