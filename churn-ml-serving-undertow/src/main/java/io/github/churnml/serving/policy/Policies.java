package io.github.churnml.serving.policy;

import io.github.churnml.ServingDefaults;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is done with rows that are not quite what the model was trained on, and how they are answered.
 *
 * @param missing a column that a row leaves out: refused or imputed, or null for what the model says; an explicit null in a
 *     row is always imputed
 * @param optional columns that may be left out although others may not
 * @param unknownFields a field that the model does not know
 * @param unknownLevels a level that training did not see
 * @param outOfRange a number outside the range of the training rows
 * @param outcome what answers are about, or null for what the model says
 */
public record Policies(
        @Nullable Missing missing,
        Set<String> optional,
        UnknownFields unknownFields,
        UnknownLevels unknownLevels,
        OutOfRange outOfRange,
        @Nullable Outcome outcome) {

    public Policies(
            @Nullable Missing missing,
            Set<String> optional,
            UnknownFields unknownFields,
            UnknownLevels unknownLevels,
            OutOfRange outOfRange) {
        this(missing, optional, unknownFields, unknownLevels, outOfRange, null);
    }

    public static final Policies DEFAULTS =
            new Policies(null, Set.of(), UnknownFields.REJECT, UnknownLevels.REJECT, OutOfRange.FLAG);

    public Policies withOutcome(Outcome about) {
        return new Policies(missing, optional, unknownFields, unknownLevels, outOfRange, about);
    }

    /** Whether answers are about a conversion, given what the model says of that. */
    public boolean isConversion(ServingDefaults model) {
        return outcome != null ? outcome == Outcome.CONVERSION : model.conversion();
    }

    /** Whether rows may leave a column out, given what its model says of that. */
    public boolean isOptional(String column, ServingDefaults model) {
        if (names(optional, column)) {
            return true;
        }
        return missing != null ? missing == Missing.IMPUTE : model.mayLeaveOut(column);
    }

    /** Exact, or without the blanks around a header. */
    private static boolean names(Collection<String> given, String column) {
        return given.contains(column) || given.contains(column.strip());
    }
}
