package io.github.churnml.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One tenth of the probabilities, with the customers held out whose probability lies in it, as a model file keeps them.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 *
 * @param from its lower end; it is a tenth wide
 * @param customers how many customers it has, at least one
 * @param churners how many of them left
 * @param meanProbability the mean of their probabilities
 */
public record ScoreBin(double from, long customers, long churners, double meanProbability) {

    private static final int NUMBERS = 4;

    /**
     * Reads what {@link io.github.churnml.metrics.ExpectedCalibrationError#reliability} gave, from memory or a model file.
     *
     * @param stored a list of four numbers for each bin, or null
     * @return the bins with customers; none where nothing is stored
     */
    public static List<ScoreBin> read(@Nullable Object stored) {
        List<ScoreBin> bins = new ArrayList<>();
        for (Object bin : stored instanceof List<?> list ? list : List.of()) {
            if (bin instanceof List<?> numbers
                    && numbers.size() == NUMBERS
                    && numbers.stream().allMatch(Number.class::isInstance)) {
                bins.add(new ScoreBin(
                        number(numbers, 0), (long) number(numbers, 1), (long) number(numbers, 2), number(numbers, 3)));
            }
        }
        return List.copyOf(bins);
    }

    private static double number(List<?> numbers, int place) {
        return ((Number) numbers.get(place)).doubleValue();
    }

    /** {@return churners per customer} */
    public double rate() {
        return (double) churners / customers;
    }

    /** The upper end, by the tenths and not by a sum that is off in its last digit. */
    double to() {
        return (Math.rint(from * 10) + 1) / 10;
    }
}
