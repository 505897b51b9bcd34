package io.github.churnml.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Tells from a column's name whether it names a row: {@code customerID}, {@code phone number}, {@code ACCOUNT_NO}.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class IdentifierNames {

    /** Words that say so wherever they stand. */
    private static final Set<String> ANYWHERE =
            Set.of("id", "ids", "uuid", "guid", "email", "mail", "msisdn", "imei", "imsi", "iccid", "iban", "ssn");

    /** Words that say so only at the end: an account balance is a number, an account names a row. */
    private static final Set<String> AT_THE_END =
            Set.of("key", "number", "num", "no", "nr", "phone", "mobile", "telephone", "account", "customer", "user");

    /** Words of amounts that only end like a key, or hold one: calls per customer, actions by email. */
    private static final Set<String> AMOUNTS = Set.of(
            "per", "avg", "average", "mean", "median", "count", "counts", "total", "sum", "of", "amount", "actions",
            "calls", "clicks", "opens", "sent", "bytes", "mb", "gb", "minutes", "usage", "spend", "spent", "revenue",
            "balance", "share", "rate", "ratio", "score");

    private IdentifierNames() {}

    /**
     * Whether a name says that its column names rows, or what rows belong to.
     *
     * @param name the column's name
     * @return whether it does
     */
    public static boolean isIdLike(String name) {
        return isIdLike(name, false);
    }

    /**
     * Whether a name says that its column names rows, or what rows belong to.
     *
     * @param name the column's name
     * @param numbers whether the column holds numbers: no mail address is one
     * @return whether it does; names of amounts, such as {@code calls_per_customer}, do not
     */
    public static boolean isIdLike(String name, boolean numbers) {
        List<String> words = words(name);
        if (words.isEmpty()) {
            return false;
        }
        String last = words.get(words.size() - 1);
        if (last.equals("id") || last.equals("uuid") || last.equals("guid")) {
            return true;
        }
        return words.stream().noneMatch(AMOUNTS::contains)
                && (AT_THE_END.contains(last)
                        || words.stream()
                                .anyMatch(word -> ANYWHERE.contains(word) && !(numbers && word.endsWith("mail"))));
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
