package io.github.churnml.serving.rows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.error.ChurnException;
import io.github.churnml.serving.http.JsonDocument;
import io.github.churnml.serving.http.Limits;
import io.github.churnml.serving.http.Problem;
import io.github.churnml.serving.model.ServedModel;
import io.github.churnml.serving.policy.RowMaker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A body that has customers with events in place of rows. It is read as a tree, which takes many times its size, so it may be
 * smaller than a body of rows.
 */
final class EventBody {

    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_MADE = 8 << 20;
    private static final byte[] KEY = ("\"" + RowMaker.KEY + "\"").getBytes(StandardCharsets.US_ASCII);

    private final ObjectMapper mapper;
    private final Limits limits;
    private final @Nullable String customerId;

    /** @param customerId the field that names the customer, which goes over into the row; null if none does */
    EventBody(JsonFactory json, Limits limits, @Nullable String customerId) {
        this.mapper = new ObjectMapper(json.rebuild()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build());
        this.limits = limits;
        this.customerId = customerId;
    }

    /**
     * A body of rows.
     *
     * @param bytes JSON
     * @param starts where in it each row begins
     */
    record Made(byte[] bytes, int[] starts) {}

    /** Whether the key of events stands somewhere in a body. */
    static boolean mayBe(byte[] bytes, int length) {
        for (int i = 0; i + KEY.length <= length; i++) {
            int same = 0;
            while (same < KEY.length && bytes[i + same] == KEY[same]) {
                same++;
            }
            if (same == KEY.length) {
                return true;
            }
        }
        return false;
    }

    /** The same body with rows in place of customers that have events; others stay as they are. */
    Made rows(byte[] bytes, int length, ServedModel model, RowMaker maker) throws RowsReader.Unreadable {
        if (length > MOST_BYTES) {
            throw new RowsReader.Unreadable(Problem.of(
                    413,
                    "too-many-events",
                    "The body has events and is larger than " + MOST_BYTES + " bytes.",
                    "Send the customers in several requests, or their features in place of events."));
        }
        Object tree = tree(bytes, length);
        if (!(tree instanceof List<?> list)) {
            return new Made(JsonDocument.bytes(row(tree, "", model, maker)), new int[1]);
        }
        if (list.size() > limits.rows()) {
            throw new RowsReader.Unreadable(Problem.of(
                    413,
                    "too-many-rows",
                    "The request has more than " + limits.rows() + " rows.",
                    "Send them in several requests."));
        }
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        int[] starts = new int[list.size()];
        int count = 0;
        for (Object item : list) {
            rows.write(count == 0 ? '[' : ',');
            starts[count] = rows.size();
            rows.writeBytes(JsonDocument.bytes(row(item, "Row " + ++count + ": ", model, maker)));
            if (rows.size() > MOST_MADE) {
                throw new RowsReader.Unreadable(Problem.of(
                        413,
                        "too-many-events",
                        "The features of the first " + count + " customers take more than " + MOST_MADE + " bytes.",
                        "Send the customers in several requests."));
            }
        }
        if (count == 0) {
            rows.write('[');
        }
        rows.write(']');
        return new Made(rows.toByteArray(), starts);
    }

    private @Nullable Object tree(byte[] bytes, int length) throws RowsReader.Unreadable {
        try (JsonParser parser = mapper.createParser(bytes, 0, length)) {
            Object tree = mapper.readValue(parser, Object.class);
            if (parser.nextToken() != null) {
                throw new RowsReader.Unreadable(Problem.badJson("The body goes on behind its end."));
            }
            return tree;
        } catch (IOException e) {
            throw new RowsReader.Unreadable(Problem.badJson(RowsReader.reason(e, limits)));
        }
    }

    private @Nullable Object row(@Nullable Object item, String where, ServedModel model, RowMaker maker)
            throws RowsReader.Unreadable {
        if (!(item instanceof Map<?, ?> given) || !given.containsKey(RowMaker.KEY)) {
            return item;
        }
        Map<String, @Nullable Object> customer = new LinkedHashMap<>();
        given.forEach((key, value) -> customer.put(String.valueOf(key), value));
        // What is no column of the model need not be known to what makes its rows, either.
        Map<String, @Nullable Object> known = new LinkedHashMap<>(customer);
        if (customerId != null && model.rule(customerId) == null) {
            known.remove(customerId);
        }
        try {
            Map<String, @Nullable Object> row = new LinkedHashMap<>(maker.row(known));
            if (customerId != null && customer.containsKey(customerId)) {
                row.putIfAbsent(customerId, customer.get(customerId));
            }
            return row;
        } catch (ChurnException e) {
            String[] said = String.valueOf(e.getMessage()).split("\n", 2);
            throw new RowsReader.Unreadable(
                    Problem.of(400, "bad-events", where + said[0], said.length > 1 ? said[1] : "Correct it."));
        }
    }
}
