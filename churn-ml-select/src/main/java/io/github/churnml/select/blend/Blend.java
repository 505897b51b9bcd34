package io.github.churnml.select.blend;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.Progress;
import io.github.churnml.data.split.RowGroups;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.learn.Takes;
import io.github.churnml.recipe.PreparedRecipe;
import io.github.churnml.recipe.Recipe;
import io.github.churnml.recipe.RecipeLearner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Several learners as one: their log-odds are averaged by weight. Each gets the rows encoded as it asks, and all of them the same
 * preparation. Members whose trees add up log-odds become one forest, so that a row passes one compiled scorer however many
 * there are.
 *
 * <p>Parts and their copies are fitted at the same time, in the common pool; the same seed gives the same bits, whatever the
 * number of threads. What each part finds, such as its rounds, is fixed when the blend is fitted again.
 */
public final class Blend implements RecipeLearner {

    /** The name in YAML and on the command line. */
    public static final String NAME = "blend";

    static final String PARTS = "parts";
    static final String WEIGHT = "weight";
    static final String COPIES = "copies";

    private final List<BlendPart> parts;

    private Blend(List<BlendPart> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * A blend.
     *
     * @param parts at least one, at most 100 with their copies
     * @return the learner
     * @throws ConfigurationException if there are none, or too many
     */
    public static Blend of(List<BlendPart> parts) {
        int fits = parts.stream().mapToInt(BlendPart::copies).sum();
        if (parts.isEmpty() || fits > BlendPart.MOST_COPIES) {
            throw new ConfigurationException(
                    "A blend has " + fits + " parts, copies counted, where 1 to " + BlendPart.MOST_COPIES
                            + " are required.",
                    parts.isEmpty()
                            ? "Maybe list learners under 'parts', each with its name; learner 'auto' finds them by itself."
                            : "Maybe ask for fewer copies.",
                    Where.nowhere());
        }
        return new Blend(parts);
    }

    /** {@return what is blended, in order} */
    public List<BlendPart> parts() {
        return parts;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** {@return what all parts take: levels and scaled numbers are as each part asks, so neither is said here} */
    @Override
    public Takes takes() {
        boolean weights = true;
        boolean missing = true;
        for (BlendPart part : parts) {
            weights &= part.learner().takes().weights();
            missing &= part.learner().takes().missing();
        }
        return new Takes(false, false, weights, missing);
    }

    @Override
    public Map<String, Object> settings() {
        List<Object> list = new ArrayList<>();
        for (BlendPart part : parts) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", part.learner().name());
            one.put(WEIGHT, part.weight());
            one.put(COPIES, part.copies());
            one.putAll(part.learner().settings());
            list.add(one);
        }
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put(PARTS, list);
        return settings;
    }

    @Override
    public Recipe.Fit fit(Recipe recipe, Dataset rows, int[] labels, RowGroups groups, long seed, Progress progress) {
        return fit(recipe, PreparedRecipe.of(recipe, rows, labels, groups), seed, progress);
    }

    Recipe.Fit fit(Recipe recipe, PreparedRecipe prepared, long seed, Progress progress) {
        List<BlendPart> singles = singles();
        Recipe.Fit[] fits = new Recipe.Fit[singles.size()];
        Counted counted = new Counted("learning the blend", fits.length, progress);
        IntStream.range(0, fits.length).parallel().forEach(i -> {
            fits[i] = prepared.fit(singles.get(i).learner(), seed(seed, i), Progress.none());
            counted.one();
        });
        return new FittedBlend(recipe, prepared.preparation(), singles, List.of(fits)).fit();
    }

    /** The parts, each copy by itself. */
    private List<BlendPart> singles() {
        List<BlendPart> singles = new ArrayList<>();
        for (BlendPart part : parts) {
            for (int copy = 0; copy < part.copies(); copy++) {
                singles.add(new BlendPart(part.learner(), part.weight() / part.copies(), 1));
            }
        }
        return singles;
    }

    /** The first has the seed as it is given: one part by itself learns what its learner would. */
    static long seed(long seed, int place) {
        return seed + place * 0x9E3779B97F4A7C15L;
    }

    /** {@return whether the other is a blend of the same parts} */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Blend that && settings().equals(that.settings());
    }

    /** {@return the settings' hash code} */
    @Override
    public int hashCode() {
        return settings().hashCode();
    }

    /** {@return the name and the settings} */
    @Override
    public String toString() {
        return NAME + settings();
    }
}
