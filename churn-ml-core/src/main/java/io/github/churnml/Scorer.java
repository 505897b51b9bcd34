package io.github.churnml;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.decide.DecisionRule;
import io.github.churnml.decide.ProbabilityInterval;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.explain.Explanations;
import io.github.churnml.prepare.DecimalScan;
import io.github.churnml.prepare.FittedPreparation;
import io.github.churnml.prepare.Input;
import io.github.churnml.prepare.TypedTable;
import io.github.churnml.prepare.Variable;
import io.github.churnml.recipe.FittedRecipe;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Scores rows: from raw values to a {@link Prediction} or a probability alone, through the very steps that training used.
 * Immutable and safe for any number of threads; a row, a batch and a reloaded model give the same bits. Needs no Smile on
 * the class path.
 *
 * <table>
 * <caption>Ways to give a customer</caption>
 * <tr><th>given</th><th>checked</th><th>made on the heap</th></tr>
 * <tr><td>a {@code Map}, by column name</td><td>each row: a needed column that is no key is an error, unless the pipeline
 * lets it be left out ({@link ServingDefaults})</td><td>what the caller makes</td></tr>
 * <tr><td>a record, by {@link #forRecords(Class)}</td><td>names and types once</td><td>what the caller makes</td></tr>
 * <tr><td>a {@link RowBuffer}, by name or position</td><td>each row: a needed column that is not set is an error</td><td>
 * nothing</td></tr>
 * <tr><td>a line of text, by {@link #forColumns}</td><td>the header once</td><td>copies of texts that are not plain</td></tr>
 * <tr><td>a {@link Dataset}</td><td>once</td><td>the table's columns; on all cores</td></tr>
 * </table>
 *
 * <p>Numbers are read from digits, levels are known by their spelling in training without a further look. Text that has to
 * be looked into (blanks, other letter case, a currency sign, a date) is copied on the way. A text that training did not see
 * in a column of levels is scored as such ({@link Prediction#unknownLevels}); a {@link Number} or boolean that is no level, where
 * all levels are texts, is refused, as the endpoint does.
 */
public final class Scorer {

    private final FittedRecipe fitted;
    private final FittedPreparation preparation;
    private final DecisionRule rule;
    private final ServingDefaults serving;
    private final InputNames names;
    private final Input[] inputs;
    /** The inputs that are levels. */
    private final int[] levelPlaces;

    private final WorkSpaces spaces;
    private final Explanations explanations;

    Scorer(FittedRecipe fitted, DecisionRule rule, Explanations explanations, ServingDefaults serving) {
        this(fitted, rule, explanations, serving, fitted.preparation().inputs());
    }

    private Scorer(
            FittedRecipe fitted,
            DecisionRule rule,
            Explanations explanations,
            ServingDefaults serving,
            List<Input> inputs) {
        this.fitted = fitted;
        this.preparation = fitted.preparation();
        this.rule = rule;
        this.inputs = inputs.toArray(Input[]::new);
        this.names = new InputNames(inputs, serving);
        this.serving = serving;
        this.levelPlaces = IntStream.range(0, this.inputs.length)
                .filter(j -> this.inputs[j].variable().nominal())
                .toArray();
        this.spaces = new WorkSpaces(fitted, rule);
        this.explanations = explanations;
    }

    /** {@return the raw columns that are needed, in the order of {@link #score(Object[])}} */
    public List<Input> inputs() {
        return List.of(inputs);
    }

    /**
     * A scorer for the rows of one file, which is gone through once: where the other values of a column tell, a text such as
     * {@code 1.234} is read with the decimal mark of the file and not with that of training.
     *
     * @param table the file
     * @param options how to read it
     * @return a scorer for its rows of text; this one if the file cannot be read to its end, which whoever reads its rows
     *     will find with the rows before
     */
    public Scorer forTable(Path table, ReadOptions options) {
        try {
            return new Scorer(fitted, rule, explanations, serving, DecimalScan.inputs(inputs(), table, options));
        } catch (DataException unreadable) {
            return this;
        }
    }

    /** {@return the columns that reasons are given by: the inputs, and derived features of several of them} */
    public List<String> explainedColumns() {
        return explanations.columns();
    }

    /**
     * Does now what scoring does by itself after a few hundred rows: compiles trees into tables for speed, in some
     * milliseconds. For a server, whose first callers should not wait for it.
     *
     * @return this scorer
     */
    public Scorer warmUp() {
        fitted.warmUp();
        return this;
    }

    /**
     * Scores one customer given by column name. A value is text, a number, a boolean, a date, or null where it is not
     * known (it is then imputed as in training). Columns that the model does not need are ignored. Columns that the pipeline
     * lets be left out ({@code serving: {missing: impute}}, or {@code optional}) need not be in the map and are imputed, too;
     * not so where a key that the model does not need looks like the column's name misspelt.
     *
     * @param row values by column name: exact, or without blanks around the name
     * @return the prediction
     * @throws DataException if a needed column is not in the map and may not be left out, or a value is of a wrong type
     */
    public Prediction score(Map<String, ?> row) {
        WorkSpace space = read(row);
        Prediction prediction = predict(space);
        giveBack(space);
        return prediction;
    }

    /**
     * How likely a customer given by column name is to leave; the same as the probability of {@link #score(Map)}.
     *
     * @param row values by column name: exact, or without blanks around the name
     * @return the probability, from 0 to 1
     * @throws DataException if a needed column is not in the map and may not be left out, or a value is of a wrong type
     */
    public double probability(Map<String, ?> row) {
        WorkSpace space = read(row);
        double probability = space.probability();
        giveBack(space);
        return probability;
    }

    /**
     * Scores one customer given by position.
     *
     * @param values one per input, in the order of {@link #inputs}; null where a value is not known
     * @return the prediction
     * @throws DataException if there are too few or too many values, or one is of a wrong type
     */
    public Prediction score(@Nullable Object[] values) {
        WorkSpace space = read(values);
        Prediction prediction = predict(space);
        giveBack(space);
        return prediction;
    }

    /**
     * Makes a row to fill and score again and again without making objects. Make one for each thread, and few: it holds the
     * work space of the whole model.
     *
     * @return a row of this model in which nothing is set
     */
    public RowBuffer newRow() {
        return new RowBuffer(fitted, rule, names);
    }

    /**
     * The position of a column, for setting values of a {@link RowBuffer} without looking names up.
     *
     * @param name the name, exact or without blanks around it
     * @return the position among {@link #inputs}, from 0
     * @throws DataException if the model needs no such column
     */
    public int column(String name) {
        return names.require(name);
    }

    /**
     * Scores a row. It may be scored again; the first value set afterwards begins the next row.
     *
     * @param row a row that a scorer of this model has made, with every column set
     * @return the prediction
     * @throws DataException if a column is not set
     * @throws IllegalArgumentException if the row is of another model
     */
    public Prediction score(RowBuffer row) {
        return predict(row.filled(fitted));
    }

    /**
     * How likely the customer of a row is to leave; allocates nothing. The row may be scored again; the first value set
     * afterwards begins the next row.
     *
     * @param row a row that a scorer of this model has made, with every column set
     * @return the probability, from 0 to 1
     * @throws DataException if a column is not set
     * @throws IllegalArgumentException if the row is of another model
     */
    public double probability(RowBuffer row) {
        return row.filled(fitted).probability();
    }

    /**
     * Prepares to score an application's own records. A component holds the values of the column of its name; where there is
     * none, of the one column whose name differs in case and marks only ({@code monthlyCharges} holds {@code MonthlyCharges}
     * or {@code monthly_charges}). Other components are ignored.
     *
     * @param type the record; in a named module, a public one of an exported package, or one that is open to reflection
     * @param <T> the record
     * @return scores such records
     * @throws io.github.churnml.error.ConfigurationException if the record cannot be read, lacks a needed column, or has a
     *     component of a type that its column cannot have
     */
    public <T extends Record> RecordScorer<T> forRecords(Class<T> type) {
        return forRecords(type, MethodHandles.publicLookup());
    }

    /**
     * As {@link #forRecords(Class)}, for a record that only the caller can read.
     *
     * @param type the record
     * @param lookup {@code MethodHandles.lookup()}, called where the record can be read
     * @param <T> the record
     * @return scores such records
     * @throws io.github.churnml.error.ConfigurationException if the record cannot be read, lacks a needed column, or has a
     *     component of a type that its column cannot have
     */
    public <T extends Record> RecordScorer<T> forRecords(Class<T> type, MethodHandles.Lookup lookup) {
        return new RecordScorer<>(this, type, lookup);
    }

    /**
     * Scores every row of a table, on all cores. Columns that the model does not need are ignored. A file is best read with
     * {@link ChurnModel#read}, so that a short one is typed as the training table was.
     *
     * @param data a table with all input columns
     * @return one probability per row, in the table's order
     * @throws DataException if an input column is not there, or a value is of a wrong type
     */
    public Predictions score(Dataset data) {
        TypedTable table = preparation.table(data);
        double[] logOdds = fitted.logOdds(table);
        ProbabilityInterval[] intervals = rule.vennAbers()
                .map(predictor ->
                        Arrays.stream(logOdds).mapToObj(predictor::interval).toArray(ProbabilityInterval[]::new))
                .orElse(null);
        Map<String, Long> unknown = new LinkedHashMap<>();
        for (int place : levelPlaces) {
            long count = Arrays.stream(table.columns()[place])
                    .filter(code -> code == Variable.UNKNOWN)
                    .count();
            if (count > 0) {
                unknown.put(inputs[place].name(), count);
            }
        }
        return new Predictions(rule.probabilities(logOdds), intervals, unknown);
    }

    /**
     * Prepares to score many rows of text that share a header, such as the lines of a file.
     *
     * @param columns the header: all the columns there are, in the order of the rows to come
     * @return scores rows of that shape
     * @throws DataException if an input column is not among them
     */
    public RowScorer forColumns(List<String> columns) {
        return new RowScorer(this, columns);
    }

    /** {@return its target, threshold and columns, for logs; nothing of any customer} */
    @Override
    public String toString() {
        return "Scorer[target " + rule.target().column() + ", " + rule.target().label(true) + " from "
                + rule.threshold() + ", columns " + Wording.names(List.of(names.names())) + "]";
    }

    /** Which position of a header each input stands at. */
    int[] positions(List<String> columns) {
        return names.positions(columns);
    }

    /** Work space with a row to fill: for one row, then to be given back. */
    WorkSpace take() {
        return spaces.take();
    }

    /** Gives work space back, unless an exception left it half done. */
    void giveBack(WorkSpace space) {
        spaces.giveBack(space);
    }

    /** Finishes a row whose first places hold what the inputs have read. */
    Prediction predict(WorkSpace space) {
        List<String> unknown = unknownLevels(space.row);
        double[] read = Arrays.copyOf(space.row, inputs.length);
        return new Prediction(space.logOdds(), rule, unknown, explanations, read);
    }

    private WorkSpace read(Map<String, ?> row) {
        WorkSpace space = take();
        String[] keys = names.names();
        for (int j = 0; j < keys.length; j++) {
            Object value = row.get(keys[j]);
            if (value == null && !row.containsKey(keys[j])) {
                value = names.underBareName(j, row);
            }
            space.row[j] = inputs[j].read(value, 0);
        }
        return space;
    }

    private WorkSpace read(@Nullable Object[] values) {
        if (values.length != inputs.length) {
            throw new DataException(
                    "The row has " + values.length + " values where the model needs " + inputs.length + ".",
                    "Maybe follow the order of these columns: " + Wording.names(List.of(names.names())) + ".",
                    Where.nowhere());
        }
        WorkSpace space = take();
        for (int j = 0; j < values.length; j++) {
            space.row[j] = inputs[j].read(values[j], 0);
        }
        return space;
    }

    private List<String> unknownLevels(double[] row) {
        List<String> unknown = List.of();
        for (int place : levelPlaces) {
            if (row[place] == Variable.UNKNOWN) {
                unknown = unknown.isEmpty() ? new ArrayList<>() : unknown;
                unknown.add(inputs[place].name());
            }
        }
        return unknown;
    }
}
