package io.github.churnml.drift;

import io.github.churnml.data.Dataset;
import io.github.churnml.prepare.Input;
import io.github.churnml.prepare.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts rows, as a model has read them, into windows over the bins of its reference profile, as far as the profile knows the
 * model's columns. Immutable and safe for any thread; the windows are not. Allocates nothing per row.
 *
 * <p>A row is the values of all columns in the model's order, as {@link Input} reads them (level codes for levels), and after
 * them the probability that the model gave.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class RowCounter {

    private final ReferenceProfile profile;
    private final List<Input> inputs;
    /** Where in a row each column of the profile stands. */
    private final int[] places;
    /** The profile's level by the model's code; no codes for numbers. */
    private final int[][] levels;

    private final boolean[] nominal;

    private RowCounter(ReferenceProfile profile, List<Input> inputs, int[] places) {
        this.profile = profile;
        this.inputs = List.copyOf(inputs);
        this.places = places;
        this.levels = new int[places.length][];
        this.nominal = new boolean[places.length];
        for (int i = 0; i < places.length; i++) {
            Input input = inputs.get(places[i]);
            nominal[i] = input.type().isCoded();
            levels[i] = profile.columns().get(i) instanceof LevelProfile known ? codes(input, known) : new int[0];
        }
    }

    /**
     * A counter for a model.
     *
     * @param profile what its training rows looked like
     * @param inputs its columns, in its order
     * @return the counter; empty if nothing is known of the training rows, as of an imported model
     */
    public static Optional<RowCounter> of(ReferenceProfile profile, List<Input> inputs) {
        List<ColumnProfile> columns = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int place = 0; place < inputs.size(); place++) {
            Input input = inputs.get(place);
            Optional<ColumnProfile> found = profile.find(input.name())
                    .filter(column ->
                            column instanceof LevelProfile == input.type().isCoded());
            if (found.isPresent()) {
                columns.add(found.get());
                places.add(place);
            }
        }
        if (columns.isEmpty() || profile.rows() == 0) {
            return Optional.empty();
        }
        ReferenceProfile known =
                new ReferenceProfile(profile.rows(), columns, profile.scores().orElse(null));
        return Optional.of(new RowCounter(
                known, inputs, places.stream().mapToInt(Integer::intValue).toArray()));
    }

    /** {@return an empty window to count into} */
    public DriftWindow newWindow() {
        return new DriftWindow(profile);
    }

    /** {@return the reference, with the columns that are counted} */
    public ReferenceProfile profile() {
        return profile;
    }

    /** {@return how many numbers a row has: one per column of the model, and the probability} */
    public int rowLength() {
        return inputs.size() + 1;
    }

    /**
     * Counts every row of a table.
     *
     * @param data a table with all columns of the model
     * @param probabilities what the model gave, one per row
     * @return a new window of these rows
     * @throws io.github.churnml.error.DataException if a column is not there, or holds a value of a wrong type
     */
    public DriftWindow count(Dataset data, double[] probabilities) {
        double[][] columns = new double[inputs.size()][];
        for (int j = 0; j < columns.length; j++) {
            Input input = inputs.get(j);
            columns[j] = input.readAll(data.column(input.name()));
        }
        DriftWindow window = newWindow();
        double[] row = new double[rowLength()];
        for (int i = 0; i < probabilities.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                row[j] = columns[j][i];
            }
            row[columns.length] = probabilities[i];
            count(row, 0, window);
        }
        return window;
    }

    /**
     * Counts one row.
     *
     * @param rows rows, one after the other
     * @param from where the row begins
     * @param into a window of {@link #newWindow}
     */
    public void count(double[] rows, int from, DriftWindow into) {
        for (int i = 0; i < places.length; i++) {
            double value = rows[from + places[i]];
            if (nominal[i]) {
                into.addLevel(i, level(levels[i], (int) value));
            } else {
                into.addNumber(i, value);
            }
        }
        into.addScore(rows[from + inputs.size()]);
        into.endRow();
    }

    private static int level(int[] ofCode, int code) {
        return code >= 0 ? ofCode[code] : code == Variable.MISSING ? DriftWindow.MISSING : DriftWindow.UNSEEN;
    }

    /** A level that is rare in training has a code of the model's, but no place in the profile. */
    private static int[] codes(Input input, LevelProfile profile) {
        int[] codes = new int[input.levels().size()];
        Map<String, Integer> known = new HashMap<>();
        for (String level : profile.levels()) {
            known.put(level, known.size());
        }
        for (int code = 0; code < codes.length; code++) {
            codes[code] = known.getOrDefault(input.levels().get(code), DriftWindow.UNSEEN);
        }
        return codes;
    }
}
