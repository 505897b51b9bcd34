package io.github.churnml.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The flat form of an encoding gives the bits of its columns, row by row and column by column. */
class EncodingPlanTest {

    private static final double[] NUMBERS = {
        0.0, -0.0, 1, -1, 2.5, 1e300, -1e300, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
    };
    private static final double[] CENTERS = {0.0, -0.0, 1, -2.5};
    private static final double[] SCALES = {1, 2, 0.3};

    @Property(tries = 300)
    void plan_encodesAsItsColumnsDo(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Variable> variables = new ArrayList<>();
        List<EncodedColumn> columns = new ArrayList<>();
        for (int j = 0; j < 1 + random.nextInt(8); j++) {
            variables.add(
                    random.nextBoolean()
                            ? Variable.number("v" + j, List.of(), true)
                            : Variable.nominal(
                                    "v" + j,
                                    IntStream.range(0, random.nextInt(5))
                                            .mapToObj(i -> "l" + i)
                                            .toList(),
                                    List.of(),
                                    true));
            if (random.nextInt(5) > 0) {
                columns.add(column(j, variables, random));
            }
        }
        EncodingPlan plan = new EncodingPlan(columns.toArray(EncodedColumn[]::new), variables);
        assertThat(plan.width())
                .isEqualTo(columns.stream().mapToInt(EncodedColumn::width).sum());
        int rows = 1 + random.nextInt(6);
        double[][] values = values(variables, rows + 2, random);
        double[] batch = garbage(rows * plan.width());
        plan.encode(values, 2, rows, batch);
        for (int i = 0; i < rows; i++) {
            double[] row = new double[variables.size()];
            for (int j = 0; j < row.length; j++) {
                row[j] = values[j][i + 2];
            }
            double[] expected = plain(columns, row, plan.width());
            double[] encoded = garbage(plan.width() + 3);
            plan.encode(row, encoded, 3);
            assertThat(bits(encoded, 3, plan.width())).containsExactly(bits(expected, 0, plan.width()));
            assertThat(bits(batch, i * plan.width(), plan.width())).containsExactly(bits(expected, 0, plan.width()));
        }
    }

    private static EncodedColumn column(int place, List<Variable> variables, SplittableRandom random) {
        Variable variable = variables.get(place);
        Scaling scaling = new Scaling(
                random.nextBoolean() ? Double.NEGATIVE_INFINITY : -1.5,
                random.nextBoolean() ? Double.POSITIVE_INFINITY : 1.5,
                CENTERS[random.nextInt(CENTERS.length)],
                SCALES[random.nextInt(SCALES.length)]);
        if (!variable.nominal()) {
            return random.nextInt(4) == 0 ? new EncodedCode(place) : new EncodedNumber(place, scaling);
        }
        int levels = variable.levels().size();
        if (random.nextInt(4) == 0) {
            double unknown = random.nextBoolean() ? Double.NaN : Variable.UNKNOWN;
            return new EncodedCodes(place, random.doubles(levels).toArray(), unknown);
        }
        if (random.nextInt(3) == 0) {
            double[] means = random.doubles(levels).toArray();
            return new EncodedLevels(place, means, random.nextDouble(), scaling);
        }
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("column", place);
        state.put("oneHot", random.nextBoolean());
        state.put("nominal", true);
        state.put(
                "slots",
                IntStream.range(0, levels)
                        .mapToObj(i -> random.nextInt(-1, levels + 1))
                        .toList());
        state.put("unknown", random.nextInt(-1, levels + 1));
        if ((boolean) state.get("oneHot")) {
            state.remove("nominal");
        }
        return EncodedColumn.of(Settings.of(state, Blame.modelFile(null)), variables);
    }

    /** Numbers of all kinds; codes of levels, of a missing, an unknown and one beyond the last level. */
    private static double[][] values(List<Variable> variables, int rows, SplittableRandom random) {
        double[][] values = new double[variables.size()][rows];
        for (int j = 0; j < values.length; j++) {
            int levels = variables.get(j).levels().size();
            for (int i = 0; i < rows; i++) {
                values[j][i] = variables.get(j).nominal()
                        ? random.nextInt(-2, levels + 1)
                        : NUMBERS[random.nextInt(NUMBERS.length)];
            }
        }
        return values;
    }

    private static double[] plain(List<EncodedColumn> columns, double[] row, int width) {
        double[] into = garbage(width);
        int at = 0;
        for (EncodedColumn column : columns) {
            column.encode(row[column.variable()], into, at);
            at += column.width();
        }
        return into;
    }

    private static double[] garbage(int length) {
        return IntStream.range(0, length).mapToDouble(i -> 77 + i).toArray();
    }

    private static long[] bits(double[] values, int from, int count) {
        return IntStream.range(from, from + count)
                .mapToLong(i -> Double.doubleToLongBits(values[i]))
                .toArray();
    }
}
