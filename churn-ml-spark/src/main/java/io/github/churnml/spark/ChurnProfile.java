package io.github.churnml.spark;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Wording;
import io.github.churnml.profile.ColumnSummary;
import io.github.churnml.profile.ProfileMap;
import io.github.churnml.profile.ProfileOptions;
import io.github.churnml.profile.ProfileText;
import io.github.churnml.profile.TargetSummary;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.jspecify.annotations.Nullable;

/**
 * What a table of Spark is like: of each column its type, gaps, distinct values, quantiles, most frequent levels, and how many customers
 * of each group left. Immutable.
 *
 * <pre>{@code
 * ChurnProfile profile = ChurnProfile.of(spark.table("crm.customers"), ProfileOptions.ofTarget("churned"));
 * profile.toMap(); // the keys of profile.json
 * profile.text();  // for a terminal
 * }</pre>
 *
 * <p>Everything is counted, or is the value at a place in ascending order: it is equal to what {@code churn profile} says of the same rows
 * as a CSV file, whatever the partitions and however often a task is tried. What needs the rows in one place, such as findings and
 * duplicates, is not there; docs/spark.md has the list. So many different values of each column are told apart: 10,000 in tables of up to
 * 100 columns, a million shared among the columns of wider ones, but 1,000 each. Of a column with more, or with long
 * texts (64 bytes each on average), the number of distinct values and the levels are left out, and the rates by level.
 */
public final class ChurnProfile {

    private final long rows;
    private final List<ProfiledColumn> columns;
    private final @Nullable TargetSummary target;
    private final List<String> formatted;

    ChurnProfile(long rows, List<ProfiledColumn> columns, @Nullable TargetSummary target, List<String> formatted) {
        this.rows = rows;
        this.columns = List.copyOf(columns);
        this.target = target;
        this.formatted = List.copyOf(formatted);
    }

    /**
     * Profiles a table without a target, whose points in time are read in UTC.
     *
     * @param table any table
     * @return its profile
     * @throws DataException as {@link #of(Dataset, ProfileOptions, ZoneId)} throws
     * @throws ConfigurationException if the table is that of a Spark Connect client
     */
    public static ChurnProfile of(Dataset<?> table) {
        return of(table, ProfileOptions.none());
    }

    /**
     * Profiles a table whose points in time are read in UTC.
     *
     * @param table any table
     * @param options its target, if it has one
     * @return its profile
     * @throws DataException as {@link #of(Dataset, ProfileOptions, ZoneId)} throws
     * @throws ConfigurationException if the table is that of a Spark Connect client
     */
    public static ChurnProfile of(Dataset<?> table, ProfileOptions options) {
        return of(table, options, ZoneOffset.UTC);
    }

    /**
     * Profiles a table. It is read once, and once more where it has a target; for columns with more numbers than are told apart three to
     * six times in between, 64 columns at a time and without the others. {@code cache()} one that takes long to make.
     *
     * @param table any table
     * @param options its target, if it has one
     * @param zone whose clocks points in time are read by, as {@link ChurnScorer#inZone}
     * @return its profile
     * @throws DataException if the target is not in the table (naming the nearest), never holds a label that was given, or has too many
     *     labels; if a column is an array, a structure or the like, two columns have one name, a number is infinite, there is no row, or
     *     rows are not the same each time
     * @throws ConfigurationException if the table is that of a Spark Connect client
     */
    public static ChurnProfile of(Dataset<?> table, ProfileOptions options, ZoneId zone) {
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(zone, "zone");
        if (!(table instanceof org.apache.spark.sql.classic.Dataset<?> classic)) {
            throw ClassicSession.requiredToProfile();
        }
        return new TableProfiling(classic, zone).profile(options);
    }

    /** {@return how many rows the table has} */
    public long rows() {
        return rows;
    }

    /**
     * The columns of texts that are formatted numbers for the most part, such as {@code 1.234,50}. They stay levels here, where the
     * command reads numbers: cast them beforehand.
     *
     * @return their names, in the order of the table
     */
    public List<String> formattedNumbers() {
        return formatted;
    }

    /**
     * The profile as plain values for JSON: the keys of {@code profile.json} of the command, but for those of what is not known here,
     * and {@code formatted_numbers}, see {@link #formattedNumbers}.
     *
     * @return texts, whole and finite numbers, lists and mappings, in a fixed order; may be changed
     */
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("rows", rows);
        map.put("target", target == null ? null : ProfileMap.target(target));
        List<@Nullable Object> list = new ArrayList<>();
        columns.forEach(column -> list.add(column.toMap()));
        map.put("columns", list);
        map.put("formatted_numbers", new ArrayList<>(formatted));
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
        return Wording.count(rows, "row", "rows") + ", " + Wording.count(columns.size(), "column", "columns") + "\n"
                + (target == null ? "" : ProfileText.target(target)) + "\n"
                + ProfileText.columns(
                        summaries,
                        columns.stream().map(ProfiledColumn::distinct).toList())
                + (formatted.isEmpty()
                        ? ""
                        : "\nFormatted numbers, which stay levels here: " + Wording.names(formatted)
                                + ".\nMaybe cast them beforehand.\n");
    }

    /** {@return how many rows and columns there are, for logs} */
    @Override
    public String toString() {
        return "ChurnProfile[" + rows + " rows, " + columns.size() + " columns]";
    }
}
