package io.github.churnml.cli;

import static io.github.churnml.cli.TextTable.count;
import static io.github.churnml.cli.TextTable.decimals;

import io.github.churnml.error.Wording;
import io.github.churnml.explain.PermutationImportance;
import io.github.churnml.metrics.Estimate;
import java.util.LinkedHashMap;
import java.util.Map;

/** What shuffling columns costs, for people and for programs. */
final class ImportanceReport {

    private ImportanceReport() {}

    static Map<String, Object> json(PermutationImportance found) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("metric", found.metric().label());
        document.put("score", found.score());
        document.put("rows", found.rows());
        document.put("repeats", found.repeats());
        Map<String, Object> drops = new LinkedHashMap<>();
        Map<String, Object> intervals = new LinkedHashMap<>();
        found.drops().forEach((column, drop) -> {
            drops.put(column, drop.value());
            intervals.put(column, EvaluationReport.ends(drop));
        });
        document.put("drops", drops);
        document.put("intervals", intervals);
        return document;
    }

    static String text(PermutationImportance found, Bars.Style style) {
        StringBuilder text = new StringBuilder();
        text.append(found.metric().label())
                .append(' ')
                .append(decimals(found.score()))
                .append(" on ")
                .append(count(found.rows()))
                .append(" customers; how much worse it gets when a column is shuffled (mean of ")
                .append(found.repeats())
                .append(")\n");
        double largest = found.drops().values().stream()
                .mapToDouble(Estimate::value)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        Bars bars = new Bars(largest, style);
        TextTable table = TextTable.ofTexts("column", "drop", "95 % interval");
        found.drops()
                .forEach((column, drop) -> table.row(
                        Wording.plain(column),
                        signed(drop.value()),
                        EvaluationReport.interval(drop, ImportanceReport::signed),
                        drop.value() > 0 ? bars.of(drop.value()) : ""));
        return text.append(table)
                .append(
                        "Columns that go together stand in for each other here: each may count for little, all for much.\n")
                .toString();
    }

    private static String signed(double drop) {
        String digits = decimals(drop);
        return digits.startsWith("-") ? digits : " " + digits;
    }
}
