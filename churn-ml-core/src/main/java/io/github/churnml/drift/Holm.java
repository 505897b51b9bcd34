package io.github.churnml.drift;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Holm's step-down adjustment: an adjusted p-value below a level keeps the family-wise error rate at that level. */
final class Holm {

    private Holm() {}

    static double[] adjusted(List<Double> pValues) {
        int count = pValues.size();
        int[] order = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparing(pValues::get))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[count];
        double greatest = 0;
        for (int i = 0; i < count; i++) {
            greatest = Math.max(greatest, Math.min(1, (count - i) * pValues.get(order[i])));
            adjusted[order[i]] = greatest;
        }
        return adjusted;
    }
}
