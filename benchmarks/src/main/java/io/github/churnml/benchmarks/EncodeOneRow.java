package io.github.churnml.benchmarks;

import io.github.churnml.ChurnModel;
import io.github.churnml.Prediction;
import io.github.churnml.RowBuffer;
import io.github.churnml.RowScorer;
import io.github.churnml.Scorer;
import io.github.churnml.data.Column;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.prepare.Input;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Setup;

/**
 * How long does a raw row take to its prediction, through the whole pipeline? Once as a mean, and once sampled call by
 * call, which shows the 99th percentile: {@code benchmarks/run EncodeOneRow}.
 */
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
public class EncodeOneRow extends Measured {

    private static final int ROWS = 2_000;

    private Scorer scorer;
    private RowScorer texts;
    private RowBuffer buffer;
    private boolean[] isNumber;
    private final List<double[]> numbers = new ArrayList<>();
    private final List<Map<String, @Nullable Object>> maps = new ArrayList<>();
    private final List<@Nullable Object[]> values = new ArrayList<>();
    private final List<List<@Nullable String>> lines = new ArrayList<>();
    private int next;

    @Setup
    public void prepare() {
        scorer = ChurnModel.load(Pipeline.file(size())).scorer().warmUp();
        buffer = scorer.newRow();
        isNumber = new boolean[scorer.inputs().size()];
        for (int j = 0; j < isNumber.length; j++) {
            isNumber[j] = scorer.inputs().get(j).type().isNumber();
        }
        List<String> names = scorer.inputs().stream().map(Input::name).toList();
        texts = scorer.forColumns(names);
        Dataset whole = CustomerTable.find().read();
        Dataset data =
                whole.select(IntStream.range(whole.rows() - ROWS, whole.rows()).toArray());
        for (int row = 0; row < ROWS; row++) {
            add(names.stream().map(data::column).toList(), row);
        }
        requireEqual(scorer.score(data).probabilities());
    }

    private void add(List<Column> columns, int row) {
        Map<String, @Nullable Object> map = new HashMap<>();
        @Nullable Object[] array = new Object[columns.size()];
        List<@Nullable String> line = new ArrayList<>();
        double[] bare = new double[columns.size()];
        for (int j = 0; j < array.length; j++) {
            Column column = columns.get(j);
            boolean number = column instanceof NumericColumn && !column.isMissing(row);
            array[j] = number ? (Object) ((NumericColumn) column).value(row) : column.text(row);
            bare[j] = number ? ((NumericColumn) column).value(row) : Double.NaN;
            map.put(column.name(), array[j]);
            line.add(column.text(row));
        }
        maps.add(map);
        numbers.add(bare);
        values.add(array);
        lines.add(line);
    }

    private void requireEqual(double[] table) {
        for (next = 0; next < ROWS; ) {
            double expected = table[next];
            int row = next;
            double map = fromMap();
            next = row;
            double array = fromValues().probability();
            next = row;
            double buffer = fromRowBuffer();
            next = row;
            double line = fromTexts();
            next = row + 1;
            if (map != expected || array != expected || buffer != expected || line != expected) {
                throw new IllegalStateException("row " + row + ": " + expected + " in a table, " + map + " as a map, "
                        + array + " as values, " + buffer + " in a row buffer, " + line + " as texts");
            }
        }
        next = 0;
    }

    /** By column name, numbers boxed: what an application usually has. */
    @Benchmark
    public double fromMap() {
        return scorer.probability(maps.get(row()));
    }

    /** Into a row that is used again and again, by position: nothing is allocated. */
    @Benchmark
    public double fromRowBuffer() {
        int row = row();
        double[] numbers = this.numbers.get(row);
        @Nullable Object[] given = values.get(row);
        for (int j = 0; j < numbers.length; j++) {
            if (isNumber[j]) {
                buffer.set(j, numbers[j]);
            } else {
                buffer.set(j, given[j]);
            }
        }
        return scorer.probability(buffer);
    }

    /** By position, numbers boxed, with all that a prediction says. */
    @Benchmark
    public Prediction fromValues() {
        return scorer.score(values.get(row()));
    }

    /** By position, all as text, as a line of a file is given. */
    @Benchmark
    public double fromTexts() {
        return texts.probability(lines.get(row()), 0);
    }

    private int row() {
        int row = next;
        next = row + 1 == ROWS ? 0 : row + 1;
        return row;
    }
}
