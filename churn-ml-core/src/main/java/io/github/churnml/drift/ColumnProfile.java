package io.github.churnml.drift;

import io.github.churnml.data.ColumnType;
import java.util.Map;

/** What one column of the training data was like. */
public sealed interface ColumnProfile permits NumberProfile, LevelProfile {

    /** {@return the column's name} */
    String name();

    /** {@return what its values mean} */
    ColumnType type();

    /** {@return how many rows were seen, missing values included} */
    long rows();

    /** {@return how many of the values were missing} */
    long missing();

    /** {@return the share of missing values, from 0 to 1; 0 if there were no rows} */
    default double missingShare() {
        return rows() == 0 ? 0 : (double) missing() / rows();
    }

    /** {@return the profile by key, as {@link ReferenceProfile#of(io.github.churnml.settings.Settings)} reads it; the rows stand above} */
    Map<String, Object> state();
}
