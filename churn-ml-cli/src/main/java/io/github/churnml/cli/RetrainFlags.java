package io.github.churnml.cli;

import io.github.churnml.registry.gate.Gates;
import io.github.churnml.registry.retrain.Retraining;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a training again is compared on, and what it has to pass. */
final class RetrainFlags {

    @Option(
            names = "--gates",
            paramLabel = "FILE",
            description = "What the new version has to pass, as YAML. Default: the standard gates.")
    @Nullable
    Path gates;

    @Option(
            names = "--newest",
            paramLabel = "SHARE",
            description = "The share of customers to compare on. Default: 0.2.")
    @Nullable
    Double newest;

    @Option(
            names = "--time",
            paramLabel = "COLUMN",
            description = "The column that says when rows were, where the pipeline's split does not say.")
    @Nullable
    String time;

    Retraining retraining() {
        Retraining retraining = Retraining.with(gates == null ? Gates.standard() : Gates.readYaml(gates));
        if (newest != null) {
            retraining = retraining.newest(newest);
        }
        return time == null ? retraining : retraining.inTime(time);
    }

    boolean isGiven() {
        return gates != null || newest != null || time != null;
    }
}
