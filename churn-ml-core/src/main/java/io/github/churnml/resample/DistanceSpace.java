package io.github.churnml.resample;

import io.github.churnml.prepare.TypedTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What the squared distance of two rows is: over all numeric axes the sum of their squared differences, and a penalty for
 * each nominal axis on which they differ. A number missing in one of both rows counts as the penalty, in both as nothing.
 *
 * @param numbers the numeric axes, {@code [axes][rows]}
 * @param levels the nominal axes, {@code [axes][rows]}: whole numbers
 * @param penalty what a difference of levels adds
 */
record DistanceSpace(double[][] numbers, double[][] levels, double penalty) {

    /** The numbers as they are; the penalty is the square of the median of their standard deviations. */
    static DistanceSpace raw(MinorityRows minority) {
        double med = median(Arrays.stream(minority.numbers())
                .mapToDouble(numbers -> Spread.of(numbers).deviation())
                .toArray());
        return mixed(List.of(minority.numbers()), minority.codes(), med);
    }

    /** The numbers divided by their standard deviations, of which the median is then 1; constant columns are left out. */
    static DistanceSpace standardised(MinorityRows minority) {
        List<double[]> axes = new ArrayList<>();
        for (double[] numbers : minority.numbers()) {
            Spread spread = Spread.of(numbers);
            // A column that is missing in some rows and constant in the others still tells the ones from the others.
            if (spread.deviation() > 0 || spread.hasGaps()) {
                axes.add(spread.standardised(numbers));
            }
        }
        return mixed(axes, minority.codes(), 1);
    }

    /** Levels at their positions by the value difference metric, so that all axes are numeric. */
    static DistanceSpace ofValueDifferences(TypedTable table, int[] labels, MinorityRows minority) {
        double[][] axes = new double[minority.nominal().length][];
        for (int j = 0; j < axes.length; j++) {
            double[] positions = ValueDifference.positions(table.columns()[minority.nominal()[j]], labels);
            axes[j] = Arrays.stream(minority.codes()[j])
                    .mapToDouble(code -> positions[code - ValueDifference.LEAST_CODE])
                    .toArray();
        }
        return new DistanceSpace(axes, new double[0][], 0);
    }

    /** Two levels are as well the numbers 0 and Med, whose squared difference is the penalty, and cheaper to compare. */
    private static DistanceSpace mixed(List<double[]> numbers, int[][] codes, double med) {
        List<double[]> numeric = new ArrayList<>(numbers);
        List<double[]> nominal = new ArrayList<>();
        for (int[] column : codes) {
            int[] distinct = IntStream.of(column).distinct().toArray();
            if (distinct.length == 2) {
                numeric.add(IntStream.of(column)
                        .mapToDouble(code -> code == distinct[0] ? 0 : med)
                        .toArray());
            } else if (distinct.length > 2) {
                nominal.add(IntStream.of(column).asDoubleStream().toArray());
            }
        }
        return new DistanceSpace(numeric.toArray(double[][]::new), nominal.toArray(double[][]::new), med * med);
    }

    private static double median(double[] values) {
        double[] sorted = DoubleStream.of(values).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
