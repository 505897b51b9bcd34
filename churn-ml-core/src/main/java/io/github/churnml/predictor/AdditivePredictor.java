package io.github.churnml.predictor;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A predictor whose log-odds are a sum of look-ups: intercept + one value per feature + one per pair of features that
 * interact (a generalised additive model with pairs; Lou, Caruana, Gehrke and Hooker, Accurate Intelligible Models with
 * Pairwise Interactions, 2013). What each feature contributes can be read off, and drawn as a curve.
 *
 * <p>Learners here make terms whose weighted mean over the training rows is 0, those of pairs along each row and column too
 * (Lengerich, Tan, Chang, Hooker and Caruana, Purifying Interaction Effects with the Functional ANOVA, 2020). Then the
 * intercept is the mean log-odds of the training rows.
 */
public final class AdditivePredictor implements Predictor {

    static final String KIND = "additive";

    private final double intercept;
    private final ShapeFunction[] shapes;
    private final PairTable[] pairs;

    /**
     * A predictor of given terms.
     *
     * @param intercept where the sum begins: finite
     * @param shapes one per feature, in their order
     * @param pairs what pairs of features add; may be empty
     * @throws IllegalArgumentException if the intercept is not finite, or a pair does not fit the shapes
     */
    public AdditivePredictor(double intercept, List<ShapeFunction> shapes, List<PairTable> pairs) {
        this.intercept = intercept;
        this.shapes = shapes.toArray(new ShapeFunction[0]);
        this.pairs = pairs.toArray(new PairTable[0]);
        String problem = problem();
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
    }

    private @Nullable String problem() {
        if (!Double.isFinite(intercept)) {
            return "the intercept is (" + intercept + ")";
        }
        for (PairTable pair : pairs) {
            if (pair.second >= shapes.length
                    || pair.rowOf.length != shapes[pair.first].bins()
                    || pair.columnOf.length != shapes[pair.second].bins()) {
                return "the pair of features " + pair.first + " and " + pair.second + " does not fit the "
                        + shapes.length + " shapes";
            }
        }
        return null;
    }

    /** {@return where the sum begins: the mean log-odds of the training rows} */
    public double intercept() {
        return intercept;
    }

    /** {@return the terms of single features, one per feature} */
    public List<ShapeFunction> shapes() {
        return List.of(shapes);
    }

    /** {@return the terms of pairs} */
    public List<PairTable> pairs() {
        return List.of(pairs);
    }

    /**
     * The answer for one row: intercept, then shapes in the order of features, then pairs in theirs.
     *
     * @param features one encoded value per feature; NaN, or −1 of a level, where it is missing
     * @return the log-odds of the positive class
     * @throws IllegalArgumentException if the row has another length
     */
    @Override
    public double logOdds(double[] features) {
        return logOdds(features, new int[shapes.length]);
    }

    private double logOdds(double[] features, int[] bins) {
        find(features, bins);
        double sum = intercept;
        for (int j = 0; j < bins.length; j++) {
            sum += shapes[j].values[bins[j]];
        }
        for (PairTable pair : pairs) {
            sum += pair.of(bins[pair.first], bins[pair.second]);
        }
        return sum;
    }

    private void find(double[] features, int[] bins) {
        if (features.length != bins.length) {
            throw new IllegalArgumentException(
                    "a row of " + features.length + " values for " + bins.length + " features");
        }
        for (int j = 0; j < bins.length; j++) {
            bins[j] = shapes[j].bin(features[j]);
        }
    }

    @Override
    public boolean takesMissing() {
        return true;
    }

    @Override
    public boolean needsBackground() {
        return false;
    }

    @Override
    public Kernel kernel() {
        int[] bins = new int[shapes.length];
        return new RowKernel(bins.length) {
            @Override
            public double logOdds(double[] row) {
                return AdditivePredictor.this.logOdds(row, bins);
            }
        };
    }

    /** Explains by the terms themselves: a pair's value goes half to each of its features. Exact. */
    @Override
    public Explainer explainer(double[] background, int[] groups, int count, Sampling sampling) {
        FeatureGroups grouped = new FeatureGroups(groups, count, shapes.length);
        int[] bins = new int[shapes.length];
        return new Explainer() {
            @Override
            public double baseValue() {
                return intercept;
            }

            @Override
            public void contributions(double[] features, double[] into, double[] standardErrors) {
                grouped.check(features, into, standardErrors);
                find(features, bins);
                Arrays.fill(into, 0);
                Arrays.fill(standardErrors, 0);
                for (int j = 0; j < bins.length; j++) {
                    into[grouped.of[j]] += shapes[j].values[bins[j]];
                }
                for (PairTable pair : pairs) {
                    double half = pair.of(bins[pair.first], bins[pair.second]) / 2;
                    into[grouped.of[pair.first]] += half;
                    into[grouped.of[pair.second]] += half;
                }
            }
        };
    }

    @Override
    public int features() {
        return shapes.length;
    }

    /**
     * {@return each feature's share in the sum of all terms' mean sizes over the training rows, a pair's going half to each of
     * its features}
     */
    @Override
    public double[] importances() {
        double[] sizes = new double[shapes.length];
        for (int j = 0; j < sizes.length; j++) {
            sizes[j] = ShapeFunction.meanSize(shapes[j].values, shapes[j].weights);
        }
        for (PairTable pair : pairs) {
            double half = ShapeFunction.meanSize(pair.values, pair.weights) / 2;
            sizes[pair.first] += half;
            sizes[pair.second] += half;
        }
        return Shares.of(sizes);
    }

    @Override
    public String kind() {
        return KIND;
    }

    /**
     * The binary form, version 1. All numbers are little-endian; nothing follows the last pair.
     *
     * <table>
     * <caption>Layout of an additive predictor</caption>
     * <tr><th>bytes</th><th>what</th></tr>
     * <tr><td>4</td><td>{@code CMLA} in ASCII</td></tr>
     * <tr><td>3 × int32</td><td>version, 1; features P; pairs K</td></tr>
     * <tr><td>float64</td><td>intercept</td></tr>
     * <tr><td>P × shape</td><td>int32 levels L, 0 for a number; int32 edges E, 0 for levels; E × float64 edges; B = L + 2 or
     * E + 2 bins: B × float64 values, B × float64 weights</td></tr>
     * <tr><td>K × pair</td><td>4 × int32: first feature, second feature, rows R, columns C; a byte for each bin of the first
     * (its row) and of the second (its column), 255 for none; R · C × float64 values, R · C × float64 weights</td></tr>
     * </table>
     *
     * @return the bytes
     */
    @Override
    public byte[] toBytes() {
        return AdditiveBytes.write(intercept, shapes, pairs);
    }
}
