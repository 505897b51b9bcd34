package io.github.churnml.serving;

import io.github.churnml.ServingDefaults;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is done with rows that are not quite what the model was trained on.
 *
 * @param missing a column that a row leaves out: refused or imputed, or null for what the model says; an explicit null in a
 *     row is always imputed
 * @param optional columns that may be left out although others may not
 * @param unknownFields a field that the model does not know
 * @param unknownLevels a level that training did not see
 * @param outOfRange a number outside the range of the training rows
 */
record Policies(
        ChurnServerBuilder.@Nullable Missing missing,
        Set<String> optional,
        ChurnServerBuilder.UnknownFields unknownFields,
        ChurnServerBuilder.UnknownLevels unknownLevels,
        ChurnServerBuilder.OutOfRange outOfRange) {

    static final Policies DEFAULTS = new Policies(
            null,
            Set.of(),
            ChurnServerBuilder.UnknownFields.REJECT,
            ChurnServerBuilder.UnknownLevels.REJECT,
            ChurnServerBuilder.OutOfRange.FLAG);

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
