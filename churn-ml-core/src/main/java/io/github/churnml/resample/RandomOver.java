package io.github.churnml.resample;

import io.github.churnml.prepare.TypedTable;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Repeats rows of the rarer class. All are repeated equally often, except that what is left over goes to as many of them
 * drawn by chance; a single row can be repeated, too.
 *
 * @param ratio rows of the rarer class divided by those of the other, afterwards, to the nearest whole row; above 0, at
 *     most 1
 */
public record RandomOver(double ratio) implements Resampler {

    /** The name in YAML and on the command line. */
    public static final String NAME = "random-over";

    /**
     * Checks the ratio.
     *
     * @param ratio above 0, at most 1
     * @throws io.github.churnml.error.ConfigurationException if it is out of range
     */
    public RandomOver {
        Keys.checkRatio(ratio);
    }

    /** {@return the usual settings: as many rows of one class as of the other} */
    public static RandomOver standard() {
        return new RandomOver(Keys.DEFAULT_RATIO);
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
        int[] minority = classes.minority();
        int[] bases = Classes.inTurn(minority.length, classes.lacking(ratio), new SplittableRandom(seed));
        for (int i = 0; i < bases.length; i++) {
            bases[i] = minority[bases[i]];
        }
        return Resampled.withCopies(table, labels, bases);
    }
}
