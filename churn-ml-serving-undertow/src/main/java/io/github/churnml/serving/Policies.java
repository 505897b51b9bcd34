package io.github.churnml.serving;

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
record Policies(
        ChurnServerBuilder.@Nullable Missing missing,
        Set<String> optional,
        ChurnServerBuilder.UnknownFields unknownFields,
        ChurnServerBuilder.UnknownLevels unknownLevels,
        ChurnServerBuilder.OutOfRange outOfRange,
        ChurnServerBuilder.@Nullable Outcome outcome) {

    Policies(
            ChurnServerBuilder.@Nullable Missing missing,
            Set<String> optional,
            ChurnServerBuilder.UnknownFields unknownFields,
            ChurnServerBuilder.UnknownLevels unknownLevels,
            ChurnServerBuilder.OutOfRange outOfRange) {
        this(missing, optional, unknownFields, unknownLevels, outOfRange, null);
    }

    static final Policies DEFAULTS = new Policies(
            null,
            Set.of(),
            ChurnServerBuilder.UnknownFields.REJECT,
            ChurnServerBuilder.UnknownLevels.REJECT,
            ChurnServerBuilder.OutOfRange.FLAG);

    Policies withOutcome(ChurnServerBuilder.Outcome about) {
        return new Policies(missing, optional, unknownFields, unknownLevels, outOfRange, about);
    }

    /** Whether answers are about a conversion, given what the model says of that. */
    boolean isConversion(ServingDefaults model) {
        return outcome != null ? outcome == ChurnServerBuilder.Outcome.CONVERSION : model.conversion();
    }

    /** Whether rows may leave a column out, given what its model says of that. */
    boolean isOptional(String column, ServingDefaults model) {
        if (names(optional, column)) {
            return true;
        }
        return missing != null ? missing == ChurnServerBuilder.Missing.IMPUTE : model.mayLeaveOut(column);
    }

    /** Exact, or without the blanks around a header. */
    private static boolean names(Collection<String> given, String column) {
        return given.contains(column) || given.contains(column.strip());
    }
}
