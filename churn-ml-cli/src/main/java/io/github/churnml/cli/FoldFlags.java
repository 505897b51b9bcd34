package io.github.churnml.cli;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.split.Split;
import io.github.churnml.judge.CrossValidation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How customers are divided into folds, and how often, as options. */
final class FoldFlags {

    private static final int STANDARD_REPEATS = 2;

    @Option(
            names = "--folds",
            paramLabel = "N",
            defaultValue = "5",
            description = "How many folds, each of which is judged by what is learnt from the others (in time, from"
                    + " earlier ones). Default: ${DEFAULT-VALUE}.")
    int folds = 5;

    @Option(
            names = "--repeats",
            paramLabel = "N",
            description =
                    "How often customers are divided anew; more tell smaller differences from luck. Default: 2, and 1"
                            + " in time.")
    @Nullable
    Integer repeats;

    /** The customers of a table that can be learnt from, divided. */
    CrossValidation of(ChurnPipeline pipeline, Dataset table) {
        int standard = pipeline.split() instanceof Split.Time ? 1 : STANDARD_REPEATS;
        return pipeline.crossValidation(table, folds, repeats == null ? standard : repeats);
    }
}
