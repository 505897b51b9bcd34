package io.github.churnml.spring;

import io.github.churnml.ChurnModel;
import io.github.churnml.Prediction;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Scores customers by the model that is configured, and by the next one from the moment it takes over. The bean to ask for;
 * an interface, so that an application may replace, wrap or mock it. Safe for any number of threads.
 *
 * <p>{@link io.github.churnml.Scorer} is one model for ever; this is whichever answers now. Each call is answered by one model
 * from its beginning to its end.
 */
public interface ChurnScorer {

    /**
     * Scores one customer given by column name, as {@link io.github.churnml.Scorer#score(Map)} does.
     *
     * @param customer values by column name; columns that the model does not need are ignored
     * @return the prediction
     * @throws io.github.churnml.error.DataException if a needed column is not in the map, or a value is of a wrong type
     */
    Prediction score(Map<String, ?> customer);

    /**
     * Scores one customer given as a record of the application, as {@link io.github.churnml.Scorer#forRecords} does. Names and types of a
     * kind of record are checked at its first customer, and of each later model before it takes over: one that lacks a component
     * of it is refused.
     *
     * @param customer the record
     * @return the prediction
     * @throws io.github.churnml.error.ConfigurationException if a component that the model needs is not there, or of a type that its
     *     column cannot have
     * @throws io.github.churnml.error.DataException if a value is not usable
     */
    Prediction score(Record customer);

    /**
     * Scores customers one after the other, all by the same model.
     *
     * @param customers values by column name, each
     * @return their predictions, in the same order
     * @throws io.github.churnml.error.DataException if a needed column is not in a map, or a value is of a wrong type
     */
    List<Prediction> scoreAll(Collection<? extends Map<String, ?>> customers);

    /**
     * The model that answers now, for all else that it can do: its columns, its threshold, whole tables by {@link
     * ChurnModel#scorer()}. Ask again for each piece of work: what is kept does not follow.
     *
     * @return the model
     */
    ChurnModel model();
}
