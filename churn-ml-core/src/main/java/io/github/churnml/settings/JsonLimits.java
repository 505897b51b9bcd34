package io.github.churnml.settings;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.StreamReadConstraints;
import org.jspecify.annotations.Nullable;

/**
 * What JSON from outside may hold, so that reading it cannot take more memory than its size allows.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 *
 * @param deepest how many objects and lists may stand inside each other
 * @param longestText the most characters of a text
 * @param longestKey the most characters of a key
 * @param longestNumber the most characters of a number
 */
public record JsonLimits(int deepest, int longestText, int longestKey, int longestNumber) {

    /**
     * The start of a parser factory with these limits.
     *
     * @return a new builder; keys that it reads do not stay behind in tables shared by all readers
     */
    public JsonFactoryBuilder factory() {
        return new JsonFactoryBuilder()
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(deepest)
                        .maxStringLength(longestText)
                        .maxNameLength(longestKey)
                        .maxNumberLength(longestNumber)
                        .build());
    }

    /** {@return what is wrong with JSON beyond these limits, as the end of a sentence} */
    public String exceeded() {
        return "has a text, key or number that is too long, or is nested more than " + deepest + " deep";
    }

    /**
     * A place in JSON, for messages.
     *
     * @param place the place, or null if it is not known
     * @return such as {@code (line 3, column 8)} after a blank, or empty
     */
    public static String at(@Nullable JsonLocation place) {
        return place == null ? "" : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
    }
}
