package io.github.churnml.spark;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** What {@link Main} can do: a command whose options have been read. */
interface Program {

    /**
     * Does it.
     *
     * @return the exit code
     */
    int run(SparkSession spark);

    /**
     * Reads a command.
     *
     * @throws ConfigurationException if there is no such command, or its options are not understood
     */
    static Program of(List<String> arguments, Map<String, String> environment) {
        String command = arguments.isEmpty() ? "" : arguments.get(0);
        List<String> rest = arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size());
        return switch (command) {
            case "drift" -> DriftProgram.of(rest);
            case "profile" -> ProfileProgram.of(rest);
            case "train" -> TrainProgram.of(rest, environment);
            case "snapshot" -> SnapshotProgram.of(rest);
            default ->
                throw new ConfigurationException(
                        "The command is " + Wording.value(command)
                                + ", where drift, profile, train or snapshot is required.",
                        "Maybe write: train --table TABLE --config pipeline.yaml --out MODEL.",
                        Where.nowhere());
        };
    }
}
