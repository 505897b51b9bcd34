package io.github.churnml.recipe;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.Progress;
import io.github.churnml.data.split.RowGroups;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.settings.Settings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * A way to choose the columns that are learnt from, with its settings; an immutable value, safe for any thread. As part of a {@link
 * Recipe} it is asked wherever the recipe is fitted, so that no row that is judged has a say. Equal settings make equal values.
 */
public interface ColumnSelection {

    /** {@return every setting by its key, {@code method} first, in the form that its provider reads} */
    Map<String, Object> settings();

    /**
     * Chooses by what training rows say, and by nothing else.
     *
     * @param recipe what is to learn, without a selection
     * @param rows the training rows
     * @param labels 1 for the positive class, 0 otherwise; one per row, both occur
     * @param groups which rows are on one side of every inner division
     * @param seed decides every random step
     * @param progress told about stages of the work
     * @return the recipe without the columns that were left out
     * @throws io.github.churnml.error.DataException if there are too few rows to tell
     */
    Chosen choose(Recipe recipe, Dataset rows, int[] labels, RowGroups groups, long seed, Progress progress);

    /**
     * What was chosen.
     *
     * @param recipe the recipe that was given, without the columns that were left out
     * @param told what was left out and why, as plain values for the manifest; {@code verdict} is a sentence
     */
    record Chosen(Recipe recipe, Map<String, Object> told) {

        /** Copies the map, keeping its order. */
        public Chosen {
            told = Collections.unmodifiableMap(new LinkedHashMap<>(told));
        }
    }

    /** Makes a selection from settings; found through {@link ServiceLoader}. */
    interface Provider {

        /**
         * Makes the selection. Absent keys take the defaults; the caller checks for unknown keys afterwards.
         *
         * @param settings the key {@code method}, and those of the method
         * @return the selection
         * @throws ConfigurationException if there is no such method, naming the nearest, or a value is not allowed
         */
        ColumnSelection create(Settings settings);
    }

    /**
     * Makes a selection.
     *
     * @param settings the key {@code method}, and those of the method; the caller checks for unknown ones afterwards
     * @return the selection
     * @throws ConfigurationException if the artifact that selects is not there, there is no such method, or a value is not allowed
     */
    static ColumnSelection of(Settings settings) {
        return ServiceLoader.load(Provider.class, ColumnSelection.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new ConfigurationException(
                        "Columns are to be selected (select), but what selects them is not on the class path.",
                        "Maybe add io.github.churnml:churn-ml-select to the dependencies; scoring with a saved model does not"
                                + " need it.",
                        Where.nowhere()))
                .create(settings);
    }
}
