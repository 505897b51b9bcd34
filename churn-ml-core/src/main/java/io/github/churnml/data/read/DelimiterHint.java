package io.github.churnml.data.read;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The line {@code sep=;} that Excel writes, and obeys, before the header; it is no record.
 *
 * @param line the whole line with its end
 * @param delimiter the field separator that it names
 */
record DelimiterHint(String line, char delimiter) {

    /** Perhaps quoted, a tab perhaps spelt out, and perhaps with the empty fields of a table that was saved again. */
    private static final Pattern LINE = Pattern.compile(
            "(\"?)sep=(\\\\t|\t|[ -~\u00A6\u00A7&&[^\"A-Za-z0-9]])\\1(?:\\2|,|;|\\t)*[ \\t]*(?:\\r\\n|\\r|\\n)",
            Pattern.CASE_INSENSITIVE);

    /** The hint that a text begins with, or null. */
    static @Nullable DelimiterHint of(String text) {
        Matcher found = LINE.matcher(text);
        if (!found.lookingAt()) {
            return null;
        }
        String named = found.group(2);
        return new DelimiterHint(found.group(), named.length() > 1 ? '\t' : named.charAt(0));
    }

    /** The delimiter, if neither what was asked for nor the header says otherwise. */
    char agreed(Path path, @Nullable Character given, String records, boolean whole) {
        if (given != null && given != delimiter) {
            throw new ConfigurationException(
                    "The first line of " + TableFile.shortName(path) + " says that the delimiter is " + shown(delimiter)
                            + ", and " + shown(given) + " was asked for.",
                    "Maybe leave the delimiter out, or remove the line that begins with 'sep='.",
                    Where.in(path));
        }
        char found = DelimiterDetector.detect(records, whole);
        String header = records.stripLeading().lines().findFirst().orElse("");
        if (given == null && header.indexOf(delimiter) < 0 && header.indexOf(found) >= 0) {
            throw new DataException(
                    "The first line of " + TableFile.shortName(path) + " says that the delimiter is " + shown(delimiter)
                            + ", but the header has none; it seems to be divided by " + shown(found) + ".",
                    "Maybe correct or remove the line that begins with 'sep='.",
                    Where.in(path));
        }
        return delimiter;
    }

    private static String shown(char delimiter) {
        return delimiter == '\t' ? "a tab" : Wording.name(String.valueOf(delimiter));
    }
}
