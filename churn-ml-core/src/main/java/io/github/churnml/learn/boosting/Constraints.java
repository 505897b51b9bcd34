package io.github.churnml.learn.boosting;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.prepare.Feature;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * What the trees of a fit may not do: answer against the direction of a column, and split on columns one below the other
 * that may not interact.
 *
 * <p>Directions are kept as LightGBM's {@code basic} method and XGBoost keep them: a split of such a column whose sides
 * answer in the wrong order is none, and all leaves below it stay on their side of the middle between its two answers. A
 * column may be split on below others if all of them are in one group together; below itself it always may. One in no group
 * stands alone. That is how XGBoost reads {@code interaction_constraints}; LightGBM leaves columns in no group out. Public for
 * learners of other modules that keep the same directions and groups.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class Constraints {

    private final int[] directions;
    /** The number of each column's source: columns made of one column of the table are as one. */
    private final int[] sources;

    private final List<BitSet> groups = new ArrayList<>();

    private Constraints(int width) {
        this.directions = new int[width];
        this.sources = new int[width];
    }

    static Constraints of(List<Feature> features, GrowthSettings settings) {
        return of(features, settings.monotone(), HistogramSettings.INTERACTIONS, settings.interactions());
    }

    /**
     * Finds the columns that directions and groups name.
     *
     * @param features what is learnt from
     * @param monotone directions by column of the table
     * @param key the setting of the groups, for messages
     * @param groups which columns of the table may meet; empty if all may
     * @return what binds these features
     * @throws ConfigurationException if a column is named that is not there, or a direction given to one of levels
     */
    public static Constraints of(
            List<Feature> features, Map<String, Monotone> monotone, String key, List<List<String>> groups) {
        Constraints constraints = new Constraints(features.size());
        List<String> names = features.stream().map(Feature::source).distinct().toList();
        for (int column = 0; column < features.size(); column++) {
            constraints.sources[column] = names.indexOf(features.get(column).source());
        }
        for (Map.Entry<String, Monotone> entry : monotone.entrySet()) {
            constraints.direct(features, number(Monotone.KEY, entry.getKey(), names), entry.getValue());
        }
        for (List<String> group : groups) {
            BitSet members = new BitSet();
            group.forEach(name -> members.set(number(key, name, names)));
            constraints.groups.add(members);
        }
        return constraints;
    }

    private static int number(String key, String name, List<String> names) {
        int number = names.indexOf(name);
        if (number < 0) {
            throw new ConfigurationException(
                    "Key " + Wording.name(key) + " names column " + Wording.name(name)
                            + ", which is not among those learnt from: " + Wording.names(names) + ".",
                    Wording.maybeNearest(name, names),
                    Where.nowhere());
        }
        return number;
    }

    private void direct(List<Feature> features, int source, Monotone monotone) {
        for (int column = 0; column < sources.length; column++) {
            Feature feature = features.get(column);
            if (sources[column] == source) {
                if (feature.isNominal()
                        || feature.fromLevels()
                        || !feature.name().equals(feature.source())) {
                    throw new ConfigurationException(
                            "Key 'monotone' names column " + Wording.name(feature.source())
                                    + ", which holds levels: only numbers have a direction.",
                            "Maybe leave it out, or declare the column numeric.",
                            Where.nowhere());
                }
                directions[column] = monotone == Monotone.INCREASING ? 1 : -1;
            }
        }
    }

    /**
     * The direction of a column.
     *
     * @param column a feature, from 0
     * @return 1 where the score may not fall with the column's values, −1 where it may not rise, otherwise 0
     */
    public int direction(int column) {
        return directions[column];
    }

    /**
     * Whether two columns may meet.
     *
     * @param one a feature, from 0
     * @param other another
     * @return whether both are in one group, or made of the same column of the table, or no group was given
     */
    public boolean mayMeet(int one, int other) {
        return groups.isEmpty()
                || sources[one] == sources[other]
                || groups.stream().anyMatch(group -> group.get(sources[one]) && group.get(sources[other]));
    }

    /** Whether a node may be split on a column. */
    boolean allows(OpenNode node, int column) {
        BitSet path = node.path;
        if (groups.isEmpty() || path.isEmpty()) {
            return true;
        }
        int source = sources[column];
        if (path.get(source)) {
            return true;
        }
        for (BitSet group : groups) {
            if (group.get(source) && holds(group, path)) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(BitSet group, BitSet path) {
        for (int source = path.nextSetBit(0); source >= 0; source = path.nextSetBit(source + 1)) {
            if (!group.get(source)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Passes what binds a node on to its children, and binds them by its cut.
     *
     * @param free whether the cut separates nothing but missing values, which have no direction
     */
    void pass(
            OpenNode node, Cut cut, boolean free, double leftValue, double rightValue, OpenNode left, OpenNode right) {
        left.low = node.low;
        left.high = node.high;
        right.low = node.low;
        right.high = node.high;
        int direction = free ? 0 : directions[cut.column()];
        if (direction != 0) {
            double middle = leftValue + (rightValue - leftValue) / 2;
            if (direction > 0) {
                left.high = middle;
                right.low = middle;
            } else {
                left.low = middle;
                right.high = middle;
            }
        }
        if (!groups.isEmpty()) {
            BitSet path = (BitSet) node.path.clone();
            path.set(sources[cut.column()]);
            left.path = path;
            right.path = path;
        }
    }
}
