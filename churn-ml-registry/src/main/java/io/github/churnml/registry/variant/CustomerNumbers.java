package io.github.churnml.registry.variant;

import io.github.churnml.data.Column;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.split.Customers;
import io.github.churnml.data.split.Split;
import java.util.HashMap;
import java.util.Map;

/** One number per row: the same for rows of one customer, which say less together than as many customers would. */
final class CustomerNumbers {

    private CustomerNumbers() {}

    /** By the column that rows are divided by, else by one that names some customers in several rows; each row for itself if none does. */
    static int[] of(Dataset data, Split split) {
        String by = split.in(data) instanceof Split.Grouped grouped
                ? grouped.by()
                : Customers.repeated(data).orElse("");
        if (by.isEmpty()) {
            return PairedGain.eachRow(data.rows());
        }
        Column column = data.column(by);
        Map<String, Integer> places = new HashMap<>();
        int[] customers = new int[column.rows()];
        for (int row = 0; row < customers.length; row++) {
            String text = column.text(row);
            // A row without a customer stands for itself.
            String key = text == null ? "\u0000" + row : text;
            customers[row] = places.computeIfAbsent(key, any -> places.size());
        }
        return customers;
    }
}
