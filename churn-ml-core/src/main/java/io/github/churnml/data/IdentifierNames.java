package io.github.churnml.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells from a column's name whether it names a row: {@code customerID}, {@code phone number}, {@code ACCOUNT_NO}. */
public final class IdentifierNames {

    /** Words that say so wherever they stand. */
    private static final Set<String> ANYWHERE =
            Set.of("id", "ids", "uuid", "guid", "email", "mail", "msisdn", "imei", "imsi", "iban", "ssn");

    /** Words that say so only at the end: an account balance is a number, an account names a row. */
    private static final Set<String> AT_THE_END =
            Set.of("key", "number", "num", "no", "nr", "phone", "mobile", "telephone", "account", "customer", "user");

    private IdentifierNames() {}

    /**
     * Whether a name says that its column names rows, or what rows belong to.
     *
     * @param name the column's name
     * @return whether it does
     */
    public static boolean isIdLike(String name) {
        List<String> words = words(name);
        if (words.isEmpty()) {
            return false;
        }
        return AT_THE_END.contains(words.get(words.size() - 1))
                || words.stream().anyMatch(ANYWHERE::contains);
    }

    /**
     * Splits a name at what is neither letter nor digit, and where a capital follows a small letter.
     *
     * @param name the column's name
     * @return its words in lower case, none of them empty
     */
    public static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean part = Character.isLetterOrDigit(c);
            boolean hump = i > 0 && Character.isUpperCase(c) && Character.isLowerCase(name.charAt(i - 1));
            if ((!part || hump) && word.length() > 0) {
                words.add(word.toString().toLowerCase(Locale.ROOT));
                word.setLength(0);
            }
            if (part) {
                word.append(c);
            }
        }
        if (word.length() > 0) {
            words.add(word.toString().toLowerCase(Locale.ROOT));
        }
        return words;
    }
}
