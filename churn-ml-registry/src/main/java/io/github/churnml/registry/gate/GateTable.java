package io.github.churnml.registry.gate;

import io.github.churnml.registry.GateResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Results of gates as lines of text, set below each other. */
final class GateTable {

    private GateTable() {}

    static String of(List<GateResult> results) {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"gate", "measured", "limit", "", "note"});
        for (GateResult result : results) {
            rows.add(new String[] {
                result.gate(),
                cell(result.value()),
                cell(result.limit()),
                result.passed() ? "passed" : "FAILED",
                result.note()
            });
        }
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int j = 0; j < row.length; j++) {
                widths[j] = Math.max(widths[j], row[j].length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int j = 0; j < row.length; j++) {
                String gap = " ".repeat(widths[j] - row[j].length());
                boolean isNumber = j == 1 || j == 2;
                line.append("  ").append(isNumber ? gap + row[j] : row[j] + gap);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static String cell(@Nullable Double number) {
        if (number == null) {
            return "-";
        }
        if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            return String.format(Locale.ROOT, "%,d", number.longValue());
        }
        return Math.abs(number) < 0.001 ? String.format(Locale.ROOT, "%.1e", number) : MetricJudge.number(number);
    }
}
