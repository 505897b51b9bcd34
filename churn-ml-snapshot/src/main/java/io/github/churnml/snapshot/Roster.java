package io.github.churnml.snapshot;

import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Notice;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everybody there is, customers and prospects, each once, with the times that bear on the label. */
final class Roster {

    final CustomerKeys keys = new CustomerKeys();
    final List<String> ids = new ArrayList<>();

    /** Per person; {@link Instants#NONE} where there is none. */
    long[] from = new long[0];

    long[] to = new long[0];
    long[] since = new long[0];

    /** Whose times contradict each other: they have no row. */
    boolean[] unclear = new boolean[0];

    final List<Column> attributes = new ArrayList<>();

    private final SnapshotPlan plan;
    private final List<Notice> notices;
    private final List<Integer> rowOf = new ArrayList<>();
    private final Map<Integer, Integer> rowOfOther = new HashMap<>();
    private int customers;

    private Roster(SnapshotPlan plan, List<Notice> notices) {
        this.plan = plan;
        this.notices = notices;
    }

    static Roster of(SnapshotPlan plan, SnapshotSources sources, List<Notice> notices) {
        Roster roster = new Roster(plan, notices);
        roster.read(sources);
        return roster;
    }

    /** Of some customers whose times are read already, each once; without attributes. */
    static Roster of(SnapshotPlan plan, List<String> ids, long[] from, long[] to, long[] since) {
        Roster roster = new Roster(plan, new ArrayList<>());
        roster.ids.addAll(ids);
        roster.customers = ids.size();
        roster.from = from;
        roster.to = to;
        roster.since = since;
        roster.unclear = new boolean[ids.size()];
        roster.findContradictions();
        return roster;
    }

    int size() {
        return ids.size();
    }

    private void read(SnapshotSources sources) {
        Dataset own = sources.customers();
        add(own, plan.customers(), "customers", false);
        customers = ids.size();
        Optional<Dataset> others = plan.others().flatMap(table -> sources.others());
        if (plan.others().isPresent() && others.isEmpty()) {
            throw new DataException("The table of others is not given.", "", Where.nowhere());
        }
        others.ifPresent(table -> add(table, plan.others().orElseThrow(), "others", true));
        from = times(plan.customers().ofFrom(), Optional.empty(), own, others);
        to = times(plan.customers().ofTo(), Optional.empty(), own, others);
        since = times(plan.customers().ofSince(), plan.others().flatMap(CustomerTable::ofSince), own, others);
        unclear = new boolean[size()];
        findContradictions();
        for (String name : plan.customers().attributes()) {
            attributes.add(attribute(name, own, others.orElse(null)));
        }
        tellUnused(own);
    }

    private void add(Dataset table, CustomerTable spec, String role, boolean others) {
        Column names = table.column(spec.id());
        int repeated = 0;
        int nameless = 0;
        int both = 0;
        int differing = 0;
        for (int row = 0; row < table.rows(); row++) {
            String name = names.text(row);
            if (name == null || name.isBlank()) {
                nameless++;
                continue;
            }
            int place = keys.add(name);
            if (place == ids.size()) {
                ids.add(CustomerKeys.bare(name));
                rowOf.add(row);
            } else if (others && place < customers) {
                both++;
                rowOfOther.putIfAbsent(place, row);
            } else {
                requireSameTimes(table, rowOf.get(place), row, spec, role);
                repeated++;
                differing += isSame(table, rowOf.get(place), row, spec.attributes()) ? 0 : 1;
            }
        }
        tell(
                "customers-repeated",
                repeated,
                role,
                "repeats a row before it, and counts once",
                "repeat rows before them, and count once");
        tell(
                "customers-differ",
                differing,
                role,
                "repeats a customer with other attributes: those of the first row count",
                "repeat customers with other attributes: those of the first row count");
        tell(
                "customers-without-name",
                nameless,
                role,
                "has no name in column '" + spec.id() + "', and is left out",
                "have no name in column '" + spec.id() + "', and are left out");
        tell(
                "others-who-are-customers",
                both,
                role,
                "is of somebody who is also a customer, and counts as one",
                "are of people who are also customers, and count as such");
    }

    private void tell(String code, int count, String role, String one, String several) {
        if (count > 0) {
            notices.add(new Notice(
                    code,
                    "",
                    Wording.count(count, "row", "rows") + " of the table of " + role + " "
                            + (count == 1 ? one : several) + "."));
        }
    }

    private static void requireSameTimes(Dataset table, int first, int row, CustomerTable spec, String role) {
        List<String> times = Stream.of(spec.ofFrom(), spec.ofTo(), spec.ofSince())
                .flatMap(Optional::stream)
                .toList();
        for (String name : times) {
            if (!isSame(table, first, row, List.of(name))) {
                throw new DataException(
                        "Customer "
                                + Wording.value(table.column(spec.id()).text(row)) + " stands twice in the table of "
                                + role
                                + ", in rows " + (first + 1) + " and " + (row + 1) + ", which differ in column "
                                + Wording.name(name) + ".",
                        "Maybe the rows are of several subscriptions: keep one row per customer, from the first beginning"
                                + " to the last end, or name each subscription by itself.",
                        Where.column(name).row(row + 1));
            }
        }
    }

    private static boolean isSame(Dataset table, int first, int row, List<String> columns) {
        return columns.stream()
                .map(table::column)
                .allMatch(column -> Objects.equals(column.text(first), column.text(row)));
    }

    private long[] times(
            Optional<String> ofCustomers, Optional<String> ofOthers, Dataset own, Optional<Dataset> others) {
        long[] times = new long[size()];
        Arrays.fill(times, Instants.NONE);
        ofCustomers.ifPresent(column -> fill(times, own, column, "customers", 0, customers));
        if (others.isPresent() && ofOthers.isPresent()) {
            fill(times, others.get(), ofOthers.get(), "others", customers, size());
            long[] read = Instants.of(others.get().column(ofOthers.get()), plan.zone(), "others");
            rowOfOther.forEach(
                    (person, row) -> times[person] = times[person] == Instants.NONE ? read[row] : times[person]);
        }
        return times;
    }

    private void fill(long[] times, Dataset table, String column, String role, int first, int end) {
        long[] read = Instants.of(table.column(column), plan.zone(), role);
        for (int person = first; person < end; person++) {
            times[person] = read[rowOf.get(person)];
        }
    }

    private void findContradictions() {
        int ends = 0;
        int late = 0;
        int example = -1;
        for (int person = 0; person < customers; person++) {
            boolean endsBefore =
                    to[person] != Instants.NONE && from[person] != Instants.NONE && to[person] < from[person];
            boolean sinceAfter = plan.label() instanceof Label.Converted
                    && since[person] != Instants.NONE
                    && from[person] != Instants.NONE
                    && since[person] - from[person] >= Instants.PER_DAY;
            unclear[person] = endsBefore || sinceAfter;
            ends += endsBefore ? 1 : 0;
            late += sinceAfter && !endsBefore ? 1 : 0;
            example = unclear[person] && example < 0 ? person : example;
        }
        long without = IntStream.range(0, customers)
                .filter(person -> from[person] == Instants.NONE)
                .count();
        String column = plan.customers().fromColumn();
        if (without > 0 && column != null && !(plan.label() instanceof Label.Converted)) {
            notices.add(new Notice(
                    "customers-without-beginning",
                    column,
                    Wording.count(without, "customer has", "customers have") + " no beginning in column "
                            + Wording.name(column) + ", and no rows."));
        }
        if (ends + late > 0) {
            notices.add(new Notice(
                    "customers-unclear",
                    "",
                    Wording.count(ends + late, "customer", "customers")
                            + " ended before beginning, or began before being known, and "
                            + (ends + late == 1 ? "has" : "have") + " no rows; the first is "
                            + Wording.value(ids.get(example))
                            + ", from " + Instants.text(from[example]) + " to " + Instants.text(to[example])
                            + ", known since " + Instants.text(since[example]) + "."));
        }
    }

    /** A column of customers and prospects together: numbers where both have numbers, else levels. */
    private Column attribute(String name, Dataset own, @Nullable Dataset others) {
        Column first = own.column(name);
        Column second = others == null ? first : others.column(name);
        if (first instanceof NumericColumn && second instanceof NumericColumn && first.type() == second.type()) {
            double[] values = new double[size()];
            for (int person = 0; person < values.length; person++) {
                NumericColumn from = (NumericColumn) (person < customers ? first : second);
                values[person] = from.value(rowOf.get(person));
            }
            return NumericColumn.of(name, first.type(), values);
        }
        if (others != null) {
            requireAlike(name, first, second);
        }
        Map<String, Integer> levels = new HashMap<>();
        List<String> names = new ArrayList<>();
        int[] codes = new int[size()];
        for (int person = 0; person < codes.length; person++) {
            String level = (person < customers ? first : second).text(rowOf.get(person));
            if (level == null) {
                codes[person] = CodedColumn.MISSING;
            } else {
                Integer known = levels.putIfAbsent(level, names.size());
                codes[person] = known == null ? names.size() : known;
                if (known == null) {
                    names.add(level);
                }
            }
        }
        boolean flags = first.type() == ColumnType.BOOLEAN && second.type() == ColumnType.BOOLEAN && names.size() <= 2;
        return CodedColumn.of(name, flags ? ColumnType.BOOLEAN : ColumnType.CATEGORICAL, codes, names);
    }

    /** What is written in another way in the two tables tells customers from prospects. */
    private static void requireAlike(String name, Column first, Column second) {
        boolean types = first instanceof NumericColumn != second instanceof NumericColumn;
        Set<String> mine = first.counts().keySet();
        Set<String> theirs = second.counts().keySet();
        boolean apart = !mine.isEmpty() && !theirs.isEmpty() && Collections.disjoint(mine, theirs);
        if (types || apart) {
            throw new DataException(
                    "Attribute " + Wording.name(name) + " is written in another way in the table of customers ("
                            + first.type().label() + ", such as " + Wording.names(mine) + ") than in that of others ("
                            + second.type().label() + ", such as " + Wording.names(theirs)
                            + "), so it tells them apart.",
                    "Maybe write both alike, or leave the attribute out.",
                    Where.column(name));
        }
    }

    private void tellUnused(Dataset own) {
        CustomerTable spec = plan.customers();
        List<String> unused = own.schema().names().stream()
                .filter(name -> !name.strip().equals(spec.id().strip())
                        && !spec.attributes().contains(name)
                        && !name.equals(spec.fromColumn())
                        && !name.equals(spec.toColumn())
                        && !name.equals(spec.sinceColumn()))
                .toList();
        if (!unused.isEmpty()) {
            notices.add(new Notice(
                    "columns-not-used",
                    "",
                    "Of the table of customers " + Wording.names(unused) + (unused.size() == 1 ? " is" : " are")
                            + " not used: a table that is exported today holds what is known today. Name in attributes those"
                            + " that were known before every snapshot and have not changed since."));
        }
    }
}
