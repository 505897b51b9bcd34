package io.github.churnml.spark;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.profile.ColumnSummary;
import io.github.churnml.profile.ProfileText;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * What a table of Spark is like: of each column its type, gaps, distinct values, range and most frequent levels. Immutable.
 *
 * <pre>{@code
 * ChurnProfile profile = ChurnProfile.of(spark.table("crm.customers"));
 * profile.toMap(); // the keys of profile.json
 * profile.text();  // for a terminal
 * }</pre>
 *
 * <p>Everything is counted, or is the least or greatest of all values: it is equal to what {@code churn profile} says of the same rows
 * as a CSV file, whatever the partitions and however often a task is tried. What needs the rows in one place, such as findings and
 * duplicates, is not there; docs/spark.md has the list. So many different values of each column are told apart: 10,000 in tables of up to
 * 100 columns, a million shared among the columns of wider ones, but 1,000 each. Of a column with more the number of distinct values and
 * the levels are left out.
 */
public final class ChurnProfile {

    private final long rows;
    private final List<ProfiledColumn> columns;

    private ChurnProfile(long rows, List<ProfiledColumn> columns) {
        this.rows = rows;
        this.columns = columns;
    }

    /**
     * Profiles a table, whose points in time are read in UTC.
     *
     * @param table any table
     * @return its profile
     * @throws DataException if a column is an array, a structure or the like, two columns have one name, a number is infinite, or there
     *     is no row
     * @throws ConfigurationException if the table is that of a Spark Connect client
     */
    public static ChurnProfile of(Dataset<?> table) {
        return of(table, ZoneOffset.UTC);
    }

    /**
     * Profiles a table.
     *
     * @param table any table
     * @param zone whose clocks points in time are read by, as {@link ChurnScorer#inZone}
     * @return its profile
     * @throws DataException as {@link #of(Dataset)} throws
     * @throws ConfigurationException if the table is that of a Spark Connect client
     */
    public static ChurnProfile of(Dataset<?> table, ZoneId zone) {
        Objects.requireNonNull(zone, "zone");
        if (!(table instanceof org.apache.spark.sql.classic.Dataset<?> classic)) {
            throw ClassicSession.requiredToProfile();
        }
        StructType type = classic.schema();
        requireColumns(type.fieldNames());
        ProfileTally tally = new ProfileTally(type, zone);
        JavaRDD<ProfileTally> tallies =
                classic.queryExecution().toRdd().toJavaRDD().mapPartitions(new ProfileCount(type, zone));
        if (tallies.getNumPartitions() > 0) {
            tally = tallies.treeReduce(ProfileTally::plus);
        }
        if (tally.rows() == 0) {
            throw new DataException(
                    "The table has no rows.", "Maybe the query that made it found nothing.", Where.nowhere());
        }
        List<ProfiledColumn> columns = new ArrayList<>();
        for (int i = 0; i < type.length(); i++) {
            columns.add(ProfiledColumn.of(type.fieldNames()[i], tally.rows(), tally.column(i)));
        }
        return new ChurnProfile(tally.rows(), List.copyOf(columns));
    }

    private static void requireColumns(String[] names) {
        if (names.length == 0) {
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
    }

    /** {@return how many rows the table has} */
    public long rows() {
        return rows;
    }

    /**
     * The profile as plain values for JSON: the keys of {@code profile.json} of the command, but for those of what is not known here.
     *
     * @return texts, whole and finite numbers, lists and mappings, in a fixed order; may be changed
     */
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("rows", rows);
        List<@Nullable Object> list = new ArrayList<>();
        columns.forEach(column -> list.add(column.toMap()));
        map.put("columns", list);
        return map;
    }

    /**
     * The profile for a terminal: how many rows there are, and a line for each column.
     *
     * @return lines, each ended by a line feed
     */
    public String text() {
        List<ColumnSummary> summaries =
                columns.stream().map(ProfiledColumn::summary).toList();
        return Wording.count(rows, "row", "rows") + ", " + Wording.count(columns.size(), "column", "columns") + "\n\n"
                + ProfileText.columns(
                        summaries,
                        columns.stream().map(ProfiledColumn::distinct).toList());
    }

    /** {@return how many rows and columns there are, for logs} */
    @Override
    public String toString() {
        return "ChurnProfile[" + rows + " rows, " + columns.size() + " columns]";
    }
}
