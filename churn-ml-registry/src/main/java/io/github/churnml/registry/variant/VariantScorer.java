package io.github.churnml.registry.variant;

import io.github.churnml.RowScorer;
import io.github.churnml.Scorer;
import io.github.churnml.ServingDefaults;
import io.github.churnml.data.Column;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Scores rows by a set of models: each by the model of its own segment, which its own columns name. A missing or unknown value is
 * answered by the model of all customers, and {@link VariantPrediction#chosen} says so. The bits are those of scoring with that
 * model alone. Immutable and safe for any number of threads.
 */
public final class VariantScorer {

    private final Chooser chooser;
    private final ServingDefaults serving;
    private final List<String> models;
    private final Scorer[] scorers;

    /** The place of the model that answers for each segment. */
    private final int[] answering;

    VariantScorer(
            Chooser chooser, ServingDefaults serving, List<String> models, Scorer[] scorers, List<Segment> segments) {
        this.chooser = chooser;
        this.serving = serving;
        this.models = models;
        this.scorers = scorers;
        this.answering = segments.stream()
                .mapToInt(segment -> models.indexOf(segment.model()))
                .toArray();
    }

    private VariantScorer(VariantScorer from, Scorer[] scorers) {
        this.chooser = from.chooser;
        this.serving = from.serving;
        this.models = from.models;
        this.scorers = scorers;
        this.answering = from.answering;
    }

    /**
     * Scorers for the rows of one file, as {@link Scorer#forTable} gives them; the file is gone through once for each model.
     *
     * @param table the file
     * @param options how to read it
     * @return a scorer for its rows of text
     */
    public VariantScorer forTable(Path table, ReadOptions options) {
        return new VariantScorer(
                this,
                Arrays.stream(scorers)
                        .map(scorer -> scorer.forTable(table, options))
                        .toArray(Scorer[]::new));
    }

    /**
     * Scores one customer given by column name, as {@link Scorer#score(Map)} does.
     *
     * @param row values by column name: exact, or without blanks around the name
     * @return the prediction, and whose it is
     * @throws DataException if a needed column, or one that divides the customers, is not in the map and may not be left out, or a
     *     value is of a wrong type
     */
    public VariantPrediction score(Map<String, ?> row) {
        int segment = choose(row);
        int model = model(segment);
        return new VariantPrediction(scorers[model].score(row), models.get(model), chosen(segment));
    }

    /**
     * How likely a customer given by column name is to leave; the same as the probability of {@link #score(Map)}.
     *
     * @param row values by column name
     * @return the probability, from 0 to 1
     * @throws DataException as {@link #score(Map)} does
     */
    public double probability(Map<String, ?> row) {
        return scorers[model(choose(row))].probability(row);
    }

    /**
     * Scores every row of a table, on all cores. A file is best read with {@link VariantSet#read}.
     *
     * @param data a table with all columns that the models need and that divide the customers
     * @return the probabilities, and whose they are
     * @throws DataException if such a column is not there, or a value is of a wrong type
     */
    public VariantPredictions score(Dataset data) {
        Column[] columns = new Column[chooser.columns().length];
        for (int c = 0; c < columns.length; c++) {
            columns[c] = data.find(chooser.columns()[c].name()).orElse(null);
            if (columns[c] == null && !serving.mayLeaveOut(chooser.columns()[c].name())) {
                throw absent(chooser.columns()[c].name(), data.schema().names());
            }
        }
        int[] segments = new int[data.rows()];
        int[] answered = new int[data.rows()];
        int[] counts = new int[scorers.length];
        for (int row = 0; row < segments.length; row++) {
            int at = row;
            segments[row] = chooser.choose(c -> columns[c] == null ? null : columns[c].text(at));
            answered[row] = model(segments[row]);
            counts[answered[row]]++;
        }
        double[] probabilities = new double[segments.length];
        for (int model = 0; model < counts.length; model++) {
            int[] rows = new int[counts[model]];
            int next = 0;
            for (int row = 0; row < answered.length; row++) {
                if (answered[row] == model) {
                    rows[next++] = row;
                }
            }
            if (rows.length > 0) {
                double[] said = scorers[model].score(data.select(rows)).probabilities();
                for (int i = 0; i < rows.length; i++) {
                    probabilities[rows[i]] = said[i];
                }
            }
        }
        return new VariantPredictions(probabilities, segments, models, answered);
    }

    /**
     * Prepares to score many rows of text that share a header, such as the lines of a file.
     *
     * @param header all the columns there are, in the order of the rows to come
     * @return scores rows of that shape
     * @throws DataException if a needed column, or one that divides the customers, is not among them
     */
    public Rows forColumns(List<String> header) {
        int[] positions = new int[chooser.columns().length];
        for (int c = 0; c < positions.length; c++) {
            String name = chooser.columns()[c].name();
            positions[c] = header.indexOf(name);
            for (int h = 0; positions[c] < 0 && h < header.size(); h++) {
                positions[c] = header.get(h).strip().equals(name.strip()) ? h : -1;
            }
            if (positions[c] < 0 && !serving.mayLeaveOut(name)) {
                throw absent(name, header);
            }
        }
        List<RowScorer> rows = new ArrayList<>();
        for (Scorer scorer : scorers) {
            rows.add(scorer.forColumns(header));
        }
        return new Rows(positions, rows);
    }

    /** Scores rows of one shape. Immutable, safe for any thread. */
    public final class Rows {

        private final int[] positions;
        private final List<RowScorer> scorers;

        private Rows(int[] positions, List<RowScorer> scorers) {
            this.positions = positions;
            this.scorers = scorers;
        }

        /**
         * Scores one row.
         *
         * @param values one per column of the header; null or a missing marker where a value is not known
         * @param row the 1-based row, for messages
         * @return the prediction, and whose it is
         * @throws DataException if a value is of a wrong type
         */
        public VariantPrediction score(List<? extends @Nullable Object> values, long row) {
            int segment = chooser.choose(c -> positions[c] < 0 ? null : values.get(positions[c]));
            int model = model(segment);
            return new VariantPrediction(scorers.get(model).score(values, row), models.get(model), chosen(segment));
        }
    }

    private int choose(Map<String, ?> row) {
        return chooser.choose(c -> {
            String name = chooser.columns()[c].name();
            Object value = row.get(name);
            return value == null && !row.containsKey(name) ? underBareName(name, row) : value;
        });
    }

    private @Nullable Object underBareName(String name, Map<String, ?> row) {
        for (Map.Entry<String, ?> entry : row.entrySet()) {
            if (entry.getKey() != null && entry.getKey().strip().equals(name.strip())) {
                return entry.getValue();
            }
        }
        if (!serving.mayLeaveOut(name)) {
            throw absent(name, row.keySet().stream().filter(key -> key != null).toList());
        }
        return null;
    }

    private int model(int segment) {
        return segment < 0 ? 0 : answering[segment];
    }

    private static VariantPrediction.Chosen chosen(int segment) {
        return segment == Chooser.MISSING
                ? VariantPrediction.Chosen.MISSING_VALUE
                : segment == Chooser.UNKNOWN
                        ? VariantPrediction.Chosen.UNKNOWN_VALUE
                        : VariantPrediction.Chosen.SEGMENT;
    }

    private static DataException absent(String name, List<String> given) {
        return new DataException(
                "Column " + Wording.name(name) + " is missing; it says which model answers for a customer.",
                Wording.nearest(name, given)
                        .map(near -> "Maybe " + Wording.name(near) + " should be named " + Wording.name(name) + ".")
                        .orElse(
                                "Maybe give an empty value where it is not known; the model of all customers then answers."),
                Where.column(name));
    }
}
