package io.github.churnml.recipe;

import io.github.churnml.predictor.Predictor;
import io.github.churnml.prepare.FittedEncoding;
import io.github.churnml.prepare.TypedTable;
import java.util.ArrayList;
import java.util.List;

/**
 * One predictor of a model with the encoding that it was trained on.
 *
 * @param encoding turns a prepared row into the predictor's features
 * @param predictor turns features into log-odds
 * @param offset added to its log-odds: brings a predictor that was trained on balanced classes back to how frequent they
 *     are; 0 otherwise
 * @param background what rows are explained against: the mean of each feature over the training rows; empty where none was
 *     learnt, which stands for zeros, and for trees, which need none
 * @param weight how much its log-odds count beside those of the other members: above 0
 */
public record Member(
        FittedEncoding encoding, Predictor predictor, double offset, List<Double> background, double weight) {

    /** The largest weight; it keeps sums of log-odds finite. */
    public static final double LARGEST_WEIGHT = 1e6;

    /** Checks that the parts speak of the same features. */
    public Member {
        background = List.copyOf(background);
        if (encoding.features().size() != predictor.features()) {
            throw new IllegalArgumentException("an encoding of "
                    + encoding.features().size() + " features for a predictor of " + predictor.features());
        }
        if (!Double.isFinite(offset)) {
            throw new IllegalArgumentException("an offset of " + offset);
        }
        if (!(weight > 0) || weight > LARGEST_WEIGHT) {
            throw new IllegalArgumentException("a weight of " + weight);
        }
        if (!background.isEmpty() && background.size() != predictor.features()) {
            throw new IllegalArgumentException(
                    "a background of " + background.size() + " features for a predictor of " + predictor.features());
        }
        for (double mean : background) {
            if (!Double.isFinite(mean)) {
                throw new IllegalArgumentException("a background of " + mean);
            }
        }
    }

    /**
     * A member of weight 1 without offset and background.
     *
     * @param encoding turns a prepared row into the predictor's features
     * @param predictor turns features into log-odds
     */
    public Member(FittedEncoding encoding, Predictor predictor) {
        this(encoding, predictor, 0, List.of(), 1);
    }

    /**
     * The same member with another offset.
     *
     * @param other added to its log-odds
     * @return the member
     */
    public Member withOffset(double other) {
        return new Member(encoding, predictor, other, background, weight);
    }

    /**
     * The same member with another weight.
     *
     * @param other how much its log-odds count beside those of the other members: above 0
     * @return the member
     */
    public Member withWeight(double other) {
        return new Member(encoding, predictor, offset, background, other);
    }

    /**
     * The same member with the background that it needs to be explained.
     *
     * @param training the prepared training rows, as many of each class as there are customers of it
     * @return the member; itself if its predictor needs none
     */
    Member explainedBy(TypedTable training) {
        return predictor.needsBackground() ? new Member(encoding, predictor, offset, means(training), weight) : this;
    }

    /** The mean of each feature, its rows added up in their order. */
    private List<Double> means(TypedTable training) {
        double[] row = new double[training.variables().size()];
        double[] features = new double[predictor.features()];
        double[] means = new double[features.length];
        for (int i = 0; i < training.rows(); i++) {
            training.row(i, row);
            encoding.encode(row, features);
            for (int j = 0; j < means.length; j++) {
                // Moved by its share rather than added to a sum, which could exceed the range of a double.
                means[j] += features[j] / (i + 1) - means[j] / (i + 1);
            }
        }
        List<Double> boxed = new ArrayList<>(means.length);
        for (double mean : means) {
            boxed.add(mean);
        }
        return boxed;
    }
}
