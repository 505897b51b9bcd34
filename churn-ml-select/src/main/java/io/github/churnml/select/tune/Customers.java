package io.github.churnml.select.tune;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.split.RowGroups;
import java.util.stream.IntStream;

/**
 * Rows with a known outcome.
 *
 * @param rows the rows
 * @param labels 1 for customers who left and 0 for those who stayed
 * @param groups which rows belong together
 * @param amounts what each customer is worth; empty where that is not known
 */
record Customers(Dataset rows, int[] labels, RowGroups groups, double[] amounts) {

    Customers select(int[] selected) {
        return new Customers(
                rows.select(selected),
                IntStream.of(selected).map(row -> labels[row]).toArray(),
                groups.select(selected),
                amounts.length == 0
                        ? amounts
                        : IntStream.of(selected)
                                .mapToDouble(row -> amounts[row])
                                .toArray());
    }

    int left() {
        return IntStream.of(labels).sum();
    }
}
