package io.github.churnml.drift;

import io.github.churnml.data.ColumnType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one column changed between a reference and another table.
 *
 * @param name the column's name
 * @param type what its values mean
 * @param counted whether it has a say in the verdict about the table
 * @param verdict what is said about it
 * @param reason why, in a sentence
 * @param psi the population stability index over the bins, missing values and unseen levels among them
 * @param criticalPsi what the index exceeds by chance in one of as many comparisons as the false alarms allow
 * @param pValue the least p-value of its tests (of all bins, of the missing share and of the unseen share), multiplied for
 *     all tests of all counted columns (Holm 1979); at most 1
 * @param chiSquare whether the bins have the same shares
 * @param jensenShannon the Jensen-Shannon distance over the bins, from 0 to 1
 * @param hellinger the Hellinger distance over the bins, from 0 to 1
 * @param ksOrNull the Kolmogorov-Smirnov distance of numbers and dates, or null
 * @param wasserstein the mean way that values have moved, in standard deviations of the reference; {@code NaN} if unknown
 * @param missing how the share of missing values changed
 * @param unseen how the share of rare and unseen levels, or of what is no number, changed
 * @param referenceMean the mean of the reference; {@code NaN} for levels
 * @param currentMean the mean of the other table; {@code NaN} for levels and where it is unknown
 * @param bins the rows of both by bin
 */
public record ColumnDrift(
        String name,
        ColumnType type,
        boolean counted,
        Verdict verdict,
        String reason,
        double psi,
        double criticalPsi,
        double pValue,
        ChiSquareTest chiSquare,
        double jensenShannon,
        double hellinger,
        @Nullable KsDistance ksOrNull,
        double wasserstein,
        ShareChange missing,
        ShareChange unseen,
        double referenceMean,
        double currentMean,
        ColumnBins bins) {

    /** {@return the Kolmogorov-Smirnov distance, or empty for levels} */
    public Optional<KsDistance> ks() {
        return Optional.ofNullable(ksOrNull);
    }
}
