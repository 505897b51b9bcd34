package io.github.churnml.serving.contacts;

import io.github.churnml.data.Numbers;
import io.github.churnml.decide.CustomerValue;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Wording;
import io.github.churnml.serving.model.ServedModel;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a table.
 *
 * @param most how many contacts are listed at most
 * @param reasons how many reasons are given for each
 * @param impute whether columns that the table lacks are taken as not known
 * @param charset the table's character set, where no mark tells it
 * @param money what customers are worth and what contacting costs; null where neither model nor request says
 * @param form what is answered with
 */
record ContactsRequest(
        int most,
        int reasons,
        boolean impute,
        Charset charset,
        @Nullable CustomerValue money,
        Form form) {

    /** What a table may be answered with. */
    enum Form {
        /** The best contacts and what there is to count, as JSON. */
        LIST,
        /** The best contacts as a CSV file. */
        LIST_FILE,
        /** The whole table with what the model says of each row, as a CSV file. */
        WHOLE_FILE
    }

    static final int MOST = 10_000;
    static final int USUAL = 200;
    static final int MOST_REASONS = 10;
    static final int USUAL_REASONS = 3;
    static final String ALL = "all";
    static final String BEST = "best";
    static final String IMPUTE = "impute";

    /** The character sets that a table may be in, beside those that a mark tells. */
    static final List<String> CHARSETS = List.of("UTF-8", "windows-1252", "ISO-8859-1", "UTF-16LE", "UTF-16BE");

    /** The keys of a customer's value, as a pipeline's YAML has them. */
    static final List<String> AMOUNTS = List.of("valueMissing", "months", "contactCost", "offerCost", "acceptance");

    static ContactsRequest of(HttpServerExchange exchange, ServedModel model) throws BadRequest {
        String missing = text(exchange, "missing");
        if (missing != null && !missing.equals(IMPUTE)) {
            throw BadRequest.parameter("Parameter 'missing' is not " + IMPUTE + ".", "Leave it out, or say so.");
        }
        return new ContactsRequest(
                whole(exchange, "most", 1, MOST, USUAL),
                whole(exchange, "explain", 0, MOST_REASONS, USUAL_REASONS),
                missing != null,
                charset(exchange),
                money(exchange, model),
                form(exchange));
    }

    private static Form form(HttpServerExchange exchange) throws BadRequest {
        String accepted = exchange.getRequestHeaders().getFirst(Headers.ACCEPT);
        String rows = text(exchange, "rows");
        if (rows != null && !rows.equals(ALL) && !rows.equals(BEST)) {
            throw BadRequest.parameter("Parameter 'rows' is neither " + ALL + " nor " + BEST + ".", "Leave it out.");
        }
        return accepted == null || !accepted.startsWith("text/csv")
                ? Form.LIST
                : BEST.equals(rows) ? Form.LIST_FILE : Form.WHOLE_FILE;
    }

    private static Charset charset(HttpServerExchange exchange) throws BadRequest {
        String name = text(exchange, "charset");
        if (name == null) {
            return StandardCharsets.UTF_8;
        }
        for (String known : CHARSETS) {
            if (known.equalsIgnoreCase(name)) {
                return Charset.forName(known);
            }
        }
        throw BadRequest.parameter(
                "Parameter 'charset' is none of " + String.join(", ", CHARSETS) + ".", "Leave it out for UTF-8.");
    }

    /** What the model knows, changed as the request says. */
    private static @Nullable CustomerValue money(HttpServerExchange exchange, ServedModel model) throws BadRequest {
        CustomerValue known = model.model().customerValue().orElse(null);
        Map<String, Object> settings = new LinkedHashMap<>(known == null ? Map.of() : known.settings());
        boolean changed = false;
        String value = text(exchange, "value");
        if (value != null) {
            double amount = Numbers.parse(value);
            settings.keySet().removeIf(key -> key.equals("column") || key.equals("amount"));
            settings.put(Double.isNaN(amount) ? "column" : "amount", Double.isNaN(amount) ? value : (Object) amount);
            changed = true;
        }
        for (String name : AMOUNTS) {
            String text = text(exchange, name);
            if (text != null) {
                settings.put(name.equals("valueMissing") ? "amount" : name, number(name, text));
                changed = true;
            }
        }
        if (!changed) {
            return known;
        }
        try {
            return CustomerValue.of(Settings.of(settings, Blame.configuration(null)));
        } catch (ConfigurationException e) {
            throw BadRequest.parameter(String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " "), "");
        }
    }

    private static double number(String name, String text) throws BadRequest {
        double number = Numbers.parse(text);
        if (!Double.isFinite(number)) {
            throw BadRequest.parameter(
                    "Parameter '" + name + "' is " + Wording.value(text) + " where a number is required.",
                    "Write it with a decimal point and without a unit.");
        }
        return number;
    }

    private static int whole(HttpServerExchange exchange, String name, int least, int most, int otherwise)
            throws BadRequest {
        String text = text(exchange, name);
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw BadRequest.parameter(
                "Parameter '" + name + "' is not a whole number from " + least + " to " + most + ".",
                "Leave it out for " + otherwise + ".");
    }

    /** What a parameter says; null where it is absent or empty. */
    private static @Nullable String text(HttpServerExchange exchange, String name) {
        @Nullable Deque<String> values = exchange.getQueryParameters().get(name);
        String first = values == null ? null : values.getFirst().strip();
        return first == null || first.isEmpty() ? null : first;
    }
}
