package io.github.churnml.registry.variant;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.Locale;

/**
 * One thing that the customers of a variant have in common, such as the geography {@code US}.
 *
 * @param dimension what it is: {@code geography}, {@code company} (or {@code company_id}), or the name of any other column
 * @param value what all of these customers have there, in the user's own spelling, without blanks around it
 */
public record VariantPart(String dimension, String value) {

    private static final int LONGEST = 200;

    /**
     * Takes blanks off both ends.
     *
     * @param dimension not empty
     * @param value not empty, at most 200 characters, none of them a control character
     * @throws ConfigurationException if one of them is not so
     */
    public VariantPart {
        dimension = dimension.strip();
        value = value.strip();
        if (dimension.isEmpty() || value.isEmpty()) {
            throw new ConfigurationException(
                    dimension.isEmpty()
                            ? "A variant names no column for " + Wording.value(value) + "."
                            : "The variant's " + Wording.name(dimension)
                                    + " is empty: customers without a value have no" + " model of their own.",
                    "Maybe leave it out.",
                    Where.nowhere());
        }
        if (value.length() > LONGEST || value.codePoints().anyMatch(Character::isISOControl)) {
            throw new ConfigurationException(
                    "The variant's " + Wording.name(dimension) + " is " + Wording.value(value) + ", "
                            + (value.length() > LONGEST
                                    ? value.length() + " characters long where " + LONGEST + " are allowed."
                                    : "which holds a control character."),
                    "Maybe give the customers a shorter, plain value in that column.",
                    Where.column(dimension));
        }
    }

    /** {@return what names call it: {@code geography}, {@code company}, or the dimension in lower case with dashes} */
    public String label() {
        return isCompany() ? "company" : FoldedName.of(dimension);
    }

    /** {@return the value in names: lower-case letters, digits and dashes} */
    public String name() {
        return FoldedName.of(value);
    }

    /** {@return the key of its tag: {@code geography}, {@code company_id}, or the dimension as it is} */
    public String tag() {
        boolean geography = dimension.toLowerCase(Locale.ROOT).equals("geography");
        return isCompany() ? "company_id" : geography ? "geography" : dimension;
    }

    boolean isCompany() {
        String lower = dimension.toLowerCase(Locale.ROOT);
        return lower.equals("company") || lower.equals("company_id");
    }

    /** {@return the dimension and the value, for messages} */
    @Override
    public String toString() {
        return dimension + " " + Wording.value(value);
    }
}
