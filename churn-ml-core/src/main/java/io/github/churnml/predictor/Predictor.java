package io.github.churnml.predictor;

import io.github.churnml.error.ModelFileException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.forest.Forest;
import java.util.List;

/** What was learnt, as plain data: turns a row of encoded features into log-odds. Immutable, safe for any thread. */
public sealed interface Predictor permits AdditivePredictor, ForestPredictor, LinearPredictor, NetworkPredictor {

    /**
     * The answer for one row, by the plainest way there is: what every {@link #kernel} is checked against.
     *
     * @param features one encoded value per feature
     * @return the log-odds of the positive class
     * @throws IllegalArgumentException if the row has another length
     */
    double logOdds(double[] features);

    /** {@return how many features a row has} */
    int features();

    /** {@return whether a feature may be missing (NaN, or code −1 of a level); otherwise rows must be imputed} */
    boolean takesMissing();

    /** {@return whether an {@link #explainer} compares rows with a background, so that one should be learnt} */
    boolean needsBackground();

    /** Does now what scoring would do by itself once it is worth it, such as compiling trees; by default nothing. */
    default void warmUp() {}

    /** {@return a fast way to score, with work space for one thread at a time} */
    Kernel kernel();

    /**
     * Explains rows, with work space for one thread at a time: exactly for trees, linear and additive predictors, by
     * sampling for networks; the package says how.
     *
     * @param background what linear predictors and networks are explained against: one value per feature, usually the mean
     *     over the training rows; empty for zeros. Trees and additive predictors
     *     need none
     * @param groups for each feature the group that its contribution is added to, from 0
     * @param count how many groups there are
     * @param sampling how networks are sampled
     * @return the explainer, whose contributions have one place per group
     * @throws IllegalArgumentException if an array does not fit the features, or a group is not among those there are
     */
    Explainer explainer(double[] background, int[] groups, int count, Sampling sampling);

    /** {@return each feature's share in the answers: not negative, adding up to 1 unless all are 0} */
    double[] importances();

    /** {@return the kind as a model file names it, such as {@code forest}} */
    String kind();

    /** {@return the binary form; the same predictor always gives the same bytes} */
    byte[] toBytes();

    /**
     * Reads the binary form.
     *
     * @param kind what {@link #kind} said
     * @param bytes what {@link #toBytes} wrote
     * @return the predictor
     * @throws ModelFileException if the kind is unknown, or the bytes are damaged or of a later version
     */
    static Predictor fromBytes(String kind, byte[] bytes) {
        return switch (kind) {
            case AdditivePredictor.KIND -> AdditiveBytes.read(bytes);
            case ForestPredictor.KIND -> new ForestPredictor(Forest.fromBytes(bytes));
            case LinearPredictor.KIND -> LinearBytes.read(bytes);
            case NetworkPredictor.KIND -> NetworkBytes.read(bytes);
            default ->
                throw new ModelFileException(
                        "The model holds a predictor of kind " + Wording.name(kind) + " where one of "
                                + Wording.names(List.of(
                                        AdditivePredictor.KIND,
                                        ForestPredictor.KIND,
                                        LinearPredictor.KIND,
                                        NetworkPredictor.KIND))
                                + " is known.",
                        "Maybe it was made by a later version of this library: update.",
                        Where.nowhere());
        };
    }
}
