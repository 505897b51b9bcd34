package io.github.churnml.cli;

import io.github.churnml.ChurnModel;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.decide.CustomerValue;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.prepare.Input;
import io.github.churnml.prepare.Target;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What says how long before they left the customers of a table were scored. */
final class LeadTimeFlags {

    @Option(
            names = "--lead-time",
            paramLabel = "COLUMN",
            description =
                    "The column of days until a customer left, or with --as-of of the day. Tells how many leavers are"
                            + " found in time for a save, and what is earned by how many days a save needs.")
    @Nullable
    String column;

    @Option(
            names = "--as-of",
            paramLabel = "COLUMN",
            description =
                    "The column of the day that a row speaks of, where --lead-time names the day a customer left.")
    @Nullable
    String asOf;

    /** How to read the columns; others as before. */
    ReadOptions typed(ReadOptions options, ChurnModel model) {
        if (column == null) {
            if (asOf != null) {
                throw new ConfigurationException(
                        "Option --as-of is given without --lead-time.",
                        "Maybe add --lead-time with the column of the day a customer left.",
                        Where.nowhere());
            }
            return options;
        }
        if (isInput(model, column)) {
            throw new ConfigurationException(
                    "Option --lead-time names the column " + Wording.name(column)
                            + ", by which the model scores: it would know who left.",
                    "Maybe another column was meant, or train without it (--exclude).",
                    Where.column(column));
        }
        ReadOptions typed = options.withType(column, asOf == null ? ColumnType.NUMERIC : ColumnType.DATE);
        return asOf == null || isInput(model, asOf) ? typed : typed.withType(asOf, ColumnType.DATE);
    }

    private static boolean isInput(ChurnModel model, String name) {
        return model.inputs().stream().map(Input::name).anyMatch(input -> input.strip()
                .equals(name.strip()));
    }

    /** The lead times of a table; empty where they were not asked for. */
    Optional<LeadTime> of(ChurnModel model, Dataset table, Target outcomes, @Nullable CustomerValue value) {
        return column == null
                ? Optional.empty()
                : Optional.of(LeadTime.of(model, table, outcomes, new LeadTime.Columns(column, asOf), value));
    }
}
