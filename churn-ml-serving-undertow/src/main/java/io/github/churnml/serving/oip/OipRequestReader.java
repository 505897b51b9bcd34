package io.github.churnml.serving.oip;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.churnml.error.Wording;
import io.github.churnml.serving.http.Limits;
import io.github.churnml.serving.http.Problem;
import io.github.churnml.serving.oip.OipRequest.Tensor;
import io.github.churnml.serving.rows.RowsReader;
import io.github.churnml.serving.rows.RowsReader.Unreadable;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request of the Open Inference Protocol but for its tensors' contents, of which it notes where they begin: a tensor's
 * datatype may come after them. Fields that the protocol does not know are passed over, as are parameters, save those that
 * ask for binary tensors.
 */
final class OipRequestReader {

    private static final int MOST_SIDES = 2;
    /** More tensors than any model has columns for are not worth a list. */
    private static final int MOST_TENSORS = 10_000;

    private final Limits limits;
    private final JsonParser parser;

    private OipRequestReader(Limits limits, JsonParser parser) {
        this.limits = limits;
        this.parser = parser;
    }

    static OipRequest read(JsonFactory json, Limits limits, byte[] bytes, int length) throws Unreadable {
        try (JsonParser parser = json.createParser(bytes, 0, length)) {
            return new OipRequestReader(limits, parser).request();
        } catch (IOException e) {
            throw problem(RowsReader.reason(e, limits));
        }
    }

    /** A request that cannot be answered, in a sentence. */
    static Unreadable problem(String detail) {
        return problem(StatusCodes.BAD_REQUEST, detail);
    }

    static Unreadable problem(int status, String detail) {
        return new Unreadable(
                Problem.of(status, "bad-tensors", detail, "The model's metadata tell which tensors it takes."));
    }

    private OipRequest request() throws IOException, Unreadable {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw problem("The body is no inference request: a JSON object with 'inputs' is needed.");
        }
        String id = null;
        List<Tensor> inputs = null;
        List<OipOutput> outputs = null;
        Set<String> seen = new HashSet<>();
        for (String field = next(seen); field != null; field = next(seen)) {
            switch (field) {
                case "id" -> id = text("id");
                case "parameters" -> parameters("binary_data_output");
                case "inputs" -> inputs = inputs();
                case "outputs" -> outputs = outputs();
                default -> parser.skipChildren();
            }
        }
        if (parser.nextToken() != null) {
            throw problem("Something follows the inference request.");
        }
        if (inputs == null) {
            throw problem("The inference request has no 'inputs'.");
        }
        return new OipRequest(id, inputs, outputs == null ? List.of(OipOutput.values()) : outputs);
    }

    private List<Tensor> inputs() throws IOException, Unreadable {
        requireArray("inputs");
        List<Tensor> tensors = new ArrayList<>();
        Set<String> names = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Tensor tensor = tensor("Input " + (tensors.size() + 1));
            if (!names.add(tensor.name())) {
                throw problem("Input " + Wording.name(tensor.name()) + " is given twice.");
            }
            if (tensors.size() == MOST_TENSORS) {
                throw problem("The inference request has more than " + MOST_TENSORS + " inputs.");
            }
            tensors.add(tensor);
        }
        return tensors;
    }

    private Tensor tensor(String which) throws IOException, Unreadable {
        requireObject(which);
        String name = null;
        String datatype = null;
        int[] shape = null;
        int data = -1;
        Set<String> seen = new HashSet<>();
        for (String field = next(seen); field != null; field = next(seen)) {
            switch (field) {
                case "name" -> name = text("name");
                case "datatype" -> datatype = text("datatype");
                case "shape" -> shape = shape(which);
                case "parameters" -> parameters("binary_data_size");
                case "data" -> data = data(which);
                default -> parser.skipChildren();
            }
        }
        String called = name == null ? which : "Input " + Wording.name(name);
        if (name == null || datatype == null || shape == null || data < 0) {
            String lacking = name == null ? "name" : datatype == null ? "datatype" : shape == null ? "shape" : "data";
            throw problem(called + " has no '" + lacking + "'.");
        }
        String given = datatype;
        OipDatatype type = OipDatatype.find(given)
                .orElseThrow(() -> problem(called + " has datatype " + Wording.value(given)
                        + ", which the protocol does not know: FP64, INT64, BOOL and BYTES are some that it knows."));
        return new Tensor(name, rows(called, shape), shape.length == MOST_SIDES, type, data);
    }

    private int[] shape(String which) throws IOException, Unreadable {
        requireArray("shape");
        int[] sides = new int[MOST_SIDES];
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            boolean whole = parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                    && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
                    && parser.getLongValue() >= 0;
            if (!whole) {
                throw problem(which + " has a shape with a side that is no whole number from 0 on.");
            }
            if (count == MOST_SIDES) {
                throw problem(which + " has a shape of more than " + MOST_SIDES + " sides: [n] or [n, 1] is needed.");
            }
            sides[count++] = (int) Math.min(parser.getLongValue(), Integer.MAX_VALUE);
        }
        return java.util.Arrays.copyOf(sides, count);
    }

    private int rows(String called, int[] shape) throws Unreadable {
        boolean column = shape.length == 1 || shape.length == MOST_SIDES && shape[1] == 1;
        if (!column) {
            throw problem(called + " has shape " + java.util.Arrays.toString(shape)
                    + " where [n] or [n, 1] is needed: one value per row.");
        }
        if (shape[0] > limits.rows()) {
            throw problem(
                    StatusCodes.REQUEST_ENTITY_TOO_LARGE,
                    called + " has more than " + limits.rows() + " rows. Send them in several requests.");
        }
        return shape[0];
    }

    private int data(String which) throws IOException, Unreadable {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw problem(which + " has 'data' that is no list.");
        }
        long offset = parser.currentTokenLocation().getByteOffset();
        if (offset < 0) {
            throw problem("The body is no JSON in UTF-8.");
        }
        parser.skipChildren();
        return (int) offset;
    }

    private List<OipOutput> outputs() throws IOException, Unreadable {
        requireArray("outputs");
        List<OipOutput> outputs = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            OipOutput output = output();
            if (outputs.contains(output)) {
                throw problem("Output " + Wording.name(output.label()) + " is asked for twice.");
            }
            outputs.add(output);
        }
        return outputs.isEmpty() ? List.of(OipOutput.values()) : outputs;
    }

    private OipOutput output() throws IOException, Unreadable {
        requireObject("An output");
        String name = null;
        Set<String> seen = new HashSet<>();
        for (String field = next(seen); field != null; field = next(seen)) {
            switch (field) {
                case "name" -> name = text("name");
                case "parameters" -> parameters("binary_data");
                default -> parser.skipChildren();
            }
        }
        if (name == null) {
            throw problem("An output has no 'name'.");
        }
        String wanted = name;
        return OipOutput.find(wanted)
                .orElseThrow(() -> problem("Output " + Wording.name(wanted) + " is none of the model's: "
                        + Wording.names(OipOutput.names()) + "."));
    }

    /** Any are fine but the one that asks for tensors in binary form. */
    private void parameters(String binary) throws IOException, Unreadable {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        requireObject("parameters");
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (field.equals(binary) && value != JsonToken.VALUE_FALSE && value != JsonToken.VALUE_NULL) {
                throw problem("Parameter '" + binary + "' asks for binary tensors, an extension that is not served.");
            }
            parser.skipChildren();
        }
    }

    /** The next field's name, with the parser at its value; null at the object's end. */
    private @Nullable String next(Set<String> seen) throws IOException, Unreadable {
        String field = parser.nextFieldName();
        if (field == null) {
            return null;
        }
        if (!seen.add(field)) {
            throw problem("Field " + Wording.name(field) + " is given twice in one object.");
        }
        parser.nextToken();
        return field;
    }

    private @Nullable String text(String field) throws IOException, Unreadable {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw problem("Field '" + field + "' holds " + RowsReader.found(parser) + " where a text is needed.");
        }
        return parser.getText();
    }

    private void requireArray(String field) throws Unreadable {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw problem("Field '" + field + "' is no list.");
        }
    }

    private void requireObject(String what) throws Unreadable {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw problem(what + " is no JSON object.");
        }
    }
}
