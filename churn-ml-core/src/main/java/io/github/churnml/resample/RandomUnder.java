package io.github.churnml.resample;

import io.github.churnml.prepare.TypedTable;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Keeps all rows of the rarer class and a part of the other, drawn by chance; what is kept stays in its order.
 *
 * @param ratio rows of the rarer class divided by those of the other, afterwards, to the nearest whole row; above 0, at
 *     most 1
 */
public record RandomUnder(double ratio) implements Resampler {

    /** The name in YAML and on the command line. */
    public static final String NAME = "random-under";

    /**
     * Checks the ratio.
     *
     * @param ratio above 0, at most 1
     * @throws io.github.churnml.error.ConfigurationException if it is out of range
     */
    public RandomUnder {
        Keys.checkRatio(ratio);
    }

    /** {@return the usual settings: as many rows of one class as of the other} */
    public static RandomUnder standard() {
        return new RandomUnder(Keys.DEFAULT_RATIO);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, Object> settings() {
        return Keys.settings(NAME, Keys.RATIO, ratio);
    }

    @Override
    public Resampled resample(TypedTable table, int[] labels, long seed) {
        Classes classes = Classes.of(table, labels);
        int[] majority = classes.majority();
        int[] drawn = Classes.sample(majority.length, classes.leaving(ratio), new SplittableRandom(seed));
        int[] rows = IntStream.concat(
                        Arrays.stream(classes.minority()), Arrays.stream(drawn).map(position -> majority[position]))
                .sorted()
                .toArray();
        return Resampled.select(table, labels, rows, rows.length);
    }
}
