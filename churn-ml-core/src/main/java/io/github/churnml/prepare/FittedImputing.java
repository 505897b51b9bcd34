package io.github.churnml.prepare;

import io.github.churnml.settings.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What stands in for missing values, learnt from training rows: one fill per place of a row, further ones for some places
 * by the level of another, and the places of the indicators behind them. A place without a fill keeps its missing values.
 */
final class FittedImputing {

    /**
     * Fills that depend on the level in another place.
     *
     * @param column the place filled
     * @param by the place of the level, as it was before imputing
     * @param fills one per level of that place
     */
    record Groups(int column, int by, double[] fills) {}

    private final double[] fills;
    private final Map<String, String> ownLevels;
    private final Groups[] groups;
    private final int[] indicated;
    private final boolean[] nominal;
    /** The places that hold numbers. */
    private final int[] numbers;
    /** The places that hold levels. */
    private final int[] levels;

    private final List<Variable> variables;

    /**
     * @param fills {@code NaN} for a place that is not filled
     * @param ownLevels the names of levels for missing values alone, by variable, where it is not the usual one
     */
    FittedImputing(
            double[] fills,
            Map<String, String> ownLevels,
            List<Groups> groups,
            int[] indicated,
            List<Variable> before) {
        this.fills = fills.clone();
        this.ownLevels = ownLevels;
        this.groups = groups.toArray(Groups[]::new);
        this.indicated = indicated;
        this.nominal = new boolean[fills.length];
        List<Variable> after = new ArrayList<>();
        for (int j = 0; j < fills.length; j++) {
            Variable variable = before.get(j);
            nominal[j] = variable.nominal();
            if (nominal[j] && Double.isNaN(fills[j])) {
                this.fills[j] = Variable.MISSING;
            }
            boolean own = nominal[j] && fills[j] == variable.levels().size();
            after.add(own ? withOwnLevel(variable) : variable);
        }
        this.numbers =
                IntStream.range(0, nominal.length).filter(j -> !nominal[j]).toArray();
        this.levels = IntStream.range(0, nominal.length).filter(j -> nominal[j]).toArray();
        for (int place : indicated) {
            Variable of = before.get(place);
            after.add(Variable.number(indicatorName(of.name(), after), of.sources(), true));
        }
        this.variables = List.copyOf(after);
    }

    /** Nothing is filled in, and nothing indicated. */
    static FittedImputing none(List<Variable> variables) {
        double[] fills = new double[variables.size()];
        Arrays.fill(fills, Double.NaN);
        return new FittedImputing(fills, Map.of(), List.of(), new int[0], variables);
    }

    /** Whether missing values stay in some place. */
    boolean leavesMissing() {
        for (int j = 0; j < fills.length; j++) {
            if (isGap(j)) {
                return true;
            }
        }
        return false;
    }

    private boolean isGap(int place) {
        return nominal[place] ? fills[place] == Variable.MISSING : Double.isNaN(fills[place]);
    }

    List<Variable> variables() {
        return variables;
    }

    /** The place whose missing values another indicates; any other place itself. */
    int indicated(int place) {
        return place < fills.length ? place : indicated[place - fills.length];
    }

    void apply(double[] row) {
        for (int i = 0; i < indicated.length; i++) {
            row[fills.length + i] = Double.isNaN(row[indicated[i]]) ? 1 : 0;
        }
        // Groups go by levels as they were read, and no place that is filled by groups makes groups itself.
        for (Groups group : groups) {
            double level = row[group.by];
            if (level >= 0 && isMissing(row[group.column], group.column)) {
                row[group.column] = group.fills[(int) level];
            }
        }
        for (int place : numbers) {
            if (Double.isNaN(row[place])) {
                row[place] = fills[place];
            }
        }
        for (int place : levels) {
            if (row[place] == Variable.MISSING) {
                row[place] = fills[place];
            }
        }
    }

    /** The same for rows of a table, a column at a time. */
    void apply(double[][] columns, int from, int to) {
        for (int i = 0; i < indicated.length; i++) {
            double[] of = columns[indicated[i]];
            double[] into = columns[fills.length + i];
            for (int row = from; row < to; row++) {
                into[row] = Double.isNaN(of[row]) ? 1 : 0;
            }
        }
        for (Groups group : groups) {
            double[] by = columns[group.by];
            double[] filled = columns[group.column];
            for (int row = from; row < to; row++) {
                if (by[row] >= 0 && isMissing(filled[row], group.column)) {
                    filled[row] = group.fills[(int) by[row]];
                }
            }
        }
        for (int place = 0; place < fills.length; place++) {
            fill(columns[place], from, to, nominal[place], fills[place]);
        }
    }

    private static void fill(double[] column, int from, int to, boolean nominal, double fill) {
        for (int row = from; row < to; row++) {
            double value = column[row];
            if (nominal ? value == Variable.MISSING : Double.isNaN(value)) {
                column[row] = fill;
            }
        }
    }

    Map<String, Object> state() {
        Map<String, Object> state = new LinkedHashMap<>();
        List<@Nullable Double> values = new ArrayList<>(boxed(fills));
        for (int j = 0; j < fills.length; j++) {
            values.set(j, isGap(j) ? null : (Double) fills[j]);
        }
        state.put("fills", values);
        if (!ownLevels.isEmpty()) {
            state.put("ownLevels", new LinkedHashMap<String, Object>(ownLevels));
        }
        if (groups.length > 0) {
            List<Object> list = new ArrayList<>();
            for (Groups group : groups) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("column", group.column);
                one.put("by", group.by);
                one.put("fills", boxed(group.fills));
                list.add(one);
            }
            state.put("groups", list);
        }
        state.put("indicated", Arrays.stream(indicated).boxed().toList());
        return state;
    }

    static FittedImputing of(Settings state, List<Variable> before) {
        double[] fills = state.numbersWithGaps("fills");
        int[] indicated = state.integers("indicated");
        List<Groups> groups = new ArrayList<>();
        for (Settings group : state.sections("groups")) {
            int last = before.size() - 1;
            groups.add(new Groups(
                    (int) group.integer("column", 0, last),
                    (int) group.integer("by", 0, last),
                    group.numbers("fills")));
            group.finish();
        }
        Map<String, String> ownLevels = new LinkedHashMap<>();
        if (state.has("ownLevels")) {
            Settings names = state.section("ownLevels");
            before.stream()
                    .map(Variable::name)
                    .filter(names::has)
                    .forEach(name -> ownLevels.put(name, names.text(name)));
            names.finish();
        }
        boolean fits = fills.length == before.size();
        for (int j = 0; fits && j < fills.length; j++) {
            fits = fits(fills[j], before.get(j));
        }
        for (int place : indicated) {
            fits &= place >= 0 && place < before.size() && !before.get(place).nominal();
        }
        if (!fits || !fit(groups, before) || Arrays.stream(indicated).distinct().count() != indicated.length) {
            throw state.problem("The imputed values do not fit the " + before.size() + " columns.", "");
        }
        state.finish();
        return new FittedImputing(fills, ownLevels, groups, indicated, before);
    }

    private static boolean fit(List<Groups> groups, List<Variable> before) {
        boolean fits = true;
        for (Groups group : groups) {
            Variable by = before.get(group.by);
            fits &= by.nominal() && group.fills.length == by.levels().size();
            fits &= groups.stream().noneMatch(other -> other.column == group.by);
            fits &= groups.stream()
                            .filter(other -> other.column == group.column)
                            .count()
                    == 1;
            for (double fill : group.fills) {
                fits &= fits(fill, before.get(group.column));
            }
        }
        return fits;
    }

    /** Whether a fill is none or any number, or the code of a level or of the one beyond the last. */
    private static boolean fits(double fill, Variable variable) {
        return Double.isNaN(fill)
                || !variable.nominal()
                || fill == (int) fill && fill >= 0 && fill <= variable.levels().size();
    }

    private boolean isMissing(double value, int place) {
        return nominal[place] ? value == Variable.MISSING : Double.isNaN(value);
    }

    private Variable withOwnLevel(Variable variable) {
        List<String> levels = new ArrayList<>(variable.levels());
        levels.add(ownLevels.getOrDefault(variable.name(), Variable.MISSING_LEVEL));
        return Variable.nominal(variable.name(), levels, variable.sources(), variable.feature());
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    private static String indicatorName(String of, List<Variable> taken) {
        String name = of + "_missing";
        while (Variable.find(taken, name).isPresent()) {
            name += "_";
        }
        return name;
    }
}
