package io.github.churnml.spark;

import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.profile.GroupRate;
import io.github.churnml.profile.NumberSummary;
import io.github.churnml.profile.ProfileOptions;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The passes over a table that a profile takes. The first counts values and finds types; of columns of more numbers than are told apart, some
 * more look for the values at the places of quantiles, reading these columns alone; a last one counts customers by group and outcome,
 * and numbers far out.
 */
final class TableProfiling {

    /** So many columns' ranges are counted in one pass: a task then holds up to 70 MB of them. */
    private static final int MOST_SEARCHED = 64;

    /** So deep is the tree in which tallies of partitions are added up: a handful comes to the driver, however many partitions there are. */
    private static final int DEPTH = 6;

    private final Dataset<?> table;
    private final StructType type;
    private final ZoneId zone;

    TableProfiling(Dataset<?> table, ZoneId zone) {
        this.table = table;
        this.type = table.schema();
        this.zone = zone;
    }

    /** Profiles the table. */
    ChurnProfile profile(ProfileOptions options) {
        int target = requireColumns(options.target());
        ProfileTally tally = tally();
        if (tally.rows() == 0) {
            throw new DataException(
                    "The table has no rows.", "Maybe the query that made it found nothing.", Where.nowhere());
        }
        List<ColumnFacts> columns = IntStream.range(0, type.length())
                .mapToObj(i -> ColumnFacts.of(type.fieldNames()[i], tally.column(i)))
                .toList();
        ProfileTarget outcome =
                target < 0 ? null : ProfileTarget.find(target, columns.get(target), tally.rows(), options);
        Map<Integer, Quantiles.Ranks> ranks = ranks(columns);
        Map<Integer, NumberSummary> numbers = new HashMap<>();
        ranks.forEach((place, values) -> {
            ColumnFacts facts = columns.get(place);
            numbers.put(place, Quantiles.summary(facts.min(), facts.max(), values, facts.present()));
        });
        Map<Integer, List<GroupRate>> rates =
                groups(columns, outcome != null && outcome.isUsable() ? outcome : null, ranks, numbers);
        List<ProfiledColumn> profiled = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            profiled.add(ProfiledColumn.of(columns.get(i), tally.rows(), numbers.get(i), rates.get(i)));
        }
        List<String> formatted = columns.stream()
                .filter(column -> column.isFormatted() && (outcome == null || column != columns.get(outcome.place())))
                .map(ColumnFacts::name)
                .toList();
        return new ChurnProfile(tally.rows(), profiled, outcome == null ? null : outcome.summary(), formatted);
    }

    /** Looks at the columns' names; gives back the target's place, -1 for none. */
    private int requireColumns(@Nullable String target) {
        List<String> names = Arrays.asList(type.fieldNames());
        if (names.isEmpty()) {
            throw new DataException("The table has no columns.", "Maybe select some.", Where.nowhere());
        }
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new DataException(
                        "Two columns are named " + Wording.name(name) + ".",
                        "Maybe a join brought it from both sides: drop one of them, or name one otherwise with AS.",
                        Where.column(name));
            }
        }
        if (target == null || names.contains(target)) {
            return names.indexOf(target);
        }
        int[] trimmed = IntStream.range(0, names.size())
                .filter(i -> names.get(i).strip().equals(target.strip()))
                .toArray();
        if (trimmed.length != 1) {
            throw new DataException(
                    "There is no column " + Wording.name(target) + ".",
                    Wording.maybeNearest(target, names),
                    Where.column(target));
        }
        return trimmed[0];
    }

    private ProfileTally tally() {
        ProfileTally nothing = new ProfileTally(type, zone);
        return reduced(table, new ProfileCount(type, zone), ProfileTally::plus, nothing);
    }

    /** The values of columns of numbers by their places; of columns with many, at the places that are asked for alone. */
    private Map<Integer, Quantiles.Ranks> ranks(List<ColumnFacts> columns) {
        Map<Integer, Quantiles.Ranks> ranks = new HashMap<>();
        List<Integer> many = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            CountedNumbers counted = columns.get(i).counted();
            if (counted != null) {
                ranks.put(i, counted);
            } else if (columns.get(i).isSearched()) {
                many.add(i);
            }
        }
        for (int from = 0; from < many.size(); from += MOST_SEARCHED) {
            List<Integer> some = many.subList(from, Math.min(many.size(), from + MOST_SEARCHED));
            search(columns, some, ranks);
        }
        return ranks;
    }

    private void search(List<ColumnFacts> columns, List<Integer> places, Map<Integer, Quantiles.Ranks> found) {
        List<RankSearch> open = new ArrayList<>();
        for (int place : places) {
            ColumnFacts facts = columns.get(place);
            RankSearch search = new RankSearch(cell(facts, place), facts.present(), Quantiles.places(facts.present()));
            found.put(place, search);
            open.add(search);
        }
        while (!open.isEmpty()) {
            Pruned pruned = new Pruned(open.stream().map(RankSearch::column).toList());
            ArrayList<RankTally> empty = new ArrayList<>();
            open.forEach(search -> empty.add(search.newTally()));
            RankCount.Tallies nothing = new RankCount.Tallies(empty);
            RankCount.Tallies tallies = reduced(
                    pruned.table, new RankCount(nothing, pruned.columns, zone), RankCount.Tallies::plus, nothing);
            for (int i = 0; i < open.size(); i++) {
                open.get(i).take(tallies.ofColumns().get(i));
            }
            open.removeIf(RankSearch::isDone);
        }
    }

    /** Rates by group of each column, where there is a target; numbers far out are put into the summaries. */
    private Map<Integer, List<GroupRate>> groups(
            List<ColumnFacts> columns,
            @Nullable ProfileTarget outcome,
            Map<Integer, Quantiles.Ranks> ranks,
            Map<Integer, NumberSummary> numbers) {
        List<ColumnGroups> groups = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            ColumnFacts facts = columns.get(i);
            NumberSummary summary = numbers.get(i);
            Quantiles.Ranks values = ranks.get(i);
            boolean rated = outcome != null && i != outcome.place();
            if (summary != null && values != null) {
                CountedNumbers counted = facts.counted();
                double[] fences = Quantiles.fences(summary);
                if (counted != null) {
                    numbers.put(i, Quantiles.withOutliers(summary, counted.outside(fences), facts.present()));
                }
                if (rated || counted == null) {
                    groups.add(ColumnGroups.ofNumbers(cell(facts, i), facts, values, fences));
                }
            } else if (rated && facts.type().isCoded() && !facts.isOver()) {
                groups.add(ColumnGroups.ofLevels(cell(facts, i), facts));
            }
        }
        return groups.isEmpty() ? Map.of() : counted(groups, columns, outcome, numbers);
    }

    private Map<Integer, List<GroupRate>> counted(
            List<ColumnGroups> groups,
            List<ColumnFacts> columns,
            @Nullable ProfileTarget outcome,
            Map<Integer, NumberSummary> numbers) {
        List<NumberCell.Column> needed =
                new ArrayList<>(groups.stream().map(ColumnGroups::column).toList());
        if (outcome != null) {
            needed.add(cell(columns.get(outcome.place()), outcome.place()));
        }
        Pruned pruned = new Pruned(needed);
        List<ColumnGroups> there = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            there.add(groups.get(i).at(pruned.columns.get(i)));
        }
        GroupCount count = new GroupCount(
                there,
                outcome == null ? null : pruned.columns.get(groups.size()),
                outcome == null ? new HashMap<>() : outcome.sides(),
                zone);
        GroupTally tally = reduced(pruned.table, count, GroupTally::plus, new GroupTally(there, there.size()));
        Map<Integer, List<GroupRate>> rates = new HashMap<>();
        for (int i = 0; i < groups.size(); i++) {
            int place = groups.get(i).column().place();
            NumberSummary summary = numbers.get(place);
            if (summary != null && columns.get(place).isSearched()) {
                numbers.put(
                        place,
                        Quantiles.withOutliers(
                                summary, tally.outliers(i), columns.get(place).present()));
            }
            if (outcome != null && place != outcome.place()) {
                requireAll(outcome, tally.counts(i));
                rates.put(place, groups.get(i).rates(tally.counts(i)));
            }
        }
        return rates;
    }

    private static void requireAll(ProfileTarget outcome, long[][] counts) {
        long stayed = Arrays.stream(counts).mapToLong(group -> group[0]).sum();
        long left = Arrays.stream(counts).mapToLong(group -> group[1]).sum();
        if (left != outcome.summary().left() || stayed != outcome.summary().stayed()) {
            throw RankSearch.changed();
        }
    }

    private NumberCell.Column cell(ColumnFacts facts, int place) {
        return new NumberCell.Column(facts.name(), type.fields()[place].dataType(), place, facts.format());
    }

    /** The table with some columns alone: of files of columns, the others are not read. */
    private final class Pruned {

        final Dataset<Row> table;
        /** The columns that were asked for, in their order, with their places there. */
        final List<NumberCell.Column> columns = new ArrayList<>();

        Pruned(List<NumberCell.Column> needed) {
            List<Attribute> all = CollectionConverters.asJava(
                    TableProfiling.this.table.queryExecution().analyzed().output());
            TreeSet<Integer> places = new TreeSet<>();
            needed.forEach(column -> places.add(column.place()));
            List<Integer> order = List.copyOf(places);
            Column[] selected = order.stream()
                    .map(place -> ExpressionUtils.column(all.get(place)))
                    .toArray(Column[]::new);
            table = TableProfiling.this.table.select(selected);
            for (NumberCell.Column column : needed) {
                columns.add(new NumberCell.Column(
                        column.name(), column.type(), order.indexOf(column.place()), column.format()));
            }
        }
    }

    /** What a function makes of all partitions, added up. */
    private static <T> T reduced(
            Dataset<?> rows, FlatMapFunction<Iterator<InternalRow>, T> function, Function2<T, T, T> plus, T nothing) {
        JavaRDD<T> parts = rows.queryExecution().toRdd().toJavaRDD().mapPartitions(function);
        return parts.getNumPartitions() == 0 ? nothing : parts.treeReduce(plus, DEPTH);
    }
}
