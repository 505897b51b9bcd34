package io.github.churnml.serving;

import java.util.Set;

/**
 * What is done with rows that are not quite what the model was trained on.
 *
 * @param missing a column that a row leaves out: refused or imputed; an explicit null is always imputed
 * @param optional columns that may be left out although others may not
 * @param unknownFields a field that the model does not know
 * @param unknownLevels a level that training did not see
 * @param outOfRange a number outside the range of the training rows
 */
record Policies(
        ChurnServerBuilder.Missing missing,
        Set<String> optional,
        ChurnServerBuilder.UnknownFields unknownFields,
        ChurnServerBuilder.UnknownLevels unknownLevels,
        ChurnServerBuilder.OutOfRange outOfRange) {

    static final Policies DEFAULTS = new Policies(
            ChurnServerBuilder.Missing.REJECT,
            Set.of(),
            ChurnServerBuilder.UnknownFields.REJECT,
            ChurnServerBuilder.UnknownLevels.REJECT,
            ChurnServerBuilder.OutOfRange.FLAG);
}
