package io.github.churnml.profile;

import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.data.TextColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;

/** Builds a table column by column, each a function of the row; a null or NaN is missing. */
final class Table {

    private final int rows;
    private final List<Column> columns = new ArrayList<>();

    Table(int rows) {
        this.rows = rows;
    }

    Table numbers(String name, IntToDoubleFunction value) {
        return numbers(name, ColumnType.NUMERIC, value);
    }

    /** Days since 1970-01-01. */
    Table dates(String name, IntToDoubleFunction value) {
        return numbers(name, ColumnType.DATE, value);
    }

    private Table numbers(String name, ColumnType type, IntToDoubleFunction value) {
        double[] values = new double[rows];
        for (int row = 0; row < rows; row++) {
            values[row] = value.applyAsDouble(row);
        }
        columns.add(NumericColumn.of(name, type, values));
        return this;
    }

    Table levels(String name, IntFunction<String> value) {
        Map<String, Integer> codes = new LinkedHashMap<>();
        int[] coded = new int[rows];
        for (int row = 0; row < rows; row++) {
            String level = value.apply(row);
            coded[row] = level == null ? CodedColumn.MISSING : codes.computeIfAbsent(level, key -> codes.size());
        }
        columns.add(CodedColumn.of(name, ColumnType.CATEGORICAL, coded, List.copyOf(codes.keySet())));
        return this;
    }

    Table ids(String name, IntFunction<String> value) {
        return texts(name, ColumnType.IDENTIFIER, value);
    }

    Table texts(String name, ColumnType type, IntFunction<String> value) {
        List<String> texts = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            texts.add(value.apply(row));
        }
        columns.add(TextColumn.of(name, type, texts));
        return this;
    }

    /** A target {@code churn} of yes and no. */
    Table target(IntFunction<Boolean> left) {
        return levels("churn", row -> left.apply(row) ? "yes" : "no");
    }

    Dataset data() {
        return Dataset.of(columns);
    }

    /** With the target {@code churn}. */
    TableProfile profile() {
        return TableProfile.of(data(), ProfileOptions.ofTarget("churn"));
    }

    List<String> codes() {
        return profile().findings().stream().map(Finding::code).toList();
    }

    /** The finding of a code about a column, which must be there once. */
    Finding finding(String code, String column) {
        return profile().findings().stream()
                .filter(finding ->
                        finding.code().equals(code) && finding.columns().contains(column))
                .reduce((a, b) -> {
                    throw new AssertionError(a + " and " + b);
                })
                .orElseThrow(() -> new AssertionError(
                        code + " of " + column + " not among " + profile().findings()));
    }

    /** A number in [0, 1) that depends on row and stream alone. */
    static double noise(int row, int stream) {
        return new SplittableRandom(row * 1_000_003L + stream).nextDouble();
    }

    /** A standard normal number that depends on row and stream alone. */
    static double normal(int row, int stream) {
        return new Random(row * 1_000_003L + stream).nextGaussian();
    }

    /** About 30 % of the rows, at random. */
    static boolean left(int row) {
        return noise(row, 0) < 0.3;
    }
}
