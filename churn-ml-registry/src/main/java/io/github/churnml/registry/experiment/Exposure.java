package io.github.churnml.registry.experiment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is kept of one customer: when and to what it was first exposed, and what became of it. Mutable, for one thread. */
final class Exposure {

    Instant first;
    Arm arm;
    double championScore;
    boolean both;

    /** The row of the outcomes that tells of it; 0 if none does. */
    long row;

    /** Which of the labels it has; -1 if it has none. */
    int label = -1;

    @Nullable
    Instant at;

    double amount = Double.NaN;

    Exposure(Assignment assignment) {
        first = assignment.at();
        arm = assignment.arm();
        championScore = assignment.championScore();
    }

    void add(Assignment assignment) {
        both |= assignment.arm() != arm;
        if (assignment.at().isBefore(first)) {
            first = assignment.at();
            championScore = assignment.championScore();
        }
    }
}
