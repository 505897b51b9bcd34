package io.github.churnml.report;

import io.github.churnml.report.tree.Section;
import java.util.List;

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
 */
public record TrainedOn(
        String data,
        long rows,
        int columns,
        String model,
        List<String> notices,
        List<String> leaks,
        List<Section> more) {

    /** Copies the lists. */
    public TrainedOn {
        notices = List.copyOf(notices);
        leaks = List.copyOf(leaks);
        more = List.copyOf(more);
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

    boolean isKnown() {
        return !data.isEmpty();
    }
}
