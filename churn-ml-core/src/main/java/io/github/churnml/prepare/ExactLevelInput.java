package io.github.churnml.prepare;

import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Numbers;
import io.github.churnml.data.read.MissingMarkers;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.settings.Settings;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An input of levels that are told apart just as the system told them apart that trained the model. A level that is a text
 * is found by that text only, blanks and all; one that is a whole number by its digits, however many; another number by its
 * value; true and false by their words, or as 1 and 0. Levels of which only a schema tells are found by their text first, then
 * without blanks around it, then by the value of a number. Only what is no level may stand for a missing value.
 */
final class ExactLevelInput implements Input {

    /** What a level is: one letter each in the state. */
    private static final char TEXT = 't';

    private static final char WHOLE = 'w';
    private static final char NUMBER = 'n';
    private static final char FLAG = 'f';
    private static final char LOOSE = 'l';
    private static final int LONGEST_NUMBER = 400;

    private final String name;
    private final List<String> levels;
    private final String kinds;
    private final MissingMarkers missing;
    private final Map<String, Integer> byText = new HashMap<>();
    private final Map<BigDecimal, Integer> byDigits = new HashMap<>();
    private final Map<Double, Integer> byValue = new HashMap<>();
    private final boolean flags;
    private final boolean loose;
    private final boolean texts;

    /** Of levels by code: String, Boolean, Double, or a whole number of any size. */
    static ExactLevelInput exact(String name, List<Object> levels, MissingMarkers missing) {
        return new ExactLevelInput(
                name, levels.stream().map(ExactLevelInput::text).toList(), kinds(levels), missing);
    }

    /** Of levels as a schema writes them. */
    static ExactLevelInput loose(String name, List<String> levels, MissingMarkers missing) {
        return new ExactLevelInput(name, levels, String.valueOf(LOOSE).repeat(levels.size()), missing);
    }

    private ExactLevelInput(String name, List<String> levels, String kinds, MissingMarkers missing) {
        this.name = name;
        this.levels = List.copyOf(levels);
        this.kinds = kinds;
        this.missing = missing;
        boolean anyFlag = false;
        for (int code = 0; code < levels.size(); code++) {
            String level = levels.get(code);
            switch (kinds.charAt(code)) {
                case WHOLE -> byDigits.putIfAbsent(new BigDecimal(level).stripTrailingZeros(), code);
                case NUMBER -> byValue.putIfAbsent(Double.parseDouble(level) + 0.0, code);
                case FLAG -> {
                    anyFlag = true;
                    byDigits.putIfAbsent(level.equals("true") ? BigDecimal.ONE : BigDecimal.ZERO, code);
                }
                default -> byText.putIfAbsent(level, code);
            }
        }
        this.flags = anyFlag;
        this.loose = kinds.indexOf(LOOSE) >= 0;
        this.texts = !anyFlag && TextLevels.only(levels);
        // Their usual spellings, so that most rows need no arithmetic.
        for (int code = 0; code < levels.size(); code++) {
            byText.putIfAbsent(levels.get(code), code);
        }
        for (int code = 0; loose && code < levels.size(); code++) {
            byText.putIfAbsent(levels.get(code).strip(), code);
            double number = Numbers.parse(levels.get(code));
            if (!Double.isNaN(number)) {
                byValue.putIfAbsent(number + 0.0, code);
            }
        }
    }

    private static String text(Object level) {
        return level instanceof Double number ? Numbers.text(number) : level.toString();
    }

    private static String kinds(List<Object> levels) {
        StringBuilder kinds = new StringBuilder();
        for (Object level : levels) {
            kinds.append(
                    level instanceof String
                            ? TEXT
                            : level instanceof Boolean ? FLAG : level instanceof Double ? NUMBER : WHOLE);
        }
        return kinds.toString();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ColumnType type() {
        return ColumnType.CATEGORICAL;
    }

    @Override
    public List<String> levels() {
        return levels;
    }

    @Override
    public double read(@Nullable Object raw, long row) {
        if (raw instanceof String text) {
            return code(text);
        }
        if (raw == null) {
            return Variable.MISSING;
        }
        if (raw instanceof Boolean flag) {
            return readFlag(flag, row);
        }
        if (raw instanceof Double || raw instanceof Float) {
            return readNumber(((Number) raw).doubleValue(), row);
        }
        if (raw instanceof Number) {
            return known(code(raw.toString()), raw, row);
        }
        return code(TextLevels.text(raw, name, row));
    }

    @Override
    public double readNumber(double value, long row) {
        return Double.isNaN(value) ? Variable.MISSING : known(code(Numbers.text(value)), value, row);
    }

    @Override
    public double readWhole(long value, long row) {
        return known(code(Long.toString(value)), value, row);
    }

    @Override
    public double readFlag(boolean value, long row) {
        int byWord = code(value ? "true" : "false");
        // Python writes its words with a capital, should they have become texts.
        int found = byWord == Variable.UNKNOWN ? code(value ? "True" : "False") : byWord;
        return known(found == Variable.UNKNOWN ? byNumber(value ? "1" : "0") : found, value, row);
    }

    @Override
    public boolean readsLiteral() {
        return true;
    }

    @Override
    public double[] readAll(Column column) {
        refuseLostTexts(column);
        double[] values = new double[column.rows()];
        if (column instanceof CodedColumn coded) {
            double[] byCode = coded.levels().stream().mapToDouble(this::code).toArray();
            for (int i = 0; i < values.length; i++) {
                values[i] = coded.code(i) < 0 ? Variable.MISSING : byCode[coded.code(i)];
            }
            return values;
        }
        for (int i = 0; i < values.length; i++) {
            String text = column.text(i);
            values[i] = text == null ? Variable.MISSING : code(text);
        }
        return values;
    }

    /** A reader that did not know the model may have taken levels for missing values, or for numbers. */
    private void refuseLostTexts(Column column) {
        boolean number = column.type().isNumber();
        for (int code = 0; code < levels.size(); code++) {
            String level = levels.get(code);
            if (number && isSpelling(code)) {
                throw lost(
                        " was read as " + (column.type() == ColumnType.DATE ? "dates" : "numbers")
                                + ", which have lost how they were written; the model has the level "
                                + Wording.value(level) + ".",
                        Where.column(name));
            }
            for (int row = 0; MissingMarkers.standard().isMissing(level) && row < column.rows(); row++) {
                if (column.isMissing(row)) {
                    throw lost(
                            NumberInput.at(row + 1L) + " was read as missing, and may have held the model's level "
                                    + Wording.value(level) + ".",
                            Where.column(name).row(row + 1L));
                }
            }
        }
    }

    /** Whether a level is a text by which it is told apart, though it may be read as a number. */
    private boolean isSpelling(int code) {
        double value = Numbers.parse(levels.get(code));
        return switch (kinds.charAt(code)) {
            case TEXT -> !Double.isNaN(value);
            case LOOSE -> !Double.isNaN(value) && !Integer.valueOf(code).equals(byValue.get(value + 0.0));
            default -> false;
        };
    }

    private DataException lost(String what, Where where) {
        return new DataException(
                "Column " + Wording.name(name) + what,
                "Maybe read the table with ChurnModel.read, or declare the column categorical and literal.",
                where);
    }

    @Override
    public Variable variable() {
        return Variable.nominal(name, levels, List.of(name), true);
    }

    @Override
    public Map<String, Object> state() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("kind", "exact");
        state.put("name", name);
        state.put("missing", List.copyOf(missing.markers()));
        state.put("levels", levels);
        state.put("kinds", kinds);
        return state;
    }

    static ExactLevelInput of(Settings state) {
        List<String> levels = state.texts("levels");
        String kinds = state.text("kinds");
        boolean fits = kinds.length() == levels.size();
        for (int i = 0; fits && i < kinds.length(); i++) {
            String level = levels.get(i);
            fits = switch (kinds.charAt(i)) {
                case TEXT, LOOSE -> true;
                case WHOLE -> level.matches("-?\\d{1," + LONGEST_NUMBER + "}");
                case NUMBER -> level.length() <= LONGEST_NUMBER && !Double.isNaN(Numbers.parse(level));
                case FLAG -> level.equals("true") || level.equals("false");
                default -> false;
            };
        }
        if (!fits) {
            throw state.problem(
                    "Key " + Wording.name(state.nameOf("kinds")) + " does not fit the column's levels.", "");
        }
        return new ExactLevelInput(
                state.text("name"), levels, kinds, new MissingMarkers(Set.copyOf(state.texts("missing"))));
    }

    /** The code of a number or boolean, unless it cannot be meant for one of these levels. */
    private int known(int code, Object given, long row) {
        if (code == Variable.UNKNOWN && texts) {
            throw TextLevels.refused(this, given, row);
        }
        return code;
    }

    private int code(String text) {
        Integer code = byText.get(text);
        code = code == null && loose ? byText.get(text.strip()) : code;
        if (code != null) {
            return code;
        }
        int number = byNumber(text);
        return number != Variable.UNKNOWN ? number : missing.isMissing(text) ? Variable.MISSING : Variable.UNKNOWN;
    }

    private int byNumber(String text) {
        if (byDigits.isEmpty() && byValue.isEmpty()) {
            return Variable.UNKNOWN;
        }
        String bare = text.strip();
        if (flags && (bare.equalsIgnoreCase("true") || bare.equalsIgnoreCase("false"))) {
            bare = bare.length() == 4 ? "1" : "0";
        }
        double value = Numbers.parse(bare);
        if (Double.isNaN(value) || bare.length() > LONGEST_NUMBER) {
            return Variable.UNKNOWN;
        }
        Integer code = byValue.get(value + 0.0);
        code = code == null ? byDigits.get(digits(bare, value)) : code;
        return code == null ? Variable.UNKNOWN : code;
    }

    private static BigDecimal digits(String number, double value) {
        try {
            return new BigDecimal(number).stripTrailingZeros();
        } catch (NumberFormatException e) {
            // An exponent beyond any number.
            return BigDecimal.valueOf(value).stripTrailingZeros();
        }
    }
}
