package io.github.churnml.prepare;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.prepare.FittedImputing.Groups;
import io.github.churnml.prepare.Imputing.Fill;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Learns from training rows what stands in for missing values. */
final class ImputingFit {

    private final Imputing wish;
    private final TypedTable table;
    private final Map<String, Fill> exceptions = new HashMap<>();
    private final Map<String, String> ownLevels = new LinkedHashMap<>();
    private final List<Groups> groups = new ArrayList<>();

    private ImputingFit(Imputing wish, TypedTable table) {
        this.wish = wish;
        this.table = table;
    }

    static FittedImputing of(Imputing wish, TypedTable table) {
        return new ImputingFit(wish, table).fit();
    }

    private FittedImputing fit() {
        List<Variable> variables = table.variables();
        wish.columns()
                .forEach((column, fill) ->
                        exceptions.put(variables.get(place(column, "to impute")).name(), fill));
        double[] fills = new double[variables.size()];
        List<Integer> indicated = new ArrayList<>();
        for (int j = 0; j < fills.length; j++) {
            Variable variable = variables.get(j);
            fills[j] = learn(j);
            if (wish.indicator() && !variable.nominal() && variable.feature() && hasMissing(j)) {
                indicated.add(j);
            }
        }
        int[] places = indicated.stream().mapToInt(Integer::intValue).toArray();
        return new FittedImputing(fills, ownLevels, groups, places, variables);
    }

    /** The fill of one place over all rows, having noted what more there is to it. */
    private double learn(int column) {
        Variable variable = table.variables().get(column);
        Fill fill = fill(variable);
        if (fill instanceof ConstantFill constant) {
            if (!variable.nominal()) {
                return constant.number();
            }
            int code = constant.code(variable);
            if (code == variable.levels().size()) {
                ownLevels.put(variable.name(), constant.level());
            }
            return code;
        }
        if (fill instanceof GroupFill group) {
            double overall = group.statistic().of(present(column));
            groups.add(groups(column, group, overall));
            return overall;
        }
        return fill == Fill.OWN_LEVEL ? variable.levels().size() : ((StatisticFill) fill).of(present(column));
    }

    private Groups groups(int column, GroupFill fill, double overall) {
        int by = by(column, fill);
        Variable level = table.variables().get(by);
        double[] levels = table.columns()[by];
        double[] values = table.columns()[column];
        double[][] members = new double[level.levels().size()][];
        int[] sizes = new int[members.length];
        for (int i = 0; i < values.length; i++) {
            if (levels[i] >= 0 && isPresent(column, values[i])) {
                sizes[(int) levels[i]]++;
            }
        }
        Arrays.setAll(members, code -> new double[sizes[code]]);
        Arrays.fill(sizes, 0);
        for (int i = 0; i < values.length; i++) {
            if (levels[i] >= 0 && isPresent(column, values[i])) {
                int code = (int) levels[i];
                members[code][sizes[code]++] = values[i];
            }
        }
        double[] fills = Arrays.stream(members)
                .mapToDouble(
                        group -> group.length == 0 ? overall : fill.statistic().of(group))
                .toArray();
        return new Groups(column, by, fills);
    }

    /** The place that groups are made by: levels, which are not themselves filled by groups. */
    private int by(int column, GroupFill fill) {
        String of = table.variables().get(column).name();
        int by = place(fill.by(), "to group by");
        Variable level = table.variables().get(by);
        if (!level.nominal()) {
            throw refused(
                    level.name(),
                    "holds numbers and makes no groups",
                    "Maybe derive a bucket or quantileBucket from it and group by that.");
        }
        if (fill(level) instanceof GroupFill) {
            throw refused(
                    of,
                    "is imputed by groups of " + Wording.name(level.name()) + ", which is imputed by groups itself",
                    "Maybe impute " + Wording.name(level.name()) + " as a level of its own.");
        }
        return by;
    }

    /** What a variable is filled by; a column is not grouped by itself because all columns are to be grouped by it. */
    private Fill fill(Variable variable) {
        Fill exception = exceptions.get(variable.name());
        Fill fill = exception != null ? exception : variable.nominal() ? wish.levels() : wish.numbers();
        boolean byItself = exception == null
                && fill instanceof GroupFill group
                && Variable.find(table.variables(), group.by())
                        .filter(place -> table.variables().get(place).equals(variable))
                        .isPresent();
        if (byItself) {
            return ((GroupFill) fill).statistic();
        }
        if (!fill.suits(variable.nominal())) {
            throw refused(
                    variable.name(),
                    "holds " + (variable.nominal() ? "levels" : "numbers") + ", which cannot be imputed by "
                            + Wording.value(fill.settings()),
                    "Maybe use " + Wording.value(StatisticFill.MOST_FREQUENT.label()) + ".");
        }
        return fill;
    }

    private int place(String column, String why) {
        List<String> names = table.variables().stream().map(Variable::name).toList();
        return Variable.find(table.variables(), column)
                .orElseThrow(() -> new ConfigurationException(
                        "There is no column " + Wording.name(column) + " " + why + ".",
                        Wording.maybeNearest(column, names),
                        Where.column(column)));
    }

    private static ConfigurationException refused(String column, String problem, String maybe) {
        return new ConfigurationException(
                "Column " + Wording.name(column) + " " + problem + ".", maybe, Where.column(column));
    }

    private double[] present(int column) {
        double[] values = table.columns()[column];
        double[] present = values.clone();
        int count = 0;
        for (double value : values) {
            if (isPresent(column, value)) {
                present[count++] = value;
            }
        }
        return count == values.length ? present : Arrays.copyOf(present, count);
    }

    private boolean isPresent(int column, double value) {
        return table.variables().get(column).nominal() ? value >= 0 : !Double.isNaN(value);
    }

    private boolean hasMissing(int column) {
        return Arrays.stream(table.columns()[column]).anyMatch(Double::isNaN);
    }
}
