package io.github.churnml.resample;

import io.github.churnml.prepare.TypedTable;
import io.github.churnml.settings.Settings;
import java.util.List;
import java.util.Map;

/** A way to change the proportion of the classes in training rows; an immutable value, safe for any thread. */
public sealed interface Resampler permits NoResampling, SmoteNc, RandomOver, RandomUnder, ClassWeighting {

    /** {@return the name in YAML and on the command line, such as {@code smote-nc}} */
    String name();

    /** {@return every setting by its key, {@code method} first, in the form that {@link #of} reads} */
    Map<String, Object> settings();

    /**
     * Resamples. Neither the table nor the labels are changed.
     *
     * @param table the training rows
     * @param labels 1 for the positive class, 0 otherwise; one per row
     * @param seed decides every random step
     * @return the rows to learn from
     * @throws io.github.churnml.error.TrainingException if there are no rows, if all are of one class, or if the method
     *     cannot work on them; never by {@link NoResampling}
     * @throws IllegalArgumentException if there are not as many labels as rows, or a label is not 0 or 1
     */
    Resampled resample(TypedTable table, int[] labels, long seed);

    /** {@return the one that leaves everything as it is, the default} */
    static Resampler none() {
        return new NoResampling();
    }

    /** {@return the names of all methods, sorted} */
    static List<String> names() {
        return List.of(ClassWeighting.NAME, NoResampling.NAME, RandomOver.NAME, RandomUnder.NAME, SmoteNc.NAME);
    }

    /**
     * Reads the settings; an absent key takes its default, and a key that the method does not have is refused.
     *
     * @param settings {@code method}, and what it takes of {@code ratio}, {@code neighbours}, {@code standardise}
     * @return the resampler
     */
    static Resampler of(Settings settings) {
        Resampler resampler =
                switch (settings.choice(Keys.METHOD, names())) {
                    case ClassWeighting.NAME -> new ClassWeighting(Keys.ratio(settings));
                    case RandomOver.NAME -> new RandomOver(Keys.ratio(settings));
                    case RandomUnder.NAME -> new RandomUnder(Keys.ratio(settings));
                    case SmoteNc.NAME ->
                        new SmoteNc(Keys.ratio(settings), Keys.neighbours(settings), Keys.standardise(settings));
                    default -> none();
                };
        settings.finish();
        return resampler;
    }
}
