package io.github.churnml.serving;

import io.github.churnml.ChurnModel;
import io.github.churnml.serving.policy.Missing;
import io.github.churnml.serving.policy.OutOfRange;
import io.github.churnml.serving.policy.Outcome;
import io.github.churnml.serving.policy.Policies;
import io.github.churnml.serving.policy.RowMaker;
import io.github.churnml.serving.policy.UnknownFields;
import io.github.churnml.serving.policy.UnknownLevels;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What is done with rows, as calls of {@link ChurnServerBuilder}.
 *
 * @param <B> the builder
 */
abstract sealed class RowSettings<B> permits LimitSettings {

    Policies policies = Policies.DEFAULTS;

    /** The builder. */
    abstract B self();

    /**
     * Sets what is done with a column that a row leaves out, whatever the model says of that.
     *
     * @param policy default what the model says ({@link io.github.churnml.ChurnPipelineBuilder#serving}), which is {@link
     *     Missing#REJECT} unless its pipeline says otherwise
     * @return this
     */
    public B missing(Missing policy) {
        policies = policies.withMissing(policy);
        return self();
    }

    /**
     * Names columns that a row may leave out; they are imputed as in training.
     *
     * @param columns names of the model's columns. Default none
     * @return this
     */
    public B optional(String... columns) {
        Set<String> all = new HashSet<>(policies.optional());
        all.addAll(Set.of(columns));
        policies = policies.withOptional(all);
        return self();
    }

    /**
     * Sets what is done with a field that the model does not know.
     *
     * @param policy default {@link UnknownFields#REJECT}
     * @return this
     */
    public B unknownFields(UnknownFields policy) {
        policies = policies.withUnknownFields(policy);
        return self();
    }

    /**
     * Sets what is done with a level that training had not seen.
     *
     * @param policy default {@link UnknownLevels#REJECT}
     * @return this
     */
    public B unknownLevels(UnknownLevels policy) {
        policies = policies.withUnknownLevels(policy);
        return self();
    }

    /**
     * Sets what is done with a number outside the range of the training rows.
     *
     * @param policy default {@link OutOfRange#FLAG}
     * @return this
     */
    public B outOfRange(OutOfRange policy) {
        policies = policies.withOutOfRange(policy);
        return self();
    }

    /**
     * Sets how {@code POST /predict} answers, whatever the model says of that.
     *
     * @param about default what the model says ({@link io.github.churnml.ChurnPipelineBuilder#serving}), which is {@link
     *     Outcome#CHURN} unless its pipeline says otherwise
     * @return this
     */
    public B outcome(Outcome about) {
        policies = policies.withOutcome(about);
        return self();
    }

    /**
     * Sets which field of a row names its customer. It divides customers while an experiment runs ({@link
     * ChurnServerBuilder#registry}), and may be a column of the model or not. A number means the same customer as the text of its
     * digits. A row without it is answered by the champion.
     *
     * @param field its name. Default none: no experiment runs on this server
     * @return this
     */
    public B customerId(String field) {
        policies = policies.withCustomerId(field);
        return self();
    }

    /**
     * Sets what makes rows out of customers with events, so that {@code POST /predict} takes an object with the key
     * {@code events} in place of a row.
     *
     * @param makers what makes the rows of a model, empty for one that was not trained on snapshots; with churn-ml-snapshot it is
     *     {@code EventRows}. Default none
     * @return this
     */
    public B rowsFromEvents(Function<ChurnModel, Optional<RowMaker>> makers) {
        policies = policies.withMakers(makers);
        return self();
    }
}
