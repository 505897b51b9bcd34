package io.github.churnml.report;

import io.github.churnml.report.heldout.HeldOutFacts;
import io.github.churnml.report.tree.Section;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a training beside what its model file holds; of a model that is only read, next to nothing.
 *
 * @param data the table's file, as given; empty where it is not known
 * @param rows how many rows the table has
 * @param columns how many columns
 * @param model the model's file, as commands are to name it
 * @param notices what was noticed, a sentence each
 * @param leaks what seems to know who left, a sentence each
 * @param more sections of the one who asks, such as segments
 * @param heldOut what the customers held out say; null where their rows are not at hand
 */
public record TrainedOn(
        String data,
        long rows,
        int columns,
        String model,
        List<String> notices,
        List<String> leaks,
        List<Section> more,
        @Nullable HeldOutFacts heldOut) {

    /** Copies the lists. */
    public TrainedOn {
        notices = List.copyOf(notices);
        leaks = List.copyOf(leaks);
        more = List.copyOf(more);
    }

    /**
     * Without the rows held out.
     *
     * @param data the table's file, as given; empty where it is not known
     * @param rows how many rows the table has
     * @param columns how many columns
     * @param model the model's file, as commands are to name it
     * @param notices what was noticed, a sentence each
     * @param leaks what seems to know who left, a sentence each
     * @param more sections of the one who asks, such as segments
     */
    public TrainedOn(
            String data,
            long rows,
            int columns,
            String model,
            List<String> notices,
            List<String> leaks,
            List<Section> more) {
        this(data, rows, columns, model, notices, leaks, more, null);
    }

    /**
     * Nothing is known but the model.
     *
     * @param model the model's file, as commands are to name it
     * @param notices what was noticed, a sentence each
     * @return a training without a table
     */
    public static TrainedOn unknown(String model, List<String> notices) {
        return new TrainedOn("", 0, 0, model, notices, List.of(), List.of());
    }

    /**
     * With what the customers held out say.
     *
     * @param facts what they say; null where their rows are not at hand
     * @return a changed copy
     */
    public TrainedOn with(@Nullable HeldOutFacts facts) {
        return new TrainedOn(data, rows, columns, model, notices, leaks, more, facts);
    }

    boolean isKnown() {
        return !data.isEmpty();
    }
}
