package io.github.churnml.prepare;

import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.MissingMarkers;
import io.github.churnml.data.Numbers;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.settings.Settings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An input of levels. Levels are compared as text; those of a boolean column without case, and a number given for a level
 * also by its value ({@code 1} finds {@code 1.0}).
 */
final class LevelInput implements Input {

    private static final Set<String> YES = Set.of("true", "yes", "y", "t", "1");
    private static final Set<String> NO = Set.of("false", "no", "n", "f", "0");

    private final String name;
    private final boolean feature;
    private final Spelling spelling;
    private final List<String> levels;
    private final Map<String, Integer> codes = new HashMap<>();
    private final Map<String, Integer> codesByNumber = new HashMap<>();

    LevelInput(String name, boolean feature, Spelling spelling, List<String> levels) {
        this.name = name;
        this.feature = feature;
        this.spelling = spelling;
        this.levels = List.copyOf(levels);
        for (int code = 0; code < levels.size(); code++) {
            String level = levels.get(code);
            codes.putIfAbsent(spelling.key(level), code);
            double number = Numbers.parse(level.strip());
            if (!Double.isNaN(number)) {
                codesByNumber.putIfAbsent(Numbers.text(number), code);
            }
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ColumnType type() {
        return spelling.type();
    }

    @Override
    public List<String> levels() {
        return levels;
    }

    @Override
    public double read(@Nullable Object raw, long row) {
        if (raw == null) {
            return Variable.MISSING;
        }
        if (raw instanceof CharSequence || raw instanceof Character) {
            return code(raw.toString());
        }
        if (raw instanceof Boolean flag) {
            return code(flag);
        }
        if (raw instanceof Number number) {
            return Double.isNaN(number.doubleValue()) ? Variable.MISSING : code(text(number));
        }
        if (raw instanceof Enum<?> constant) {
            return code(constant.name());
        }
        throw new DataException(
                "Column " + Wording.name(name) + NumberInput.at(row) + " holds a value of type "
                        + raw.getClass().getSimpleName() + " where text is required.",
                "Maybe give the level as text.",
                Where.column(name).row(row));
    }

    @Override
    public double[] readAll(Column column) {
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

    @Override
    public Variable variable() {
        return Variable.nominal(name, levels, List.of(name), feature);
    }

    @Override
    public Map<String, Object> state() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("kind", "level");
        state.put("name", name);
        state.put("type", spelling.type().label());
        state.put("feature", feature);
        state.put("trim", spelling.trim());
        if (spelling.foldCase()) {
            state.put("foldCase", true);
        }
        if (!spelling.synonyms().isEmpty()) {
            state.put("synonyms", new LinkedHashMap<String, Object>(spelling.synonyms()));
        }
        state.put("missing", List.copyOf(spelling.missing().markers()));
        state.put("levels", levels);
        return state;
    }

    static LevelInput of(Settings state) {
        String type = state.choice(
                "type",
                Arrays.stream(ColumnType.values()).map(ColumnType::label).toList());
        String name = state.text("name");
        Spelling spelling = new Spelling(
                name,
                ColumnType.valueOf(type.toUpperCase(Locale.ROOT)),
                state.flag("trim"),
                state.has("foldCase") && state.flag("foldCase"),
                new MissingMarkers(Set.copyOf(state.texts("missing"))),
                state.has("synonyms") ? Cleaning.synonyms(state.section("synonyms")) : Map.of());
        return new LevelInput(name, state.flag("feature"), spelling, state.texts("levels"));
    }

    private int code(String text) {
        String level = spelling.level(text);
        if (level == null) {
            return Variable.MISSING;
        }
        Integer code = codes.get(spelling.key(level));
        if (code == null && !codesByNumber.isEmpty()) {
            double number = Numbers.parse(level.strip());
            code = Double.isNaN(number) ? null : codesByNumber.get(Numbers.text(number));
        }
        return code == null ? Variable.UNKNOWN : code;
    }

    private int code(boolean flag) {
        int plain = code(String.valueOf(flag));
        if (plain != Variable.UNKNOWN) {
            return plain;
        }
        if (type() != ColumnType.BOOLEAN) {
            return Variable.UNKNOWN;
        }
        Set<String> words = flag ? YES : NO;
        for (int code = 0; code < levels.size(); code++) {
            if (words.contains(levels.get(code).strip().toLowerCase(Locale.ROOT))) {
                return code;
            }
        }
        for (String synonym : spelling.synonyms().keySet()) {
            if (words.contains(synonym.strip().toLowerCase(Locale.ROOT))) {
                return code(synonym);
            }
        }
        return Variable.UNKNOWN;
    }

    private static String text(Number number) {
        boolean whole = number instanceof Integer
                || number instanceof Long
                || number instanceof Short
                || number instanceof Byte
                || number instanceof java.math.BigInteger;
        return whole ? number.toString() : Numbers.text(number.doubleValue());
    }
}
