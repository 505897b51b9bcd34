package io.github.churnml.prepare;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.prepare.Imputing.Fill;
import io.github.churnml.settings.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands in for missing values, learnt from training rows: one fill per place of a row, and the places of the
 * indicators behind them.
 */
final class FittedImputing {

    private static final String OWN_LEVEL = "(missing)";

    private final double[] fills;
    private final boolean[] nominal;
    private final int[] indicated;
    private final List<Variable> variables;

    private FittedImputing(double[] fills, int[] indicated, List<Variable> before) {
        this.fills = fills;
        this.indicated = indicated;
        this.nominal = new boolean[fills.length];
        List<Variable> after = new ArrayList<>();
        for (int j = 0; j < fills.length; j++) {
            Variable variable = before.get(j);
            nominal[j] = variable.nominal();
            boolean own = nominal[j] && fills[j] == variable.levels().size();
            after.add(own ? withOwnLevel(variable) : variable);
        }
        for (int place : indicated) {
            Variable of = before.get(place);
            after.add(Variable.number(indicatorName(of.name(), after), of.sources(), true));
        }
        this.variables = List.copyOf(after);
    }

    static FittedImputing fit(Imputing wish, TypedTable table) {
        for (String column : wish.columns().keySet()) {
            requireVariable(column, table);
        }
        double[] fills = new double[table.variables().size()];
        List<Integer> indicated = new ArrayList<>();
        for (int j = 0; j < fills.length; j++) {
            Variable variable = table.variables().get(j);
            Fill fill = fill(wish, variable);
            double[] values = table.columns()[j];
            double[] present = Arrays.stream(values)
                    .filter(value -> !variable.isMissing(value) && value != Variable.UNKNOWN || !variable.nominal())
                    .filter(value -> !Double.isNaN(value))
                    .toArray();
            fills[j] = switch (fill) {
                case MEDIAN -> median(present);
                case MOST_FREQUENT -> mostFrequent(present);
                case OWN_LEVEL -> variable.levels().size();
            };
            if (wish.indicator() && !variable.nominal() && variable.feature() && present.length < values.length) {
                indicated.add(j);
            }
        }
        return new FittedImputing(
                fills, indicated.stream().mapToInt(Integer::intValue).toArray(), table.variables());
    }

    List<Variable> variables() {
        return variables;
    }

    void apply(double[] row) {
        for (int i = 0; i < indicated.length; i++) {
            row[fills.length + i] = Double.isNaN(row[indicated[i]]) ? 1 : 0;
        }
        for (int j = 0; j < fills.length; j++) {
            if (nominal[j] ? row[j] == Variable.MISSING : Double.isNaN(row[j])) {
                row[j] = fills[j];
            }
        }
    }

    Map<String, Object> state() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("fills", Arrays.stream(fills).boxed().toList());
        state.put("indicated", Arrays.stream(indicated).boxed().toList());
        return state;
    }

    static FittedImputing of(Settings state, List<Variable> before) {
        double[] fills = state.numbers("fills");
        int[] indicated = state.integers("indicated");
        boolean fits = fills.length == before.size();
        for (int j = 0; fits && j < fills.length; j++) {
            int levels = before.get(j).levels().size();
            fits = !before.get(j).nominal() || fills[j] == (int) fills[j] && fills[j] >= 0 && fills[j] <= levels;
        }
        for (int place : indicated) {
            fits = fits
                    && place >= 0
                    && place < fills.length
                    && !before.get(place).nominal();
        }
        if (!fits || Arrays.stream(indicated).distinct().count() != indicated.length) {
            throw state.problem("The imputed values do not fit the " + before.size() + " columns.", "");
        }
        state.finish();
        return new FittedImputing(fills, indicated, before);
    }

    private static Fill fill(Imputing wish, Variable variable) {
        Fill exception = wish.columns().get(variable.name());
        Fill fill = exception != null ? exception : variable.nominal() ? wish.levels() : wish.numbers();
        if (fill == (variable.nominal() ? Fill.MEDIAN : Fill.OWN_LEVEL)) {
            throw new ConfigurationException(
                    "Column " + Wording.name(variable.name()) + " holds " + (variable.nominal() ? "levels" : "numbers")
                            + ", which cannot be imputed by " + Wording.value(fill.label()) + ".",
                    "Maybe use " + Wording.value(Fill.MOST_FREQUENT.label()) + ".",
                    Where.column(variable.name()));
        }
        return fill;
    }

    private static void requireVariable(String column, TypedTable table) {
        List<String> names = table.variables().stream().map(Variable::name).toList();
        if (!names.contains(column)) {
            throw new ConfigurationException(
                    "There is no column " + Wording.name(column) + " to impute.",
                    Wording.maybeNearest(column, names),
                    Where.column(column));
        }
    }

    /** The middle of the sorted values, the mean of the two middle ones of an even number, 0 of none. */
    private static double median(double[] values) {
        if (values.length == 0) {
            return 0;
        }
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : values[middle - 1] / 2 + values[middle] / 2;
    }

    private static double mostFrequent(double[] values) {
        Map<Double, Integer> counts = new HashMap<>();
        double best = 0;
        int most = 0;
        Arrays.sort(values);
        for (double value : values) {
            int count = counts.merge(value, 1, Integer::sum);
            if (count > most) {
                most = count;
                best = value;
            }
        }
        return best;
    }

    private static Variable withOwnLevel(Variable variable) {
        List<String> levels = new ArrayList<>(variable.levels());
        levels.add(OWN_LEVEL);
        return Variable.nominal(variable.name(), levels, variable.sources(), variable.feature());
    }

    private static String indicatorName(String of, List<Variable> taken) {
        String name = of + "_missing";
        while (Variable.find(taken, name).isPresent()) {
            name += "_";
        }
        return name;
    }
}
