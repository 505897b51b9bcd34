package io.github.churnml.snapshot;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Notice;
import io.github.churnml.data.Progress;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.Tables;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The raw tables of a plan.
 *
 * @param customers one row per customer
 * @param prospects one row per prospect who is no customer, or null
 * @param events tables of events by name
 */
public record SnapshotSources(Dataset customers, @Nullable Dataset prospects, Map<String, Dataset> events) {

    /**
     * Copies the map.
     *
     * @param customers one row per customer
     * @param prospects one row per prospect who is no customer, or null
     * @param events tables of events by name
     */
    public SnapshotSources {
        events = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(events));
    }

    /** {@return one row per prospect who is no customer} */
    Optional<Dataset> others() {
        return Optional.ofNullable(prospects);
    }

    /** What the readers noticed of columns that are used, and the columns of events that have no features. */
    void tell(SnapshotPlan asked, SnapshotPlan plan, List<Notice> notices) {
        tell("customers", customers, used(plan.customers()), notices);
        others().ifPresent(table ->
                tell("others", table, plan.others().map(SnapshotSources::used).orElse(Set.of()), notices));
        for (EventTable table : plan.events()) {
            Set<String> used = new HashSet<>(table.values());
            used.addAll(List.of(table.id(), table.at()));
            table.ofKnownAt().ifPresent(used::add);
            table.ofKind().ifPresent(used::add);
            Dataset data = table(table.name());
            tell(table.name(), data, used, notices);
            List<String> unused = data.schema().names().stream()
                    .filter(name -> !used.contains(name))
                    .toList();
            if (asked.table(table.name()).values().isEmpty() && !unused.isEmpty()) {
                notices.add(new Notice(
                        "events-without-features",
                        "",
                        "Of table " + Wording.name(table.name()) + " " + Wording.names(unused)
                                + (unused.size() == 1 ? " holds" : " hold") + " no numbers, and "
                                + (unused.size() == 1 ? "has" : "have") + " no features."));
            }
        }
    }

    private static Set<String> used(CustomerTable table) {
        Set<String> used = new HashSet<>(table.attributes());
        used.add(table.id());
        table.ofFrom().ifPresent(used::add);
        table.ofTo().ifPresent(used::add);
        table.ofSince().ifPresent(used::add);
        return used;
    }

    private static void tell(String name, Dataset table, Set<String> used, List<Notice> notices) {
        for (Notice notice : table.notices()) {
            if (used.contains(notice.column())) {
                notices.add(new Notice(
                        notice.code(), notice.column(), "Table " + Wording.name(name) + ": " + notice.message()));
            }
        }
    }

    /** A table of events that must be there. */
    Dataset table(String name) {
        Dataset table = events.get(name);
        if (table == null) {
            throw new DataException(
                    "The table of events " + Wording.name(name) + " is not given.",
                    Wording.maybeNearest(name, events.keySet()),
                    Where.nowhere());
        }
        return table;
    }

    static SnapshotSources read(SnapshotPlan plan, Path folder, Progress progress) {
        Dataset customers = read(plan, plan.customers(), "customers", folder, progress);
        Dataset others = plan.others()
                .map(table -> read(plan, table, "others", folder, progress))
                .orElse(null);
        Map<String, Dataset> events = new LinkedHashMap<>();
        for (EventTable table : plan.events()) {
            ReadOptions options = options(plan, progress, table.at(), table.knownAtColumn())
                    .withType(table.id(), ColumnType.IDENTIFIER);
            if (table.kindColumn() != null) {
                options = options.withType(table.kindColumn(), ColumnType.CATEGORICAL);
            }
            events.put(table.name(), Tables.read(path(folder, table.fileName(), table.name()), options));
        }
        return new SnapshotSources(customers, others, events);
    }

    private static Dataset read(SnapshotPlan plan, CustomerTable table, String name, Path folder, Progress progress) {
        ReadOptions options = options(plan, progress, table.fromColumn(), table.toColumn(), table.sinceColumn())
                .withType(table.id(), ColumnType.IDENTIFIER);
        return Tables.read(path(folder, table.fileName(), name), options);
    }

    /** Names of customers stay text, so that no zero or digit is lost; so do times whose zone is not that of dates. */
    private static ReadOptions options(SnapshotPlan plan, Progress progress, @Nullable String... times) {
        ReadOptions options = ReadOptions.standard().withProgress(progress);
        for (String column : times) {
            if (column != null && !Instants.isUtc(plan.zone())) {
                options = options.withType(column, ColumnType.TEXT);
            }
        }
        return options;
    }

    private static Path path(Path folder, String name, String table) {
        if (name.isEmpty()) {
            throw new ConfigurationException(
                    "Table " + Wording.name(table) + " names no file.",
                    "Maybe add file: " + table + ".csv to it.",
                    Where.nowhere());
        }
        return folder.resolve(name);
    }
}
