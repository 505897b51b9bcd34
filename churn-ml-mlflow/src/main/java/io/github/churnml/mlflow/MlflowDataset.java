package io.github.churnml.mlflow;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Field;
import io.github.churnml.settings.PlainJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The table that a run learnt from or was judged on: what it is like and where it came from, and no row of it.
 *
 * @param name such as {@code customers.csv}
 * @param fingerprint the SHA-256 of the table, as {@link Dataset#fingerprint} gives it; MLflow keeps its first 32 digits as
 *     the digest, and all of them in the profile
 * @param source where it came from, such as a path or an address; without secrets
 * @param columns the names and MLflow types of its columns; may be empty
 * @param rows how many rows it has
 * @param context what it was used for: {@code training} or {@code evaluation}
 */
public record MlflowDataset(
        String name, String fingerprint, String source, Map<String, String> columns, long rows, String context) {

    private static final int DIGEST = 32;
    private static final int LONGEST_NAME = 500;

    /** Most characters of a list of columns that every server keeps. */
    private static final int LONGEST_SCHEMA = 60_000;

    /** Copies the columns. */
    public MlflowDataset {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /**
     * Of a table in memory.
     *
     * @param data the table
     * @param name its name
     * @param source where it came from, without secrets
     * @param context what it was used for
     * @return what is told of it
     */
    public static MlflowDataset of(Dataset data, String name, String source, String context) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (Field field : data.schema().fields()) {
            columns.put(field.name(), field.type() == ColumnType.NUMERIC ? "double" : "string");
        }
        return new MlflowDataset(name, data.fingerprint(), source, columns, data.rows(), context);
    }

    /** As {@code runs/log-inputs} takes it. */
    Map<String, Object> json() {
        Map<String, Object> dataset = new LinkedHashMap<>();
        dataset.put("name", name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name);
        dataset.put("digest", fingerprint.length() > DIGEST ? fingerprint.substring(0, DIGEST) : fingerprint);
        dataset.put("source_type", "local");
        dataset.put("source", line(Map.of("uri", source)));
        List<Map<String, Object>> specification = new ArrayList<>();
        columns.forEach((column, type) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("type", type);
            one.put("name", column);
            one.put("required", false);
            specification.add(one);
        });
        String schema = line(Map.of("mlflow_colspec", specification));
        if (!columns.isEmpty() && schema.length() <= LONGEST_SCHEMA) {
            dataset.put("schema", schema);
        }
        Map<String, Object> profile = new LinkedHashMap<>();
        profile.put("num_rows", rows);
        if (!columns.isEmpty()) {
            profile.put("num_elements", rows * columns.size());
        }
        profile.put("sha256", fingerprint);
        dataset.put("profile", line(profile));
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("tags", JsonTree.ofPairs(Map.of("mlflow.data.context", context)));
        input.put("dataset", dataset);
        return input;
    }

    private static String line(Map<String, ?> tree) {
        return new String(PlainJson.writeLine(tree), StandardCharsets.UTF_8).strip();
    }
}
