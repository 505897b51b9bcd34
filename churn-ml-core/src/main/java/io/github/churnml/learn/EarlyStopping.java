package io.github.churnml.learn;

import io.github.churnml.data.split.Division;
import io.github.churnml.data.split.RowGroups;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Rows divided for a learner that stops early: those that it learns from, and a slice of others that it judges its rounds
 * by.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 *
 * @param training what is learnt from
 * @param slice what rounds are judged by, with the classes' shares kept
 */
public record EarlyStopping(TrainingData training, TrainingData slice) {

    /** With fewer of a class in the slice, the number of rounds would be chance. */
    private static final int FEWEST_ROWS_TO_JUDGE_BY = 10;

    /**
     * Divides rows: by the validation rows that they come with, or else by a slice set aside.
     *
     * @param data the rows
     * @param fraction the share to set aside, from 0 to below 1
     * @param seed decides which
     * @return the parts, or empty if a class would have fewer than 10 rows in the slice: then all rows are learnt from, and
     *     every round counts
     */
    public static Optional<EarlyStopping> of(TrainingData data, double fraction, long seed) {
        TrainingData given = data.validation();
        if (given != null) {
            return Optional.of(new EarlyStopping(data, given));
        }
        return split(data.labels(), data.groups(), fraction, seed)
                .map(split -> new EarlyStopping(data.select(split.train()), data.select(split.test())));
    }

    /**
     * Which rows the slice would have, for whoever sets it aside before rows are made or dropped.
     *
     * @param labels 1 for the positive class, 0 otherwise; one per row
     * @param groups which rows are on one side; in time, the slice is the latest rows
     * @param fraction the share to set aside, from 0 to below 1
     * @param seed decides which
     * @return the rows to learn from and those of the slice, or empty if a class would have fewer than 10 there, or
     *     groups leave it on one side alone
     */
    public static Optional<Division> split(int[] labels, RowGroups groups, double fraction, long seed) {
        int positives = IntStream.of(labels).sum();
        int fewer = Math.min(positives, labels.length - positives);
        return fewer * fraction < FEWEST_ROWS_TO_JUDGE_BY ? Optional.empty() : groups.slice(labels, fraction, seed);
    }
}
