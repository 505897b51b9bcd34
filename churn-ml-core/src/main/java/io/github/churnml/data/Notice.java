package io.github.churnml.data;

/**
 * Something worth telling the user that is not an error: rows dropped, a column left out, a type worked out.
 *
 * @param code what it is about in a stable form for programs, such as {@code rows-without-target}
 * @param column the column concerned, or an empty string
 * @param message one or two plain sentences
 */
public record Notice(String code, String column, String message) {

    /** Code of a column whose numbers had lost their last digits before they were read, so that it tells no rows apart. */
    public static final String DIGITS_LOST = "digits-lost";
}
