package io.github.churnml.prepare;

import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Dates;
import io.github.churnml.data.MissingMarkers;
import io.github.churnml.data.Notice;
import io.github.churnml.data.Numbers;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Decides for each column of a training table whether and how it is read: the inputs, and what was left out and why. */
final class FittedCleaning {

    /** The share of values that must hide a number for a text column to become one. */
    private static final double HIDDEN_NUMBER_SHARE = 0.95;

    /** Levels beyond this many, by frequency, are treated as never seen: a model file need not list a million of them. */
    private static final int MOST_LEVELS = 10_000;

    private final Cleaning wish;
    private final Map<String, ColumnType> types;
    private final Map<String, Map<String, String>> synonyms;
    private final List<Input> inputs = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();

    private FittedCleaning(Cleaning wish, Map<String, ColumnType> types, Map<String, Map<String, String>> synonyms) {
        this.wish = wish;
        this.types = types;
        this.synonyms = synonyms;
    }

    /**
     * @param excluded columns that learners must not see
     * @param sources columns that derived features need, seen by learners or not
     * @param types types declared by the user
     */
    static FittedCleaning fit(
            Cleaning wish, Dataset data, Set<String> excluded, Set<String> sources, Map<String, ColumnType> types) {
        Map<String, Map<String, String>> synonyms = new HashMap<>();
        wish.synonyms().forEach((name, meant) -> synonyms.put(data.column(name).name(), meant));
        FittedCleaning fitted = new FittedCleaning(wish, types, synonyms);
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
        return new FittedCleaning(wish, Map.of(column.name(), type), Map.of()).input(column, true, false);
    }

    List<Input> inputs() {
        return List.copyOf(inputs);
    }

    List<Notice> notices() {
        return List.copyOf(notices);
    }

    private void consider(Column column, boolean excluded, boolean source) {
        boolean hidden = !excluded && hidesNumbers(column);
        Notice reason = excluded ? null : reasonToLeaveOut(column, hidden);
        boolean feature = !excluded && reason == null;
        if (feature || source) {
            Input input = input(column, feature, hidden);
            reason = feature ? constant(column, input) : reason;
            feature = feature && reason == null;
            if (feature || source) {
                inputs.add(feature ? input : input(column, false, hidden));
            }
        }
        if (reason != null) {
            notices.add(reason);
        }
    }

    private @Nullable Notice reasonToLeaveOut(Column column, boolean hidden) {
        String name = Wording.name(column.name());
        return switch (hidden ? ColumnType.NUMERIC : type(column)) {
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
            default -> null;
        };
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

    private Input input(Column column, boolean feature, boolean hidden) {
        MissingMarkers missing = MissingMarkers.standard().and(wish.missing());
        ColumnType type = type(column);
        if (hidden) {
            return hiddenNumbers(column, feature, missing);
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
        return new NumberInput(column.name(), type, feature, wish.hiddenNumbers(), dateFormat(column), missing);
    }

    /** How a column writes its dates; a text column that was declared a date is asked for its one format. */
    private static Dates.Format dateFormat(Column column) {
        return column instanceof NumericColumn dates
                ? dates.dateFormat()
                : Dates.detect(counts(column).keySet()).orElse(Dates.Format.ISO);
    }

    /** Whether nearly all values of a text column are numbers once their dress is taken off. */
    private boolean hidesNumbers(Column column) {
        if (!wish.hiddenNumbers()
                || types.containsKey(column.name())
                || synonyms.containsKey(column.name())
                || column.type().isNumber()
                || column.type() == ColumnType.BOOLEAN) {
            return false;
        }
        MissingMarkers missing = MissingMarkers.standard().and(wish.missing());
        long numbers = 0;
        long present = 0;
        for (Map.Entry<String, Integer> entry : counts(column).entrySet()) {
            if (!missing.isMissing(entry.getKey())) {
                present += entry.getValue();
                numbers += isNumber(entry.getKey()) ? entry.getValue() : 0;
            }
        }
        return present > 0 && numbers >= HIDDEN_NUMBER_SHARE * present;
    }

    private static boolean isNumber(String text) {
        return Double.isFinite(Numbers.looseParse(text.strip()));
    }

    private Input hiddenNumbers(Column column, boolean feature, MissingMarkers missing) {
        Map<String, Integer> junk = new TreeMap<>();
        counts(column).forEach((text, count) -> {
            if (!missing.isMissing(text) && !isNumber(text)) {
                junk.put(text, count);
            }
        });
        if (feature) {
            int values = junk.values().stream().mapToInt(Integer::intValue).sum();
            String rest = junk.isEmpty()
                    ? ""
                    : "; " + values + " values that are none, such as "
                            + Wording.value(junk.keySet().iterator().next()) + ", count as missing";
            notices.add(notice(
                    "hidden-numbers",
                    column,
                    "Column " + Wording.name(column.name()) + " holds numbers written as text and is read as numeric"
                            + rest + "."));
        }
        return new NumberInput(
                column.name(), ColumnType.NUMERIC, feature, true, Dates.Format.ISO, missing.and(junk.keySet()));
    }

    /**
     * The levels that occur, sorted: spellings that count as the same once, as they are spelt most often; the most frequent
     * levels if there are too many.
     */
    private static List<String> levels(Column column, Spelling spelling) {
        Map<String, Integer> byKey = new HashMap<>();
        Map<String, String> shown = new HashMap<>();
        Map<String, Integer> spelt = new HashMap<>();
        counts(column).forEach((text, count) -> {
            String level = spelling.level(text);
            if (level != null) {
                byKey.merge(spelling.key(level), count, Integer::sum);
                spelt.merge(level, count, Integer::sum);
                shown.merge(spelling.key(level), level, (a, b) -> moreOften(a, b, spelt));
            }
        });
        List<String> keys = new ArrayList<>(byKey.keySet());
        Collections.sort(keys);
        if (keys.size() > MOST_LEVELS) {
            keys.sort((a, b) -> byKey.get(b).compareTo(byKey.get(a)));
            keys = keys.subList(0, MOST_LEVELS);
            Collections.sort(keys);
        }
        return keys.stream().map(shown::get).toList();
    }

    private static String moreOften(String a, String b, Map<String, Integer> counts) {
        int byCount = Integer.compare(counts.get(b), counts.get(a));
        return (byCount != 0 ? byCount : a.compareTo(b)) <= 0 ? a : b;
    }

    private static Map<String, Integer> counts(Column column) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        if (column instanceof CodedColumn coded) {
            int[] byCode = new int[coded.levels().size()];
            for (int i = 0; i < coded.rows(); i++) {
                if (coded.code(i) >= 0) {
                    byCode[coded.code(i)]++;
                }
            }
            for (int code = 0; code < byCode.length; code++) {
                if (byCode[code] > 0) {
                    counts.put(coded.levels().get(code), byCode[code]);
                }
            }
            return counts;
        }
        for (int i = 0; i < column.rows(); i++) {
            String text = column.text(i);
            if (text != null) {
                counts.merge(text, 1, Integer::sum);
            }
        }
        return counts;
    }
}
