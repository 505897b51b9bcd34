package io.github.churnml.registry;

import io.github.churnml.ChurnModel;
import io.github.churnml.Scorer;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dates;
import io.github.churnml.drift.ColumnProfile;
import io.github.churnml.drift.LevelProfile;
import io.github.churnml.drift.NumberProfile;
import io.github.churnml.error.ChurnException;
import io.github.churnml.error.RegistryException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.prepare.Input;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.PlainJson;
import io.github.churnml.settings.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows that a model must score as it did on the day it was registered, to the bit. They are made up from the model's reference
 * profile (edges of bins, levels seen often, gaps), so they are no customer's. Immutable.
 */
public final class GoldenRows {

    private static final int ROWS = 64;
    /** Strides that meet different combinations of values. */
    private static final int STRIDE = 7;

    private static final List<Double> ANY = List.of(0.0, 1.0, -1.0, 0.5, 12.0, 100.0, 1e4);

    private final List<String> columns;
    private final List<List<@Nullable Object>> rows;
    private final double[] probabilities;

    private GoldenRows(List<String> columns, List<List<@Nullable Object>> rows, double[] probabilities) {
        this.columns = List.copyOf(columns);
        this.rows = rows;
        this.probabilities = probabilities;
    }

    /**
     * Makes rows, and has a model score them.
     *
     * @param model the model
     * @return the rows with their scores
     */
    public static GoldenRows of(ChurnModel model) {
        List<Input> inputs = model.inputs();
        List<String> columns = inputs.stream().map(Input::name).toList();
        List<List<@Nullable Object>> values =
                inputs.stream().map(input -> values(model, input)).toList();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            List<@Nullable Object> row = new ArrayList<>();
            for (int j = 0; j < inputs.size(); j++) {
                List<@Nullable Object> of = values.get(j);
                // The first row has no value at all; then each column goes through its values at its own pace.
                row.add(i == 0 ? null : of.get((i + STRIDE * j) % of.size()));
            }
            rows.add(row);
        }
        return new GoldenRows(columns, rows, score(model.scorer(), columns, rows));
    }

    /** What a column is tried with; a missing value first. */
    private static List<@Nullable Object> values(ChurnModel model, Input input) {
        Optional<ColumnProfile> profile = model.referenceProfile().find(input.name());
        List<@Nullable Object> values = new ArrayList<>();
        values.add(null);
        if (!input.type().isNumber()) {
            values.addAll(
                    profile.isPresent() && profile.get() instanceof LevelProfile known
                            ? known.levels()
                            : input.levels());
            return values;
        }
        List<Double> numbers = profile.isPresent() && profile.get() instanceof NumberProfile known && known.rows() > 0
                ? numbers(known)
                : ANY;
        for (double number : numbers) {
            if (input.type() != ColumnType.DATE) {
                values.add(number);
            } else if (number > -700_000 && number < 2_000_000) { // the days of the years that dates have
                values.add(Dates.text(number));
            }
        }
        return values;
    }

    private static List<Double> numbers(NumberProfile profile) {
        List<Double> numbers = new ArrayList<>();
        if (Double.isFinite(profile.min())) {
            numbers.add(profile.min());
            numbers.add(profile.max());
        }
        numbers.addAll(profile.edges());
        return numbers;
    }

    private static double[] score(Scorer scorer, List<String> columns, List<List<@Nullable Object>> rows) {
        double[] probabilities = new double[rows.size()];
        for (int i = 0; i < probabilities.length; i++) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            for (int j = 0; j < columns.size(); j++) {
                row.put(columns.get(j), rows.get(i).get(j));
            }
            probabilities[i] = scorer.probability(row);
        }
        return probabilities;
    }

    /**
     * Has a model score the rows again.
     *
     * @param model the model, which must be the very one that they were made of
     * @return how many rows it scores otherwise than it did, in as little as the last bit; all of them if it cannot score them
     */
    public int differences(ChurnModel model) {
        double[] now;
        try {
            now = score(model.scorer(), columns, rows);
        } catch (ChurnException e) {
            return rows.size();
        }
        int differences = 0;
        for (int i = 0; i < now.length; i++) {
            differences += Double.compare(now[i], probabilities[i]) == 0 ? 0 : 1;
        }
        return differences;
    }

    /** {@return how many rows there are} */
    public int size() {
        return rows.size();
    }

    /** {@return the scores, one a row; a copy} */
    public double[] probabilities() {
        return probabilities.clone();
    }

    /** {@return the rows and scores as JSON, which reads back as the same bits} */
    byte[] toBytes() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("columns", columns);
        document.put("rows", rows);
        document.put("probabilities", Arrays.stream(probabilities).boxed().toList());
        return PlainJson.write(document);
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws RegistryException if it is not that
     */
    static GoldenRows of(byte[] json, String file) {
        Blame blame = (problem, maybe) -> new RegistryException(
                "The golden rows " + Wording.name(file) + " cannot be read: " + problem,
                "Maybe the file was changed by hand.",
                Where.nowhere());
        Map<String, Object> tree = PlainJson.read(json, blame, file);
        Object rows = tree.remove("rows");
        Settings state = Settings.of(tree, blame);
        List<String> columns = state.texts("columns");
        double[] probabilities = state.numbers("probabilities");
        state.finish();
        List<List<@Nullable Object>> read = new ArrayList<>();
        if (rows instanceof List<?> list) {
            for (Object row : list) {
                if (row instanceof List<?> values && values.size() == columns.size()) {
                    read.add(new ArrayList<>(values));
                }
            }
        }
        if (read.size() != probabilities.length || read.isEmpty()) {
            throw blame.of("rows and scores do not fit.", "");
        }
        return new GoldenRows(columns, read, probabilities);
    }
}
