package io.github.churnml.prepare;

import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Numbers;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.data.read.HiddenNumbers;
import io.github.churnml.data.read.MissingMarkers;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of how a table becomes numbers and level codes: which columns, cleaned, derived and imputed how.
 *
 * @param cleaning how raw values are cleaned
 * @param derive columns computed from others, in order; a later one may use an earlier one
 * @param imputing how missing values are filled in
 * @param exclude columns that learners must not see, the target among them; matched exactly, then trimmed
 * @param types types declared by the user, by column
 * @param hiddenNumbers the text columns that hide numbers, as {@link #surveyed} found them in the whole table; null if no
 *     one has looked, {@link #fit} then looks itself
 */
public record Preparation(
        Cleaning cleaning,
        List<DerivedFeature> derive,
        Imputing imputing,
        Set<String> exclude,
        Map<String, ColumnType> types,
        @Nullable Map<String, HiddenNumbers> hiddenNumbers) {

    /** Sums of squares of larger numbers overflow. */
    private static final double LARGEST = 1e100;

    /** Copies the collections. */
    public Preparation {
        derive = List.copyOf(derive);
        exclude = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(exclude));
        types = java.util.Collections.unmodifiableMap(new TreeMap<>(types));
        hiddenNumbers = hiddenNumbers == null ? null : Map.copyOf(hiddenNumbers);
    }

    /**
     * A preparation for tables that no one has surveyed.
     *
     * @param cleaning how raw values are cleaned
     * @param derive columns computed from others, in order
     * @param imputing how missing values are filled in
     * @param exclude columns that learners must not see
     * @param types types declared by the user, by column
     */
    public Preparation(
            Cleaning cleaning,
            List<DerivedFeature> derive,
            Imputing imputing,
            Set<String> exclude,
            Map<String, ColumnType> types) {
        this(cleaning, derive, imputing, exclude, types, null);
    }

    /**
     * Settles what is settled over a whole table, as its types are, and not within a fold: that declared types hold, and
     * which text columns hide numbers.
     *
     * @param data the whole table as read; rows that messages name are its rows
     * @return the same configuration, with what was found
     * @throws DataException if a column declared numeric or a date holds something else
     */
    public Preparation surveyed(Dataset data) {
        types.forEach((name, type) -> {
            Column column = data.column(name);
            if (type.isNumber() && column.type() != type) {
                FittedCleaning.declared(cleaning, column, type).readAll(column);
            }
        });
        return new Preparation(cleaning, derive, imputing, exclude, types, hiddenNumbersIn(data));
    }

    /**
     * The same preparation without one more column.
     *
     * @param column what learners must not see
     * @return the preparation
     */
    public Preparation without(String column) {
        Set<String> fewer = new TreeSet<>(exclude);
        fewer.add(column);
        return new Preparation(cleaning, derive, imputing, fewer, types, hiddenNumbers);
    }

    private Map<String, HiddenNumbers> hiddenNumbersIn(Dataset data) {
        if (!cleaning.hiddenNumbers()) {
            return Map.of();
        }
        Set<String> settled = resolve(types.keySet(), data);
        settled.addAll(resolve(cleaning.synonyms().keySet(), data));
        return HiddenNumbers.in(data, missing(), settled);
    }

    private MissingMarkers missing() {
        return MissingMarkers.standard().and(cleaning.missing());
    }

    /**
     * The table with its formatted numbers as numbers, as {@link #surveyed} found them; so that identifiers, repeated rows and
     * whatever else is looked for before fitting are those of the numbers that are learnt from.
     *
     * @param data the whole table as read
     * @param target the target's name; its labels stay as they are
     * @return the table to learn from
     * @throws DataException if a number that is to be learnt from is larger than 1e100 in size
     */
    public Dataset asNumbers(Dataset data, String target) {
        Map<String, HiddenNumbers> found = new TreeMap<>(hiddenNumbers == null ? hiddenNumbersIn(data) : hiddenNumbers);
        found.remove(target);
        Dataset numbers = HiddenNumbers.asNumbers(data, found, missing());
        Set<String> unseen = resolve(exclude, data);
        unseen.add(target);
        for (Column column : numbers.columns()) {
            if (column instanceof NumericColumn values && !unseen.contains(column.name())) {
                requireUsable(values);
            }
        }
        return numbers;
    }

    private void requireUsable(NumericColumn values) {
        for (int row = 0; row < values.rows(); row++) {
            double value = values.value(row);
            if (Math.abs(value) > LARGEST && !missing().isMissing(Numbers.text(value))) {
                throw new DataException(
                        "Column " + Wording.name(values.name()) + " (row " + (row + 1) + ") holds "
                                + Wording.value(Numbers.text(value))
                                + " where a number up to 1e100 in size is required.",
                        "Maybe it is a slip, or stands for a missing value: correct it, list it as a missing marker, or"
                                + " exclude the column.",
                        Where.column(values.name()).row(row + 1L));
            }
        }
    }

    /**
     * Learns levels, medians and what else preparing needs from training rows.
     *
     * @param data the training rows, and no others
     * @return the fitted preparation
     * @throws DataException if a column named here is not in the table, if a declared type does
     *     not hold, or if no column is left to learn from
     * @throws ConfigurationException if a derived feature cannot be computed from these columns
     */
    public FittedPreparation fit(Dataset data) {
        Map<String, ColumnType> declared = new TreeMap<>();
        types.forEach((name, type) -> declared.put(data.column(name).name(), type));
        Map<String, HiddenNumbers> hidden = hiddenNumbers == null ? hiddenNumbersIn(data) : hiddenNumbers;
        requireFreeNames(data);
        FittedCleaning cleaned =
                FittedCleaning.fit(cleaning, data, resolve(exclude, data), sources(data), declared, hidden);
        return FittedPreparation.fit(cleaned, this, data);
    }

    private static Set<String> resolve(Set<String> names, Dataset data) {
        Set<String> resolved = new HashSet<>();
        names.forEach(name -> resolved.add(data.column(name).name()));
        return resolved;
    }

    private void requireFreeNames(Dataset data) {
        for (DerivedFeature feature : derive) {
            if (data.find(feature.name()).isPresent()) {
                throw new ConfigurationException(
                        "Derived feature " + Wording.name(feature.name()) + " has the name of another column.",
                        "Maybe choose a name that is not taken.",
                        Where.column(feature.name()));
            }
        }
    }

    /** The table's columns that derived features need. */
    private Set<String> sources(Dataset data) {
        Set<String> sources = new HashSet<>();
        Set<String> derived = new HashSet<>();
        for (DerivedFeature feature : derive) {
            for (String column : feature.columns()) {
                if (derived.contains(column)) {
                    continue;
                }
                sources.add(data.find(column)
                        .orElseThrow(() -> new ConfigurationException(
                                "Derived feature " + Wording.name(feature.name()) + " needs column "
                                        + Wording.name(column) + ", which is not there.",
                                Wording.maybeNearest(column, data.schema().names()),
                                Where.column(column)))
                        .name());
            }
            derived.add(feature.name());
        }
        return sources;
    }
}
