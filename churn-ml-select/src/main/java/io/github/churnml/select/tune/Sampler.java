package io.github.churnml.select.tune;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws places to try next by what was seen: the tree-structured Parzen estimator (Bergstra, Bardenet, Bengio and Kégl 2011,
 * section 4). Of the trials seen, the best share γ are good; ℓ is the density of their places and g that of the others
 * (equation 2). The expected improvement grows with ℓ / g (equation 3), so of some draws from ℓ the one with the largest ratio
 * is taken (section 4.1). Dimensions are independent of each other.
 *
 * <p>Trials of a batch are drawn from the same densities, each with a generator of its own: the paper too ignores trials that are
 * under way and trusts that draws from ℓ differ (section 6.1).
 */
final class Sampler {

    /** What was seen of a trial: its places, {@code NaN} where a value is not of the space, and how good it was. */
    record Seen(double[] places, double gain) {}

    /** γ. */
    private static final double GOOD = 0.15;

    private static final int CANDIDATES = 24;

    private final Parzen[] good;
    private final Parzen[] other;

    private Sampler(Parzen[] good, Parzen[] other) {
        this.good = good;
        this.other = other;
    }

    /**
     * Divides what was seen.
     *
     * @param choices for each dimension, how many values there are to choose from; 0 for numbers
     * @param seen at least two trials
     */
    static Sampler of(int[] choices, List<Seen> seen) {
        List<Seen> ranked = seen.stream()
                .sorted(Comparator.comparingDouble(Seen::gain).reversed()) // stable: of equal ones the first is better
                .toList();
        int best = (int) Math.ceil(GOOD * ranked.size());
        Parzen[] good = new Parzen[choices.length];
        Parzen[] other = new Parzen[choices.length];
        for (int d = 0; d < choices.length; d++) {
            good[d] = Parzen.of(choices[d], places(ranked.subList(0, best), d));
            other[d] = Parzen.of(choices[d], places(ranked.subList(best, ranked.size()), d));
        }
        return new Sampler(good, other);
    }

    private static double[] places(List<Seen> seen, int dimension) {
        return seen.stream()
                .mapToDouble(one -> one.places()[dimension])
                .filter(place -> !Double.isNaN(place))
                .toArray();
    }

    /** Places anywhere. */
    static double[] uniform(int dimensions, SplittableRandom random) {
        double[] places = new double[dimensions];
        Arrays.setAll(places, d -> random.nextDouble());
        return places;
    }

    /** Places where an improvement is expected. */
    double[] draw(SplittableRandom random) {
        double[] best = {};
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < CANDIDATES; i++) {
            double[] places = new double[good.length];
            double ratio = 0;
            for (int d = 0; d < places.length; d++) {
                places[d] = good[d].draw(random);
                ratio += StrictMath.log(good[d].density(places[d])) - StrictMath.log(other[d].density(places[d]));
            }
            if (ratio > most) {
                most = ratio;
                best = places;
            }
        }
        return best;
    }
}
