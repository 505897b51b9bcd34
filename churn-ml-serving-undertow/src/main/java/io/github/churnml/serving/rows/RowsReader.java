package io.github.churnml.serving.rows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Wording;
import io.github.churnml.prepare.Variable;
import io.github.churnml.serving.http.Limits;
import io.github.churnml.serving.http.Problem;
import io.github.churnml.serving.model.ColumnRule;
import io.github.churnml.serving.model.RowWork;
import io.github.churnml.serving.model.ServedModel;
import io.github.churnml.serving.policy.OutOfRange;
import io.github.churnml.serving.policy.Policies;
import io.github.churnml.serving.policy.UnknownFields;
import io.github.churnml.serving.policy.UnknownLevels;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a request straight into a model's row, value by value, and notes all that is wrong with all of them.
 * Nothing of the request is kept: memory does not grow with what it holds.
 */
public final class RowsReader {

    /** Told of each row that can be scored, in order. */
    interface RowSink {
        void row(RowWork work) throws Unreadable;
    }

    /** The request is no JSON of the right shape: nothing can be said of its rows. */
    public static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1;

        private final transient Problem problem;

        public Unreadable(Problem problem) {
            super(problem.detail(), null, false, false);
            this.problem = problem;
        }

        public Problem problem() {
            return problem;
        }
    }

    private static final int LONGEST_NUMBER = 1_000;
    private static final int LONGEST_NAME = 1_000;
    /** Levels of a column among which the nearest one is looked for. */
    private static final int MOST_SEARCHED = 500;

    private final ServedModel model;
    private final Policies policies;
    private final Limits limits;
    private final @Nullable String customerId;
    private boolean list;
    private boolean marks;
    private boolean imputes;
    private int start;
    private boolean named;
    private @Nullable String customer;

    public RowsReader(ServedModel model, Policies policies, Limits limits) {
        this.model = model;
        this.policies = policies;
        this.limits = limits;
        this.customerId = policies.customerId();
    }

    /** Notes of each row where it begins, so that it can be read again. */
    RowsReader marking() {
        marks = true;
        return this;
    }

    /** Takes what a row leaves out as missing, whether or not it may be left out: another model has let it. */
    RowsReader imputing() {
        imputes = true;
        return this;
    }

    /** Where in the body the last row began; of a reader that is {@linkplain #marking marking}. */
    int start() {
        return start;
    }

    /** The id of the last row's customer; null if it names none. */
    @Nullable
    String customer() {
        return customer;
    }

    /** The JSON reader that a server shares: whatever a request claims, one value stays small. */
    public static JsonFactory json(Limits limits) {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.depth())
                        .maxStringLength(limits.textLength())
                        .maxNumberLength(LONGEST_NUMBER)
                        .maxNameLength(LONGEST_NAME)
                        .build())
                // The same values as the JDK reads and shortest digits as it writes, in a fraction of the time.
                .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                .build();
    }

    /**
     * Reads all rows.
     *
     * @return what is wrong with them; the sink has been given those that are fine
     */
    public RowErrors read(JsonFactory json, byte[] bytes, int length, RowWork work, RowSink sink) throws Unreadable {
        try (JsonParser parser = json.createParser(bytes, 0, length)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_OBJECT) {
                RowErrors errors = new RowErrors(false);
                row(parser, 0, work, sink, errors);
                end(parser);
                return errors;
            }
            if (first != JsonToken.START_ARRAY) {
                throw new Unreadable(Problem.badJson(
                        first == null ? "The body is empty." : "The body is neither a row nor a list of rows."));
            }
            list = true;
            return rows(parser, work, sink);
        } catch (IOException e) {
            throw new Unreadable(Problem.badJson(reason(e, limits)));
        }
    }

    /**
     * Reads one row of a body.
     *
     * @param from where it begins
     * @return what is wrong with it; of use for the sink's model only if nothing is
     */
    RowErrors readRow(JsonFactory json, byte[] bytes, int from, int length, RowWork work) throws Unreadable {
        RowErrors errors = new RowErrors(false);
        try (JsonParser parser = json.createParser(bytes, from, length - from)) {
            parser.nextToken();
            row(parser, 0, work, read -> {}, errors);
        } catch (IOException e) {
            throw new Unreadable(Problem.badJson(reason(e, limits)));
        }
        return errors;
    }

    /** Whether the rows are a list, once the first of them is read. */
    boolean isList() {
        return list;
    }

    /** Why a body cannot be read, without a word of it. */
    public static String reason(IOException e, Limits limits) {
        if (e instanceof StreamConstraintsException) {
            return "The JSON goes beyond a limit: it nests deeper than " + limits.depth()
                    + " levels, or holds a text, name or number that is too long.";
        }
        return e instanceof JsonProcessingException json
                ? "The body is no JSON: something is wrong at line "
                        + json.getLocation().getLineNr() + ", column "
                        + json.getLocation().getColumnNr() + "."
                : "The body is no JSON in UTF-8.";
    }

    private RowErrors rows(JsonParser parser, RowWork work, RowSink sink) throws IOException, Unreadable {
        RowErrors errors = new RowErrors(true);
        int row = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken(), row++) {
            if (row == limits.rows()) {
                throw new Unreadable(Problem.of(
                        413,
                        "too-many-rows",
                        "The request has more than " + limits.rows() + " rows.",
                        "Send them in several requests."));
            }
            if (token == JsonToken.START_OBJECT) {
                row(parser, row, work, sink, errors);
            } else {
                errors.add(row, null, found(parser), "an object with one value per column", null, "not a row");
                parser.skipChildren();
            }
        }
        end(parser);
        return errors;
    }

    private static void end(JsonParser parser) throws IOException, Unreadable {
        if (parser.nextToken() != null) {
            throw new Unreadable(Problem.badJson("Something follows the rows."));
        }
    }

    private void row(JsonParser parser, int row, RowWork work, RowSink sink, RowErrors errors)
            throws IOException, Unreadable {
        work.begin(row);
        customer = null;
        named = false;
        if (marks) {
            start = (int) parser.currentTokenLocation().getByteOffset();
        }
        boolean fine = true;
        int before = RowWork.START;
        for (ColumnRule rule = work.guess(before); isField(parser, rule); rule = work.guess(before)) {
            String name = parser.currentName();
            if (rule == null || !name.equals(rule.name())) {
                rule = model.rule(name);
            }
            parser.nextToken();
            if (name.equals(customerId)) {
                fine &= customer(parser, row, name, errors);
            }
            if (rule == null) {
                fine &= name.equals(customerId) ? skipped(parser) : unknownField(parser, row, name, errors);
                continue;
            }
            if (work.notes().given.get(rule.position())) {
                errors.add(row, name, null, "one value", null, "given twice");
                parser.skipChildren();
                fine = false;
            } else {
                work.notes().given.set(rule.position());
                fine &= value(parser, row, rule, work, errors);
            }
            work.follows(before, rule);
            before = rule.position();
        }
        fine &= complete(row, work, errors);
        if (fine) {
            sink.row(work);
        }
    }

    /** Goes to the next field; one that was guessed right is compared as bytes, without a look-up. */
    private static boolean isField(JsonParser parser, @Nullable ColumnRule guess) throws IOException {
        return guess == null
                ? parser.nextFieldName() != null
                : parser.nextFieldName(guess.field()) || parser.currentToken() == JsonToken.FIELD_NAME;
    }

    private static boolean skipped(JsonParser parser) throws IOException {
        parser.skipChildren();
        return true;
    }

    /** Takes the customer's id as it stands; a number means the same as the text that has its digits. */
    private boolean customer(JsonParser parser, int row, String name, RowErrors errors) throws IOException {
        boolean again = named;
        named = true;
        switch (parser.currentToken()) {
            case VALUE_NULL -> {}
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                String text = parser.getText();
                customer = text.isBlank() ? null : text;
            }
            default -> {
                errors.add(row, name, found(parser), "a customer's id: a text or a number", null, "wrong type");
                return false;
            }
        }
        if (again) {
            errors.add(row, name, null, "one value", null, "given twice");
        }
        return !again;
    }

    private boolean unknownField(JsonParser parser, int row, String name, RowErrors errors) throws IOException {
        boolean ignored = policies.unknownFields() == UnknownFields.IGNORE || model.isTarget(name);
        if (!ignored) {
            errors.add(
                    row,
                    name,
                    found(parser),
                    "a column of the model",
                    errors.isFull()
                            ? null
                            : Wording.nearest(name, model.columns()).orElse(null),
                    "unknown field");
        }
        parser.skipChildren();
        return ignored;
    }

    private boolean complete(int row, RowWork work, RowErrors errors) {
        List<ColumnRule> rules = model.rules();
        if (work.notes().given.cardinality() == rules.size()) {
            return true;
        }
        boolean fine = true;
        for (int j = work.notes().given.nextClearBit(0);
                j < rules.size();
                j = work.notes().given.nextClearBit(j + 1)) {
            ColumnRule rule = rules.get(j);
            if (rule.optional() || imputes) {
                work.putMissing(rule);
            } else {
                errors.add(row, rule.name(), null, allowed(rule), null, "missing field");
                fine = false;
            }
        }
        return fine;
    }

    private boolean value(JsonParser parser, int row, ColumnRule rule, RowWork work, RowErrors errors)
            throws IOException {
        switch (parser.currentToken()) {
            case VALUE_NULL -> {
                work.putMissing(rule);
                return true;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE, VALUE_STRING -> {
                try {
                    double value = read(parser, rule);
                    if (!isAllowed(value, parser, row, rule, errors)) {
                        return false;
                    }
                    work.take(rule, value);
                    return true;
                } catch (DataException e) {
                    errors.add(row, rule.name(), found(parser), allowed(rule), null, "wrong type");
                    return false;
                }
            }
            default -> {
                errors.add(row, rule.name(), found(parser), allowed(rule), null, "wrong type");
                parser.skipChildren();
                return false;
            }
        }
    }

    public static double read(JsonParser parser, ColumnRule rule) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? rule.input().readNumber(parser.getDoubleValue(), 0)
                        : rule.input().readWhole(parser.getLongValue(), 0);
            case VALUE_NUMBER_FLOAT -> rule.input().readNumber(parser.getDoubleValue(), 0);
            case VALUE_STRING -> rule.readText(parser);
            default -> rule.input().readFlag(parser.currentToken() == JsonToken.VALUE_TRUE, 0);
        };
    }

    /** Whether the policies let a value in; if not, it is noted why. */
    public boolean isAllowed(double value, JsonParser parser, int row, ColumnRule rule, RowErrors errors)
            throws IOException {
        if (rule.isNominal()) {
            if (value == Variable.UNKNOWN && policies.unknownLevels() == UnknownLevels.REJECT) {
                // Searching thousands of levels again and again would be a gift to a hostile caller.
                String nearest = errors.isFull() || rule.levels().size() > MOST_SEARCHED
                        ? null
                        : Wording.nearest(parser.getText(), rule.levels()).orElse(null);
                errors.add(row, rule.name(), found(parser), allowed(rule), nearest, "unknown level");
                return false;
            }
        } else if (rule.isOutside(value) && policies.outOfRange() == OutOfRange.REJECT) {
            errors.add(row, rule.name(), found(parser), allowed(rule), null, "out of range");
            return false;
        }
        return true;
    }

    public String allowed(ColumnRule rule) {
        return model.allowed(rule, policies.outOfRange() == OutOfRange.REJECT);
    }

    /** A value as the caller wrote it, cut short. */
    public static @Nullable String found(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> {
                String quoted = Wording.value(parser.getText());
                yield "\"" + quoted.substring(1, quoted.length() - 1) + "\"";
            }
            default -> {
                String bare = Wording.value(parser.getText());
                yield bare.substring(1, bare.length() - 1);
            }
        };
    }
}
