package io.github.churnml.serving.policy;

import io.github.churnml.ChurnModel;
import io.github.churnml.ServingDefaults;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is done with rows that are not quite what the model was trained on, and how they are answered.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 *
 * @param missing a column that a row leaves out: refused or imputed, or null for what the model says; an explicit null in a
 *     row is always imputed
 * @param optional columns that may be left out although others may not
 * @param unknownFields a field that the model does not know
 * @param unknownLevels a level that training did not see
 * @param outOfRange a number outside the range of the training rows
 * @param outcome what answers are about, or null for what the model says
 * @param makers what makes a model's rows out of customers with events, if it has such
 * @param customerId the field that names the customer, which rows may have whether or not it is a column of the model; null if
 *     none does
 */
public record Policies(
        @Nullable Missing missing,
        Set<String> optional,
        UnknownFields unknownFields,
        UnknownLevels unknownLevels,
        OutOfRange outOfRange,
        @Nullable Outcome outcome,
        Function<ChurnModel, Optional<RowMaker>> makers,
        @Nullable String customerId) {

    /** What is done unless something else is asked for. */
    public static final Policies DEFAULTS = new Policies(
            null,
            Set.of(),
            UnknownFields.REJECT,
            UnknownLevels.REJECT,
            OutOfRange.FLAG,
            null,
            model -> Optional.empty(),
            null);

    /**
     * With no events, and no field that names the customer.
     *
     * @param missing a column that a row leaves out
     * @param optional columns that may be left out although others may not
     * @param unknownFields a field that the model does not know
     * @param unknownLevels a level that training did not see
     * @param outOfRange a number outside the range of the training rows
     * @param outcome what answers are about, or null for what the model says
     */
    public Policies(
            @Nullable Missing missing,
            Set<String> optional,
            UnknownFields unknownFields,
            UnknownLevels unknownLevels,
            OutOfRange outOfRange,
            @Nullable Outcome outcome) {
        this(missing, optional, unknownFields, unknownLevels, outOfRange, outcome, model -> Optional.empty(), null);
    }

    /** Copies the set. */
    public Policies {
        optional = Set.copyOf(optional);
    }

    /**
     * With another answer to one question.
     *
     * @param value what is done with a column that a row leaves out
     * @return the policies
     */
    public Policies withMissing(Missing value) {
        return new Policies(value, optional, unknownFields, unknownLevels, outOfRange, outcome, makers, customerId);
    }

    /**
     * With another answer to one question.
     *
     * @param value what is done with a field that the model does not know
     * @return the policies
     */
    public Policies withUnknownFields(UnknownFields value) {
        return new Policies(missing, optional, value, unknownLevels, outOfRange, outcome, makers, customerId);
    }

    /**
     * With another answer to one question.
     *
     * @param value what is done with a level that training did not see
     * @return the policies
     */
    public Policies withUnknownLevels(UnknownLevels value) {
        return new Policies(missing, optional, unknownFields, value, outOfRange, outcome, makers, customerId);
    }

    /**
     * With another answer to one question.
     *
     * @param value what is done with a number outside the range of the training rows
     * @return the policies
     */
    public Policies withOutOfRange(OutOfRange value) {
        return new Policies(missing, optional, unknownFields, unknownLevels, value, outcome, makers, customerId);
    }

    /**
     * With other columns that may be left out.
     *
     * @param columns their names
     * @return the policies
     */
    public Policies withOptional(Set<String> columns) {
        return new Policies(missing, columns, unknownFields, unknownLevels, outOfRange, outcome, makers, customerId);
    }

    /**
     * With other answers.
     *
     * @param about what answers are about
     * @return the policies
     */
    public Policies withOutcome(Outcome about) {
        return new Policies(missing, optional, unknownFields, unknownLevels, outOfRange, about, makers, customerId);
    }

    /**
     * With rows that are made out of customers with events.
     *
     * @param made what makes a model's rows, if it has such
     * @return the policies
     */
    public Policies withMakers(Function<ChurnModel, Optional<RowMaker>> made) {
        return new Policies(missing, optional, unknownFields, unknownLevels, outOfRange, outcome, made, customerId);
    }

    /**
     * With a field that names the customer.
     *
     * @param field its name; null for none
     * @return the policies
     */
    public Policies withCustomerId(@Nullable String field) {
        return new Policies(missing, optional, unknownFields, unknownLevels, outOfRange, outcome, makers, field);
    }

    /**
     * As lenient as can be, for a model beside the one that answers: whatever that took is to be scored.
     *
     * @return the policies
     */
    public Policies lenient() {
        return withUnknownFields(UnknownFields.IGNORE)
                .withUnknownLevels(UnknownLevels.SCORE)
                .withOutOfRange(OutOfRange.FLAG);
    }

    /**
     * Whether answers are about a conversion, or another outcome than that customers leave.
     *
     * @param model says so, which holds where nothing else was asked for
     * @return whether they are
     */
    public boolean isConversion(ChurnModel model) {
        return outcome != null
                ? outcome == Outcome.CONVERSION
                : model.serving().conversion() || !model.outcome().isChurn();
    }

    /**
     * Whether rows may leave a column out.
     *
     * @param column its name
     * @param model what the model says of that, which holds where nothing else was asked for
     * @return whether they may
     */
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
