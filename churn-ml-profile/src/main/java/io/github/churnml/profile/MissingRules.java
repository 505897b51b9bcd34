package io.github.churnml.profile;

import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.error.Wording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Missing values that follow a rule: a column that has none exactly where another has one certain value, such as total
 * charges of customers in their first month, or columns that have none in the same rows. Such a gap says something and
 * wants a value of its own rather than a typical one.
 */
final class MissingRules {

    /** Fewer gaps go together by chance. */
    private static final int FEWEST = 3;

    private final List<Facts> columns;
    private final Findings findings;

    /** Of all columns but the target: gaps that go with it are a leak, not a rule. */
    MissingRules(List<Facts> columns, Findings findings) {
        this.columns = columns;
        this.findings = findings;
    }

    void search() {
        Set<Facts> done = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Facts facts : columns) {
            if (facts.missing() >= FEWEST && facts.present() > 0 && !done.contains(facts)) {
                int[] gaps = gaps(facts);
                List<Facts> together = new ArrayList<>(List.of(facts));
                columns.stream()
                        .filter(other -> other != facts)
                        .filter(other -> other.missing() == gaps.length && allMissing(other.column(), gaps))
                        .forEach(together::add);
                done.addAll(together);
                report(together, gaps);
            }
        }
    }

    private void report(List<Facts> together, int[] gaps) {
        List<String> names = together.stream().map(Facts::name).toList();
        String rows = Say.count(gaps.length, "value", "values");
        for (Facts other : columns) {
            if (!together.contains(other) && decides(other, gaps)) {
                List<String> all = new ArrayList<>(names);
                all.add(other.name());
                String value = Wording.value(other.column().text(gaps[0]));
                findings.add(
                        FindingKind.MISSING_RULE,
                        gaps.length,
                        all,
                        Say.columns(names) + (names.size() == 1 ? " lacks " : " lack ") + rows + ", exactly in the "
                                + Say.count(gaps.length) + " rows where " + Wording.name(other.name()) + " is " + value
                                + ".",
                        "Give these gaps the value that they stand for rather than a typical one.");
                return;
            }
        }
        if (together.size() > 1) {
            findings.add(
                    FindingKind.MISSING_TOGETHER,
                    gaps.length,
                    names,
                    Say.columns(names) + " lack values in the same " + Say.count(gaps.length) + " rows.",
                    "Find out what these rows have in common; one flag says it for all of these columns.");
        }
    }

    private static int[] gaps(Facts facts) {
        int[] gaps = new int[(int) facts.missing()];
        int count = 0;
        for (int row = 0; row < facts.rows(); row++) {
            if (facts.column().isMissing(row)) {
                gaps[count++] = row;
            }
        }
        return gaps;
    }

    private static boolean allMissing(Column column, int[] rows) {
        return Arrays.stream(rows).allMatch(column::isMissing);
    }

    /** Whether a column has one value in all of these rows and nowhere else. */
    private static boolean decides(Facts facts, int[] rows) {
        Column column = facts.column();
        if (facts.distinct() < 2 || facts.commonestRows() < rows.length || column.isMissing(rows[0])) {
            return false;
        }
        for (int row : rows) {
            if (!isSame(column, row, rows[0])) {
                return false;
            }
        }
        long same = 0;
        for (int row = 0; row < column.rows() && same <= rows.length; row++) {
            same += isSame(column, row, rows[0]) ? 1 : 0;
        }
        return same == rows.length;
    }

    private static boolean isSame(Column column, int row, int other) {
        if (column instanceof NumericColumn numbers) {
            return numbers.value(row) == numbers.value(other);
        }
        return column instanceof CodedColumn coded && coded.code(row) == coded.code(other);
    }
}
