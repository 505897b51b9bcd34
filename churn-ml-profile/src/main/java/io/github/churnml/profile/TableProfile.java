package io.github.churnml.profile;

import io.github.churnml.data.Dataset;
import io.github.churnml.error.DataException;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a table is like, and what is suspicious in it. An immutable value that holds counts, frequent levels and extremes,
 * never rows; see the package essay for what is looked for.
 *
 * @param rows how many rows there are
 * @param columns what each column is like, in the order of the table
 * @param target what the target is like, or null if none was named
 * @param duplicates how many rows repeat an earlier one
 * @param repeats the columns that repeat an earlier one, the target not among them
 * @param findings what is suspicious, most important first
 */
public record TableProfile(
        long rows,
        List<ColumnSummary> columns,
        @Nullable TargetSummary target,
        DuplicateCounts duplicates,
        List<RepeatedColumn> repeats,
        List<Finding> findings) {

    private static final int MOST_OF_ONE_CODE = 2;

    /**
     * Copies the lists.
     *
     * @param rows how many rows there are
     * @param columns what each column is like
     * @param target what the target is like, or null
     * @param duplicates how many rows repeat an earlier one
     * @param repeats the columns that repeat an earlier one
     * @param findings what is suspicious
     */
    public TableProfile {
        columns = List.copyOf(columns);
        repeats = List.copyOf(repeats);
        findings = List.copyOf(findings);
    }

    /**
     * Profiles a table. The same table gives the same profile; rows in another order give the same counts, while measures
     * that are cross-fitted or sampled may differ a little. Takes about as long as sorting each numeric column a few
     * times; what looks at pairs is bounded or gives up after a few rows.
     *
     * @param data any table, one without rows included
     * @param options its target, if it has one
     * @return the profile
     * @throws DataException if the target is not in the table (naming the nearest) or never holds a label that was given; a
     *     target with one class, or one whose labels do not tell who left, is a finding
     */
    public static TableProfile of(Dataset data, ProfileOptions options) {
        return Profiler.profile(data, options);
    }

    /**
     * The columns of a table that seem to know who left: only the searches of a profile that tell what a training would
     * profit from wrongly, so that they can be run before each.
     *
     * @param data any table
     * @param options its target; without one, or with one class only, nothing is found
     * @return findings of severity {@link Severity#HIGH}, most important first; empty as a rule
     * @throws DataException if the target is not in the table or never holds the positive label
     */
    public static List<Finding> suspectedLeaks(Dataset data, ProfileOptions options) {
        return Profiler.suspectedLeaks(data, options);
    }

    /**
     * The findings that matter most: the first ones, but of those that are not {@link Severity#HIGH} no more than two of
     * one code as long as there are others, so that one habit does not hide the rest.
     *
     * @param most how many at most
     * @return some of {@link #findings}, in their order
     */
    public List<Finding> topFindings(int most) {
        Map<String, Integer> ofCode = new HashMap<>();
        Set<Finding> chosen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Finding finding : findings) {
            boolean welcome = ofCode.merge(finding.code(), 1, Integer::sum) <= MOST_OF_ONE_CODE;
            if (chosen.size() < most && (welcome || finding.severity() == Severity.HIGH)) {
                chosen.add(finding);
            }
        }
        for (Finding finding : findings) {
            if (chosen.size() < most) {
                chosen.add(finding);
            }
        }
        return findings.stream().filter(chosen::contains).toList();
    }

    /**
     * What one column is like.
     *
     * @param name its exact name
     * @return the summary, or empty if there is no such column
     */
    public Optional<ColumnSummary> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /**
     * The whole profile as plain values for JSON: keys in snake case, dates as ISO 8601, {@code null} for {@code NaN},
     * levels cut at 200 characters.
     *
     * @return texts, whole and finite numbers, lists and mappings, in a fixed order; may be changed
     */
    public Map<String, @Nullable Object> toMap() {
        return ProfileMap.of(this);
    }
}
