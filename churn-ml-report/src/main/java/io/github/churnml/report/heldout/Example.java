package io.github.churnml.report.heldout;

import java.util.List;

/**
 * One customer held out whom the model was much right or wrong about, without any value that is theirs alone.
 *
 * <p>No API: public for the pages of this module alone, and may change at any time.
 *
 * @param title what kind of example it is
 * @param probability what the customer was given
 * @param churner whether the customer left
 * @param reasons what the probability comes of
 */
public record Example(String title, double probability, boolean churner, List<Part> reasons) {

    /** How many customers held out must share what is said of a value. */
    public static final int FEWEST_ALIKE = 20;

    /** Copies the list. */
    public Example {
        reasons = List.copyOf(reasons);
    }

    /**
     * One column's part.
     *
     * @param column the column
     * @param group what the customer's value has in common with many others'
     * @param contribution what it adds to the log-odds before calibration
     */
    public record Part(String column, String group, double contribution) {}
}
