package io.github.churnml.snapshot;

import io.github.churnml.data.Progress;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How raw files become a table of customers as they were: which tables there are, when customers are looked at, what is said
 * of their events, and what is to be predicted. An immutable value with a YAML twin, the section {@code snapshot} of a
 * pipeline's file.
 *
 * <pre>{@code
 * SnapshotPlan plan = SnapshotPlan.builder()
 *         .customers(CustomerTable.by("id").file("customers.csv").from("start").to("end").attributes("plan"))
 *         .events(EventTable.of("usage", "id", "at").file("usage.csv"))
 *         .at(Schedule.every(Schedule.Step.MONTH))
 *         .label(Label.cancelled(60).gap(14))
 *         .build();
 * SnapshotTable table = plan.build(plan.read(folder));
 * }</pre>
 */
public final class SnapshotPlan {

    private final String folder;
    private final CustomerTable customers;
    private final @Nullable CustomerTable others;
    private final List<EventTable> events;
    private final ZoneId zone;
    private final Schedule schedule;
    private final Label label;
    private final @Nullable LocalDate until;
    private final List<Integer> windows;
    private final List<Feature> features;
    private final List<String> standard;
    private final int maxFeatures;

    SnapshotPlan(SnapshotPlanBuilder builder) {
        folder = builder.folder;
        customers = builder.requiredCustomers();
        others = builder.others;
        events = List.copyOf(builder.events);
        zone = builder.zone;
        schedule = builder.requiredSchedule();
        label = builder.requiredLabel();
        until = builder.until;
        windows = List.copyOf(builder.windows);
        features = List.copyOf(builder.features);
        standard = List.copyOf(builder.standard);
        maxFeatures = builder.maxFeatures;
        PlanCheck.check(this);
    }

    /** {@return the start of a plan} */
    public static SnapshotPlanBuilder builder() {
        return new SnapshotPlanBuilder();
    }

    /**
     * Reads the section {@code snapshot} of a pipeline's file; its other sections are the pipeline's.
     *
     * @param path the YAML file
     * @return the plan, or empty if the file has no such section
     * @throws ConfigurationException if the file is not there or the section is not usable
     */
    public static Optional<SnapshotPlan> read(Path path) {
        return SnapshotYaml.read(path);
    }

    /**
     * Reads a plan from its YAML, which is that of the section {@code snapshot}.
     *
     * @param yaml the section's content
     * @return the plan
     * @throws ConfigurationException if it is not usable
     */
    public static SnapshotPlan parseYaml(String yaml) {
        return SnapshotYaml.parse(yaml);
    }

    /**
     * The plan of its settings.
     *
     * @param settings as {@link #settings} gives them
     * @return the plan
     * @throws ConfigurationException if they are not usable
     */
    public static SnapshotPlan of(Map<String, ?> settings) {
        return SnapshotYaml.of(Settings.of(settings, Blame.configuration(null)));
    }

    /** {@return the settings as plain data, for YAML and for a model's file} */
    public Map<String, Object> settings() {
        return SnapshotYaml.settings(this);
    }

    /** {@return the YAML twin, which {@link #parseYaml} turns into an equal plan} */
    public String toYaml() {
        return SnapshotYaml.write(this);
    }

    /**
     * Reads the tables that the plan names.
     *
     * @param base what the plan's folder is relative to: that of its file
     * @param progress is told how far the reading of each table is
     * @return the tables
     * @throws io.github.churnml.error.DataException if one is not there or not usable
     */
    public SnapshotSources read(Path base, Progress progress) {
        return SnapshotSources.read(this, base.resolve(folder), progress);
    }

    /** {@return the folder of the tables, relative to that of the plan's file; empty if it is the same} */
    public String folder() {
        return folder;
    }

    /**
     * The same plan for tables in a folder.
     *
     * @param path a path, relative to that of the plan's file; empty if it is the same
     * @return a changed copy
     */
    public SnapshotPlan in(String path) {
        return toBuilder().folder(path).build();
    }

    /**
     * The table of all snapshots whose outcome is known.
     *
     * @param sources the tables
     * @return customers as they were, with what became of them
     * @throws io.github.churnml.error.DataException if a table does not hold what the plan says, or no row is left
     */
    public SnapshotTable build(SnapshotSources sources) {
        return new Snapshots(this, sources).table();
    }

    /**
     * Snapshots ready to be made, for tables that are larger than memory or for dates without an outcome.
     *
     * @param sources the tables
     * @return the snapshots
     * @throws io.github.churnml.error.DataException if a table does not hold what the plan says
     */
    public Snapshots snapshots(SnapshotSources sources) {
        return new Snapshots(this, sources);
    }

    /**
     * The same plan with the values of each table of events named: all its columns of numbers that have no other role, unless
     * the plan names them.
     *
     * @param numbers the columns of numbers by the name of the table
     * @return a changed copy
     * @throws io.github.churnml.error.DataException if a value that the plan names is not among them
     */
    public SnapshotPlan withNumbers(Map<String, List<String>> numbers) {
        SnapshotPlanBuilder builder = toBuilder();
        builder.events.clear();
        for (EventTable table : events) {
            builder.events(EventLog.resolve(table, numbers.getOrDefault(table.name(), List.of())));
        }
        return builder.build();
    }

    /** {@return the table of customers} */
    public CustomerTable customers() {
        return customers;
    }

    /** {@return the table of prospects who are no customers} */
    public Optional<CustomerTable> others() {
        return Optional.ofNullable(others);
    }

    /** {@return the tables of events} */
    public List<EventTable> events() {
        return events;
    }

    /** {@return the zone of local times and of the beginnings of days} */
    public ZoneId zone() {
        return zone;
    }

    /** {@return when customers are looked at} */
    public Schedule schedule() {
        return schedule;
    }

    /** {@return what is to be predicted} */
    public Label label() {
        return label;
    }

    /** {@return the first day that the tables do not know completely; empty if their latest time says it} */
    public Optional<LocalDate> until() {
        return Optional.ofNullable(until);
    }

    /** {@return the windows in days of features that name none} */
    public List<Integer> windows() {
        return windows;
    }

    /** {@return the features asked for one by one} */
    public List<Feature> features() {
        return features;
    }

    /** {@return all features, standard ones of tables whose values are named among them, in the order of their columns} */
    public List<Feature> allFeatures() {
        return StandardFeatures.of(this);
    }

    /** {@return the tables of events whose standard features are asked for} */
    public List<String> standardFeatures() {
        return standard;
    }

    /** {@return how many features there may be} */
    public int maxFeatures() {
        return maxFeatures;
    }

    EventTable table(String name) {
        return events.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException(
                        "There is no table of events " + io.github.churnml.error.Wording.name(name) + ".",
                        io.github.churnml.error.Wording.maybeNearest(
                                name, events.stream().map(EventTable::name).toList()),
                        Where.nowhere()));
    }

    SnapshotPlanBuilder toBuilder() {
        SnapshotPlanBuilder builder = new SnapshotPlanBuilder();
        builder.folder = folder;
        builder.customers = customers;
        builder.others = others;
        builder.events.addAll(events);
        builder.zone = zone;
        builder.schedule = schedule;
        builder.label = label;
        builder.until = until;
        builder.windows = windows;
        builder.features.addAll(features);
        builder.standard.addAll(standard);
        builder.maxFeatures = maxFeatures;
        return builder;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SnapshotPlan that && settings().equals(that.settings());
    }

    @Override
    public int hashCode() {
        return settings().hashCode();
    }

    @Override
    public String toString() {
        return toYaml();
    }
}
