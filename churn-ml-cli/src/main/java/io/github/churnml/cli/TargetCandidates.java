package io.github.churnml.cli;

import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.IdentifierNames;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.data.TargetNames;
import io.github.churnml.error.Wording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The columns of a table that may be its target, likeliest first: those of two values, by what their name says, whether
 * their values are the usual pair, and whether they stand last or first, where targets usually do.
 */
final class TargetCandidates {

    /** Words by which tables name an outcome. */
    private static final Set<String> WORDS = Set.of(
            "target",
            "label",
            "outcome",
            "class",
            "y",
            "response",
            "retained",
            "retention",
            "renewed",
            "renewal",
            "converted",
            "conversion",
            "active",
            "inactive",
            "status",
            "closed",
            "lost",
            "left",
            "stayed",
            "leave",
            "exit",
            "lapsed",
            "terminated",
            "deactivated",
            "dropout",
            "defaulted",
            "subscribed");

    private static final Set<String> USUAL_VALUES = Set.of("0", "1", "yes", "no", "true", "false", "y", "n", "t", "f");
    private static final int NAMED = 8;
    private static final int WORD = 4;
    private static final int USUAL = 2;

    private record Candidate(String name, int points) {}

    private TargetCandidates() {}

    /** The names, likeliest first; only those whose name says so where any does. */
    static List<String> of(Dataset table) {
        List<Candidate> found = new ArrayList<>();
        int columns = table.columns().size();
        for (int i = 0; i < columns; i++) {
            Column column = table.columns().get(i);
            List<String> values = firstValues(column);
            if (values.size() == 2) {
                boolean usual =
                        values.stream().allMatch(value -> USUAL_VALUES.contains(value.toLowerCase(Locale.ROOT)));
                int place = i == columns - 1 || i == 0 ? 1 : 0;
                found.add(new Candidate(column.name(), byName(column.name()) + (usual ? USUAL : 0) + place));
            }
        }
        found.sort(Comparator.comparingInt(Candidate::points).reversed());
        boolean named = !found.isEmpty() && found.get(0).points() >= WORD;
        return found.stream()
                .filter(candidate -> !named || candidate.points() >= WORD)
                .map(Candidate::name)
                .toList();
    }

    /** The way out where no target was given, beginning with "Maybe". */
    static String maybe(Dataset table) {
        List<String> names = of(table);
        if (names.isEmpty()) {
            return "Maybe add --target with the column that says who left; no column of this table has two values, as a"
                    + " target usually has.";
        }
        return "Maybe add --target with "
                + (names.size() == 1
                        ? "column " + Wording.name(names.get(0)) + ", which has two values."
                        : "one of the columns with two values, the likeliest first: " + Wording.names(names) + ".");
    }

    private static int byName(String name) {
        if (TargetNames.isUsual(name)) {
            return NAMED;
        }
        return IdentifierNames.words(name).stream().anyMatch(word -> WORDS.contains(word) || word.startsWith("churn"))
                ? WORD
                : 0;
    }

    /** The different values; more than two are not looked for. */
    private static List<String> firstValues(Column column) {
        if (!(column instanceof CodedColumn) && !(column instanceof NumericColumn)) {
            return List.of();
        }
        List<String> values = new ArrayList<>();
        for (int row = 0; row < column.rows() && values.size() <= 2; row++) {
            String text = column.text(row);
            if (text != null && !text.isBlank() && !values.contains(text.strip())) {
                values.add(text.strip());
            }
        }
        return values;
    }
}
