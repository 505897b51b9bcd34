package io.github.churnml.report.watch;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table of one time, compared with the reference.
 *
 * @param name what it is called, such as its file without the folder
 * @param comparison what came of it
 * @param scoresOrNull what the model said of its customers; null where no model takes part or it could not score them
 */
public record DriftPeriod(
        String name, DriftComparison comparison, @Nullable ScoreShare scoresOrNull) {

    /** {@return what the model said of its customers; empty where no model takes part or it could not score them} */
    public Optional<ScoreShare> scores() {
        return Optional.ofNullable(scoresOrNull);
    }
}
