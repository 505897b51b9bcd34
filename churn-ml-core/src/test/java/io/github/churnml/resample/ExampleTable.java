package io.github.churnml.resample;

import io.github.churnml.prepare.TypedTable;
import io.github.churnml.prepare.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A table with labels, put together column by column. */
record ExampleTable(TypedTable table, int[] labels) {

    static ExampleTable of(int[] labels) {
        return new ExampleTable(new TypedTable(List.of(), new double[0][], labels.length), labels);
    }

    /** Labels with the positive rows first. */
    static ExampleTable of(int positive, int negative) {
        int[] labels = new int[positive + negative];
        Arrays.fill(labels, 0, positive, 1);
        return of(labels);
    }

    ExampleTable numbers(String name, double... values) {
        return with(new Variable(name, false, List.of(), List.of(name), true), values);
    }

    ExampleTable levels(String name, double... codes) {
        return with(nominal(name, codes, true), codes);
    }

    ExampleTable unseenNumbers(String name, double... values) {
        return with(new Variable(name, false, List.of(), List.of(name), false), values);
    }

    ExampleTable unseenLevels(String name, double... codes) {
        return with(nominal(name, codes, false), codes);
    }

    private static Variable nominal(String name, double[] codes, boolean feature) {
        int levels = 1 + (int) Arrays.stream(codes).max().orElse(-1);
        List<String> names = IntStream.range(0, Math.max(0, levels))
                .mapToObj(c -> "level '" + c + "' é")
                .toList();
        return new Variable(name, true, names, List.of(name), feature);
    }

    private ExampleTable with(Variable variable, double[] values) {
        List<Variable> variables = new ArrayList<>(table.variables());
        variables.add(variable);
        double[][] columns = Arrays.copyOf(table.columns(), variables.size());
        columns[variables.size() - 1] = values;
        return new ExampleTable(new TypedTable(variables, columns, labels.length), labels);
    }

    /** Columns of every kind: numbers, whole ones with gaps, a constant, levels few and many, and two that are not seen. */
    static ExampleTable mixed(int rows, double positiveShare, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] labels = new int[rows];
        double[][] v = new double[8][rows];
        for (int i = 0; i < rows; i++) {
            labels[i] = random.nextDouble() < positiveShare ? 1 : 0;
            v[0][i] = random.nextDouble() * 1000 + 300 * labels[i];
            v[1][i] = random.nextInt(20) == 0 ? Double.NaN : random.nextInt(6);
            v[2][i] = 0.1;
            v[3][i] = random.nextInt(2);
            v[4][i] = random.nextInt(4) - 1 - (random.nextInt(50) == 0 ? 1 : 0);
            v[5][i] = random.nextInt(rows);
            v[6][i] = i;
            v[7][i] = i % 3;
        }
        return of(labels)
                .numbers("usage", v[0])
                .numbers("support 'tickets'", v[1])
                .numbers("constant", v[2])
                .levels("yes or no", v[3])
                .levels("plan", v[4])
                .levels("city", v[5])
                .unseenNumbers("day", v[6])
                .unseenLevels("raw", v[7]);
    }

    ExampleTable copy() {
        double[][] columns = Arrays.stream(table.columns()).map(double[]::clone).toArray(double[][]::new);
        return new ExampleTable(new TypedTable(table.variables(), columns, table.rows()), labels.clone());
    }

    ExampleTable withLabels(int... other) {
        return new ExampleTable(table, other);
    }

    /** The columns in another order. */
    ExampleTable reordered(int... places) {
        return new ExampleTable(
                new TypedTable(
                        Arrays.stream(places).mapToObj(table.variables()::get).toList(),
                        Arrays.stream(places).mapToObj(j -> table.columns()[j]).toArray(double[][]::new),
                        table.rows()),
                labels);
    }

    Resampled resample(Resampler resampler, long seed) {
        return resampler.resample(table, labels, seed);
    }

    static double[] row(TypedTable table, int row) {
        double[] values = new double[table.columns().length];
        table.row(row, values);
        return values;
    }

    /** The values of added rows in one column. */
    static double[] added(Resampled resampled, int column) {
        return Arrays.copyOfRange(
                resampled.table().columns()[column],
                resampled.kept(),
                resampled.table().rows());
    }
}
