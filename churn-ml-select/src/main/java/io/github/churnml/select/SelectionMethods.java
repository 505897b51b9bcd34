package io.github.churnml.select;

import io.github.churnml.recipe.ColumnSelection;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.util.List;
import java.util.Map;

/**
 * The ways to select columns, by name: found by {@link ColumnSelection#of}.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class SelectionMethods implements ColumnSelection.Provider {

    /** Their names. */
    static final List<String> NAMES =
            List.of(PermutationSelection.NAME, NullImportance.NAME, RecursiveElimination.NAME);

    /** For the service loader. */
    public SelectionMethods() {}

    /**
     * A method with its defaults.
     *
     * @param name one of {@link #NAMES}
     * @return the method
     * @throws io.github.churnml.error.ConfigurationException if there is none of that name, naming the nearest
     */
    public static ImportanceSelection named(String name) {
        return new SelectionMethods().create(Settings.of(Map.of("method", name), Blame.configuration(null)));
    }

    @Override
    public ImportanceSelection create(Settings settings) {
        return switch (settings.choice("method", NAMES)) {
            case PermutationSelection.NAME -> PermutationSelection.of(settings);
            case NullImportance.NAME -> NullImportance.of(settings);
            default -> RecursiveElimination.of(settings);
        };
    }
}
