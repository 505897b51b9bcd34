package io.github.churnml.data.read;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.settings.JsonLimits;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What can go wrong in a JSON parser, in our words. */
final class JsonFailure {

    private static final Pattern NOT_A_NUMBER = Pattern.compile("Non-standard token '([^']{1,20})'.*", Pattern.DOTALL);

    private JsonFailure() {}

    static DataException of(IOException e, JsonFeed feed) {
        if (!(e instanceof JsonProcessingException problem)) {
            return e instanceof CharConversionException
                    ? at(feed, " is not valid Unicode text", "Maybe save it as UTF-8.", null, e)
                    : TableFile.unreadable(feed.path(), e);
        }
        JsonLocation place = problem.getLocation();
        if (e instanceof StreamConstraintsException) {
            return at(feed, " " + feed.exceeded(), "Maybe this is not a table of customers.", place, e);
        }
        if (e instanceof JsonEOFException) {
            return at(feed, " ends too early", "Maybe a part of the file is missing.", place, e);
        }
        String message = problem.getOriginalMessage();
        Matcher token = NOT_A_NUMBER.matcher(message);
        if (token.matches()) {
            String found = " holds the number " + Wording.value(token.group(1)) + ", which JSON does not know";
            return at(feed, found, "Maybe write null for a missing value.", place, e);
        }
        if (message.startsWith("Invalid UTF-8")) {
            return at(feed, " is not valid UTF-8", "Maybe it is in another character set: save it as UTF-8.", place, e);
        }
        return at(feed, " is not valid JSON", "Maybe a quote, a comma or a bracket is missing or misplaced.", place, e);
    }

    private static DataException at(
            JsonFeed feed, String problem, String maybe, @Nullable JsonLocation place, IOException e) {
        return new DataException(
                feed.place() + problem + JsonLimits.at(place) + ".",
                maybe,
                Where.in(feed.path()).row(feed.row() + 1),
                e);
    }
}
