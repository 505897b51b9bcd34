package io.github.churnml.prepare;

import io.github.churnml.error.Wording;
import io.github.churnml.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * An encoding learnt from training rows: copies, clips or scales numbers, spreads, recodes or measures levels. Immutable,
 * safe for any thread. It takes no labels; what a learner is given of rows whose labels it has seen is {@link
 * CrossFitted#training}.
 */
public final class FittedEncoding {

    private static final int CHUNK = 256;

    private final EncodedColumn[] columns;
    private final List<Feature> features;
    private final EncodingPlan plan;

    FittedEncoding(List<EncodedColumn> columns, List<Variable> variables) {
        this.columns = columns.toArray(EncodedColumn[]::new);
        this.features = columns.stream()
                .flatMap(column -> column.features(variables.get(column.variable())).stream())
                .toList();
        this.plan = new EncodingPlan(this.columns, variables);
    }

    /**
     * An encoding that gives each column's own codes and numbers on, for a model that came from elsewhere.
     *
     * @param columns the columns that {@link FittedPreparation#asGiven} was made of
     * @return the encoding, with one feature per column
     */
    public static FittedEncoding asGiven(List<GivenColumn> columns) {
        List<EncodedColumn> encoded = new ArrayList<>();
        for (GivenColumn column : columns) {
            encoded.add(column.encoded(encoded.size()));
        }
        return new FittedEncoding(
                encoded,
                columns.stream().map(column -> column.input().variable()).toList());
    }

    /** {@return whether a missing or unknown level becomes {@code NaN}} */
    public boolean leavesMissing() {
        return List.of(columns).stream().anyMatch(column -> column instanceof EncodedCodes);
    }

    /** {@return what each encoded value is} */
    public List<Feature> features() {
        return features;
    }

    /**
     * Encodes one prepared row.
     *
     * @param row a prepared row
     * @param into where to write, one value per feature
     */
    public void encode(double[] row, double[] into) {
        encode(row, into, 0);
    }

    /**
     * Encodes one prepared row into a place of an array.
     *
     * @param row a prepared row
     * @param into where to write, one value per feature
     * @param from the place of the first
     */
    public void encode(double[] row, double[] into, int from) {
        plan.encode(row, into, from);
    }

    /**
     * Encodes rows of a prepared table, column by column, into rows one after the other; the same bits as row by row.
     *
     * @param table prepared rows
     * @param from the first row, from 0
     * @param count how many rows
     * @param into where to write, {@code [row · features + feature]}
     */
    public void encode(TypedTable table, int from, int count, double[] into) {
        plan.encode(table.columns(), from, count, into);
    }

    /**
     * Encodes a prepared table. A feature whose values are those of a column shares them with the table.
     *
     * @param table prepared rows
     * @return the features of every row
     */
    public FeatureMatrix encode(TypedTable table) {
        int width = plan.width();
        double[][] encoded = new double[width][];
        plan.share(table.columns(), encoded);
        int[] changed =
                IntStream.range(0, width).filter(j -> encoded[j] == null).toArray();
        for (int j : changed) {
            encoded[j] = new double[table.rows()];
        }
        if (changed.length == 0) {
            return new FeatureMatrix(features, encoded, table.rows());
        }
        IntStream.range(0, (table.rows() + CHUNK - 1) / CHUNK).parallel().forEach(c -> {
            int from = c * CHUNK;
            int count = Math.min(table.rows() - from, CHUNK);
            double[] rows = new double[Math.multiplyExact(count, width)];
            plan.encode(table.columns(), from, count, rows);
            for (int j : changed) {
                for (int i = 0, at = j; i < count; i++, at += width) {
                    encoded[j][from + i] = rows[at];
                }
            }
        });
        return new FeatureMatrix(features, encoded, table.rows());
    }

    /** {@return the fitted state by key, as {@link #of} reads it} */
    public Map<String, Object> state() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("parts", List.of(columns).stream().map(EncodedColumn::state).toList());
        return state;
    }

    /**
     * Reads a fitted state.
     *
     * @param state as {@link #state} gives it
     * @param variables what the prepared rows hold
     * @return the fitted encoding
     */
    public static FittedEncoding of(Settings state, List<Variable> variables) {
        List<EncodedColumn> columns = state.sections("parts").stream()
                .map(part -> EncodedColumn.of(part, variables))
                .toList();
        // Once each: names of features repeat a column's levels, so that a short list of parts could ask for any
        // memory.
        if (columns.stream().mapToInt(EncodedColumn::variable).distinct().count() != columns.size()) {
            throw state.problem("Key " + Wording.name(state.nameOf("parts")) + " encodes a column twice.", "");
        }
        state.finish();
        return new FittedEncoding(columns, variables);
    }
}
