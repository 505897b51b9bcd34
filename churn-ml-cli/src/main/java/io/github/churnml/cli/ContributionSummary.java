package io.github.churnml.cli;

import static io.github.churnml.cli.TextTable.count;
import static io.github.churnml.cli.TextTable.decimals;

import io.github.churnml.error.Wording;
import io.github.churnml.explain.Explanation;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sizes of contributions over explained rows. Mutable, for one thread; several are added up, in the rows' order. */
final class ContributionSummary {

    private final Map<String, Double> sizes = new LinkedHashMap<>();
    private long rows;

    void add(Explanation explanation) {
        rows++;
        explanation
                .contributions()
                .forEach((column, contribution) -> sizes.merge(column, Math.abs(contribution), Double::sum));
    }

    void add(ContributionSummary other) {
        rows += other.rows;
        other.sizes.forEach((column, size) -> sizes.merge(column, size, Double::sum));
    }

    Map<String, Object> json(@Nullable String file) {
        Map<String, Object> document = new LinkedHashMap<>();
        if (file != null) {
            document.put("file", file);
        }
        document.put("rows", rows);
        document.put("mean_absolute_contributions", means());
        return document;
    }

    String text(@Nullable String file, Bars.Style style) {
        StringBuilder text = new StringBuilder();
        text.append("Explained: ")
                .append(count(rows))
                .append(rows == 1 ? " row" : " rows")
                .append("; how far each column moves the log-odds, on average, either way\n");
        Map<String, Double> means = means();
        Bars bars = new Bars(
                means.values().stream().mapToDouble(Double::doubleValue).max().orElse(0), style);
        TextTable table = TextTable.ofTexts("column", "mean |contribution|");
        means.forEach((column, mean) -> table.row(Wording.plain(column), decimals(mean), bars.of(mean)));
        text.append(table);
        if (file != null && !file.equals("-")) {
            text.append("Written: ").append(file).append('\n');
        }
        return text.toString();
    }

    /** The mean size by column, largest first, equal ones by name. */
    private Map<String, Double> means() {
        Map<String, Double> means = new LinkedHashMap<>();
        sizes.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> means.put(entry.getKey(), entry.getValue() / rows));
        return means;
    }
}
