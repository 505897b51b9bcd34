package io.github.churnml.prepare;

import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Dates;
import io.github.churnml.data.Decimals;
import io.github.churnml.data.Notice;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.data.read.DecimalMarks;
import io.github.churnml.data.read.HiddenNumbers;
import io.github.churnml.data.read.MissingMarkers;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides for each column of a training table whether and how it is read: the inputs, and what was left out and why. */
final class FittedCleaning {

    /** Levels beyond this many, by frequency, are treated as never seen: a model file need not list a million of them. */
    private static final int MOST_LEVELS = 10_000;

    /** From this many levels on, one that occurs once says more about whom it names than about who leaves. */
    private static final int MANY_LEVELS = 100;

    private final Cleaning wish;
    private final Map<String, ColumnType> types;
    private final Map<String, Map<String, String>> synonyms;
    private final Map<String, HiddenNumbers> hidden;
    private final List<Input> inputs = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();

    private FittedCleaning(
            Cleaning wish,
            Map<String, ColumnType> types,
            Map<String, Map<String, String>> synonyms,
            Map<String, HiddenNumbers> hidden) {
        this.wish = wish;
        this.types = types;
        this.synonyms = synonyms;
        this.hidden = hidden;
    }

    /**
     * @param excluded columns that learners must not see
     * @param sources columns that derived features need, seen by learners or not
     * @param types types declared by the user
     * @param hidden the text columns that hide numbers, as decided over the whole table
     */
    static FittedCleaning fit(
            Cleaning wish,
            Dataset data,
            Set<String> excluded,
            Set<String> sources,
            Map<String, ColumnType> types,
            Map<String, HiddenNumbers> hidden) {
        Map<String, Map<String, String>> synonyms = new HashMap<>();
        wish.synonyms().forEach((name, meant) -> synonyms.put(data.column(name).name(), meant));
        FittedCleaning fitted = new FittedCleaning(wish, types, synonyms, hidden);
        for (Column column : data.columns()) {
            boolean source = sources.contains(column.name());
            if (!excluded.contains(column.name()) || source) {
                fitted.consider(column, excluded.contains(column.name()), source);
            }
        }
        return fitted;
    }

    /** The input that a column declared as numbers or dates is read through. */
    static Input declared(Cleaning wish, Column column, ColumnType type) {
        return new FittedCleaning(wish, Map.of(column.name(), type), Map.of(), Map.of()).input(column, true);
    }

    List<Input> inputs() {
        return List.copyOf(inputs);
    }

    List<Notice> notices() {
        return List.copyOf(notices);
    }

    private void consider(Column column, boolean excluded, boolean source) {
        Notice reason = excluded ? null : reasonToLeaveOut(column);
        boolean feature = !excluded && reason == null;
        if (feature) {
            Input input = input(column, true);
            reason = constant(column, input);
            feature = reason == null;
            if (feature) {
                inputs.add(input);
            }
        }
        if (feature && hidden.containsKey(column.name())) {
            notices.add(hidden.get(column.name()).notice(column.name()));
        }
        if (!feature && source) {
            inputs.add(input(column, false));
        }
        if (reason != null) {
            notices.add(reason);
        }
    }

    private @Nullable Notice reasonToLeaveOut(Column column) {
        String name = Wording.name(column.name());
        return switch (hidden.containsKey(column.name()) ? ColumnType.NUMERIC : type(column)) {
            case IDENTIFIER ->
                notice(
                        "identifier",
                        column,
                        "Column " + name + " names its row and is not used as a feature. Maybe declare its type if it"
                                + " is not an identifier.");
            case TEXT ->
                notice(
                        "text",
                        column,
                        "Column " + name + " holds free text and is not used as a feature. Maybe declare it"
                                + " categorical.");
            case DATE ->
                notice(
                        "date",
                        column,
                        "Column " + name + " holds dates and is not used as a feature by itself. Maybe derive a"
                                + " difference of days from it.");
            case CATEGORICAL -> types.containsKey(column.name()) ? null : nearlyUnique(column);
            default -> null;
        };
    }

    /** Levels that nearly name their row, such as addresses, teach nothing and do not belong into a model file. */
    private static @Nullable Notice nearlyUnique(Column column) {
        Map<String, Integer> counts = column.counts();
        int present = counts.values().stream().mapToInt(Integer::intValue).sum();
        return counts.size() <= MANY_LEVELS || 2L * counts.size() <= present
                ? null
                : notice(
                        "nearly-unique",
                        column,
                        "Column " + Wording.name(column.name()) + " has " + Wording.count(counts.size()) + " levels in "
                                + Wording.count(present)
                                + " rows and is not used as a feature. Maybe derive something coarser from it, or"
                                + " declare it categorical.");
    }

    private ColumnType type(Column column) {
        return types.getOrDefault(column.name(), column.type());
    }

    private static Notice notice(String code, Column column, String message) {
        return new Notice(code, column.name(), message);
    }

    private static @Nullable Notice constant(Column column, Input input) {
        double[] values = input.readAll(column);
        Variable variable = input.variable();
        boolean anyMissing = false;
        double first = Double.NaN;
        for (double value : values) {
            if (variable.isMissing(value)) {
                anyMissing = true;
            } else if (Double.isNaN(first)) {
                first = value;
            } else if (value != first) {
                return null;
            }
        }
        if (Double.isNaN(first)) {
            return notice(
                    "all-missing", column, "Column " + Wording.name(column.name()) + " has no values and is left out.");
        }
        return anyMissing
                ? null
                : notice(
                        "constant",
                        column,
                        "Column " + Wording.name(column.name()) + " has one value in every row and is left out.");
    }

    private Input input(Column column, boolean feature) {
        MissingMarkers missing = MissingMarkers.standard().and(wish.missing());
        ColumnType type = type(column);
        HiddenNumbers formatted = hidden.get(column.name());
        if (formatted != null) {
            NumberText text = new NumberText(
                    ColumnType.NUMERIC, true, formatted.decimals(), formatted.lost() > 0, Dates.Format.ISO, missing);
            return new NumberInput(column.name(), feature, text);
        }
        Map<String, String> meant = synonyms.getOrDefault(column.name(), Map.of());
        if (!type.isNumber()) {
            Spelling spelling = new Spelling(column.name(), type, wish.trim(), wish.foldCase(), missing, meant);
            return new LevelInput(column.name(), feature, spelling, levels(column, spelling));
        }
        if (!meant.isEmpty()) {
            throw new ConfigurationException(
                    "Column " + Wording.name(column.name()) + " is " + type.label()
                            + " and has no levels, hence no synonyms.",
                    "Maybe declare the column categorical.",
                    Where.column(column.name()));
        }
        return new NumberInput(
                column.name(),
                feature,
                new NumberText(type, wish.hiddenNumbers(), decimals(column), false, dateFormat(column), missing));
    }

    /** How a column writes its decimals; texts that were declared numbers are asked. */
    private static Decimals decimals(Column column) {
        DecimalMarks marks = new DecimalMarks();
        if (!column.type().isNumber()) {
            column.counts().forEach(marks::add);
        }
        return marks.decide(Decimals.POINT);
    }

    /** How a column writes its dates; a text column that was declared a date is asked for its one format. */
    private static Dates.Format dateFormat(Column column) {
        return column instanceof NumericColumn dates
                ? dates.dateFormat()
                : Dates.detect(column.counts().keySet()).orElse(Dates.Format.ISO);
    }

    /**
     * The levels that occur, sorted: spellings that count as the same once, as they are spelt most often; of many
     * levels those that occur more than once, and the most frequent if there are too many.
     */
    private static List<String> levels(Column column, Spelling spelling) {
        Map<String, Integer> byKey = new HashMap<>();
        Map<String, String> shown = new HashMap<>();
        Map<String, Integer> spelt = new HashMap<>();
        column.counts().forEach((text, count) -> {
            String level = spelling.level(text);
            if (level != null) {
                byKey.merge(spelling.key(level), count, Integer::sum);
                spelt.merge(level, count, Integer::sum);
                shown.merge(spelling.key(level), level, (a, b) -> moreOften(a, b, spelt));
            }
        });
        List<String> keys = new ArrayList<>(byKey.keySet());
        Collections.sort(keys);
        if (keys.size() > MANY_LEVELS) {
            keys.removeIf(key -> byKey.getOrDefault(key, 0) == 1);
        }
        if (keys.size() > MOST_LEVELS) {
            keys.sort((a, b) -> Integer.compare(byKey.getOrDefault(b, 0), byKey.getOrDefault(a, 0)));
            keys = keys.subList(0, MOST_LEVELS);
            Collections.sort(keys);
        }
        return keys.stream().map(shown::get).toList();
    }

    private static String moreOften(String a, String b, Map<String, Integer> counts) {
        int byCount = Integer.compare(counts.getOrDefault(b, 0), counts.getOrDefault(a, 0));
        return (byCount != 0 ? byCount : a.compareTo(b)) <= 0 ? a : b;
    }
}
