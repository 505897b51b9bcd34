package io.github.churnml.prepare;

import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Numbers;
import io.github.churnml.data.read.MissingMarkers;
import io.github.churnml.settings.Settings;
import java.math.BigInteger;
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
 * also by its value ({@code 1} finds {@code 1.0}); see {@link TextLevels} for one that is none.
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
    private final KnownLevels known;
    private final boolean texts;
    private final int yes;
    private final int no;

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
        this.known = KnownLevels.of(this.levels, spelling, this::codeBySpelling);
        this.texts = TextLevels.only(levels);
        this.yes = codeOf(true);
        this.no = codeOf(false);
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
        // What is common first, and classes before interfaces: a class is told by one comparison.
        if (raw instanceof String text) {
            return code(text);
        }
        if (raw == null) {
            return Variable.MISSING;
        }
        if (raw instanceof Number number) {
            return isWhole(number)
                    ? readWhole(number.longValue(), row)
                    : raw instanceof BigInteger large ? large(large, row) : readNumber(number.doubleValue(), row);
        }
        if (raw instanceof Boolean flag) {
            return readFlag(flag, row);
        }
        return code(TextLevels.text(raw, name, row));
    }

    @Override
    public double readNumber(double value, long row) {
        if (Double.isNaN(value)) {
            return Variable.MISSING;
        }
        int quick = Double.isInfinite(value) ? KnownLevels.NOT_FORESEEN : known.code(value);
        int code = quick == KnownLevels.NOT_FORESEEN ? codeBySpelling(Numbers.text(value)) : quick;
        if (isStrange(code)) {
            throw TextLevels.refused(this, value, row);
        }
        return code;
    }

    @Override
    public double readWhole(long value, long row) {
        // Shorter ones are written alike as whole numbers and as doubles.
        boolean plain = Math.abs((double) value) < KnownLevels.PLAIN_BELOW;
        int quick = plain ? known.code(value) : KnownLevels.NOT_FORESEEN;
        int code = quick == KnownLevels.NOT_FORESEEN ? codeBySpelling(Long.toString(value)) : quick;
        if (isStrange(code)) {
            throw TextLevels.refused(this, value, row);
        }
        return code;
    }

    @Override
    public double readFlag(boolean value, long row) {
        int code = value ? yes : no;
        if (isStrange(code) && type() != ColumnType.BOOLEAN) {
            throw TextLevels.refused(this, value, row);
        }
        return code;
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

    /** Whether a number or boolean cannot be meant for one of these levels. */
    private boolean isStrange(int code) {
        return code == Variable.UNKNOWN && texts;
    }

    private int large(BigInteger number, long row) {
        int code = code(number.toString());
        if (isStrange(code)) {
            throw TextLevels.refused(this, number, row);
        }
        return code;
    }

    private int code(String text) {
        int quick = known.code(text);
        return quick == KnownLevels.NOT_FORESEEN ? codeBySpelling(text) : quick;
    }

    /** The code of any text, by all the rules; what {@link KnownLevels} was filled by and is checked against. */
    int codeBySpelling(String text) {
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

    private int codeOf(boolean flag) {
        int plain = codeBySpelling(String.valueOf(flag));
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
                return codeBySpelling(synonym);
            }
        }
        return Variable.UNKNOWN;
    }

    private static boolean isWhole(Number number) {
        return number instanceof Integer || number instanceof Long || number instanceof Short || number instanceof Byte;
    }
}
