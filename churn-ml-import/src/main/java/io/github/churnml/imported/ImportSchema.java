package io.github.churnml.imported;

import io.github.churnml.prepare.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What tables hold that an imported model is to score: what a foreign model file does not say. Immutable; usually read from
 * YAML:
 *
 * <pre>{@code
 * name: retention                # all but columns may be left out
 * version: 2.0.0
 * target: {column: churned, positive: Yes, negative: No}
 * threshold: 0.4
 * missing: [unknown]             # besides NA, N/A, null, NaN, ?, - and empty cells
 * columns:
 * - name: plan_type              # the table's column
 *   levels: [Basic, Standard, Pro]      # coded 0, 1, 2
 * - name: contract
 *   feature: contract_type       # the model's name for it, if that is another
 *   levels: {Monthly: 0, Annual: 1}
 * - name: autopay
 *   type: boolean                # yes, true, y, t, 1 are 1; no, false, n, f, 0 are 0
 * - name: tenure_months
 *   type: number
 *   missing: [-999]
 * }</pre>
 *
 * <p>If the model names its features, columns are matched by name, in any order, and those not listed are what the model's file
 * says. Otherwise all columns are listed, in the model's order. A schema that contradicts the model's file is refused.
 *
 * @param name the model's name, or null for the default
 * @param version the model's semantic version, or null for the default
 * @param target what is predicted, in the words of the table; column {@code churn} with {@code yes} and {@code no} by default
 * @param threshold from which probability a customer is predicted to leave, above 0 and at most 1; 0.5 by default
 * @param missing texts that stand for a missing value in every column, besides the usual ones
 * @param columns the columns
 */
public record ImportSchema(
        @Nullable String name,
        @Nullable String version,
        Target target,
        double threshold,
        List<String> missing,
        List<Column> columns) {

    /** What an imported model predicts if nothing else is said. */
    static final Target TARGET = new Target("churn", "yes", "no");

    /** From which probability on, if nothing else is said. */
    static final double THRESHOLD = 0.5;

    /** What the values of a column are. */
    public enum Type {
        /** Numbers, given on as they are; true and false are 1 and 0. */
        NUMBER,
        /** Two values that spell yes and no, given on as 1 and 0. */
        BOOLEAN,
        /** Levels by name, given on as their codes. */
        CATEGORICAL,
        /** What the model's file says: the levels that it names, else numbers. */
        AS_IN_FILE
    }

    /**
     * A column of the tables that the model is to score.
     *
     * @param name the column's name
     * @param feature the model's name for it; null if that is the same
     * @param type what its values are
     * @param levels the code of each level of a categorical column; empty for others
     * @param missing texts that stand for a missing value in this column
     */
    public record Column(
            String name, @Nullable String feature, Type type, Map<String, Double> levels, List<String> missing) {

        /** Copies the collections; levels keep their order. */
        public Column {
            levels = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(levels));
            missing = List.copyOf(missing);
        }

        /** {@return the model's name for the column} */
        public String featureName() {
            return Optional.ofNullable(feature).orElse(name);
        }
    }

    /** Copies the lists. */
    public ImportSchema {
        missing = List.copyOf(missing);
        columns = List.copyOf(columns);
        if (!(threshold > 0 && threshold <= 1)) {
            throw new IllegalArgumentException("a threshold of " + threshold);
        }
    }

    /** {@return the schema that says nothing: no columns, all defaults} */
    public static ImportSchema none() {
        return new ImportSchema(null, null, TARGET, THRESHOLD, List.of(), List.of());
    }

    /**
     * Reads a schema.
     *
     * @param path a YAML file
     * @return the schema
     * @throws io.github.churnml.error.ConfigurationException if the file is not there or does not describe columns; names the
     *     key, and the nearest one that is known
     */
    public static ImportSchema read(Path path) {
        return ImportSchemaYaml.read(path);
    }

    /**
     * Reads a schema from text.
     *
     * @param yaml the text
     * @return the schema
     * @throws io.github.churnml.error.ConfigurationException as {@link #read} does
     */
    public static ImportSchema parse(String yaml) {
        return ImportSchemaYaml.parse(yaml);
    }

    /** All columns' names, for messages. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        columns.forEach(column -> names.add(column.name()));
        return names;
    }
}
