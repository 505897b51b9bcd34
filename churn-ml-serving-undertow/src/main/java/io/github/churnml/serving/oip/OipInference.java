package io.github.churnml.serving.oip;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Wording;
import io.github.churnml.prepare.Variable;
import io.github.churnml.serving.http.Limits;
import io.github.churnml.serving.http.Problem;
import io.github.churnml.serving.model.ColumnRule;
import io.github.churnml.serving.model.RowSet;
import io.github.churnml.serving.model.RowWork;
import io.github.churnml.serving.model.ServedModel;
import io.github.churnml.serving.oip.OipRequest.Tensor;
import io.github.churnml.serving.policy.Policies;
import io.github.churnml.serving.policy.UnknownFields;
import io.github.churnml.serving.rows.RowErrors;
import io.github.churnml.serving.rows.RowsReader;
import io.github.churnml.serving.rows.RowsReader.Unreadable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Scores one request of the Open Inference Protocol. Its tensors are columns, a model scores rows: so the columns are read
 * first, each value as one number, which takes at most four times the body's size.
 */
final class OipInference {

    /** Told of each row that was scored, in order. */
    interface Scored {
        void row(double probability, RowWork work);
    }

    private static final int FIRST = 64;
    private static final int MOST_TOLD = 10;

    private final ServedModel model;
    private final OipModel tensors;
    private final Limits limits;
    private final JsonFactory json;
    private final RowsReader values;
    private final Policies policies;
    private int rows = -1;
    private double[] probabilities = {};

    OipInference(OipModel tensors, Policies policies, Limits limits, JsonFactory json) {
        this.model = tensors.served();
        this.tensors = tensors;
        this.policies = policies;
        this.limits = limits;
        this.json = json;
        this.values = new RowsReader(model, policies, limits);
    }

    /** How many rows the request had, once it is answered. */
    int rows() {
        return rows;
    }

    /** What the rows were given, once the request is answered; shared. */
    double[] probabilities() {
        return probabilities;
    }

    byte[] answer(byte[] bytes, int length, Scored scored) throws Unreadable {
        OipRequest request = OipRequestReader.read(json, limits, bytes, length);
        double[][] columns = columns(request, bytes, length);
        probabilities = new double[rows];
        BitSet unusual = new BitSet();
        score(columns, unusual, scored);
        return written(request, unusual);
    }

    private double[][] columns(OipRequest request, byte[] bytes, int length) throws Unreadable {
        List<String> faults = new ArrayList<>();
        RowErrors errors = new RowErrors(true);
        double[][] columns = new double[model.rules().size()][];
        BitSet given = new BitSet();
        for (Tensor tensor : request.inputs()) {
            ColumnRule rule = known(tensor, faults);
            if (rule != null && fits(tensor, rule, given, faults)) {
                columns[rule.position()] = column(tensor, rule, bytes, length, faults, errors);
            }
        }
        lacking(given, faults);
        if (rows < 0 && faults.isEmpty()) {
            faults.add("The inference request has no input, so how many rows it means is not known.");
        }
        errors.problem().errors().forEach(error -> faults.add(sentence(error)));
        if (!faults.isEmpty()) {
            long more =
                    Math.max(0, faults.size() - MOST_TOLD) + errors.problem().more();
            throw OipRequestReader.problem(faults.stream().limit(MOST_TOLD).collect(Collectors.joining(" "))
                    + (more > 0 ? " And " + more + " more." : ""));
        }
        return columns;
    }

    /** The column that a tensor is named for; null if there is none or it is to be ignored. */
    private @Nullable ColumnRule known(Tensor tensor, List<String> faults) {
        ColumnRule rule = model.rule(tensor.name());
        boolean ignored = policies.unknownFields() == UnknownFields.IGNORE
                || model.isTarget(tensor.name())
                || tensor.name().equals(policies.customerId());
        if (rule == null && !ignored) {
            faults.add("Input " + Wording.name(tensor.name()) + " is none of the model's."
                    + (faults.size() < MOST_TOLD ? nearest(tensor.name()) : ""));
        }
        return rule;
    }

    private String nearest(String name) {
        return Wording.nearest(name, model.columns())
                .map(near -> " Maybe " + Wording.name(near) + " was meant.")
                .orElse("");
    }

    private boolean fits(Tensor tensor, ColumnRule rule, BitSet given, List<String> faults) {
        int before = faults.size();
        String input = "Input " + Wording.name(tensor.name());
        if (given.get(rule.position())) {
            faults.add(input + " is given twice, with and without blanks around its name.");
        }
        given.set(rule.position());
        List<OipDatatype> taken = tensors.taken(rule);
        if (!taken.contains(tensor.datatype())) {
            faults.add(input + " has datatype " + tensor.datatype() + " where "
                    + taken.stream().map(Enum::name).collect(Collectors.joining(" or ")) + " is needed.");
        }
        if (rows < 0) {
            rows = tensor.rows();
        } else if (rows != tensor.rows()) {
            faults.add(input + " has " + tensor.rows() + " rows, one before it " + rows + ".");
        }
        return faults.size() == before;
    }

    private void lacking(BitSet given, List<String> faults) {
        List<String> lacking = model.rules().stream()
                .filter(rule -> !given.get(rule.position()) && !rule.optional())
                .map(ColumnRule::name)
                .toList();
        if (!lacking.isEmpty()) {
            faults.add((lacking.size() == 1 ? "An input is" : lacking.size() + " inputs are") + " missing: "
                    + Wording.names(lacking) + ".");
        }
    }

    private double[] column(
            Tensor tensor, ColumnRule rule, byte[] bytes, int length, List<String> faults, RowErrors errors)
            throws Unreadable {
        double[] column = new double[Math.min(FIRST, tensor.rows())];
        int count = 0;
        try (JsonParser parser = json.createParser(bytes, tensor.data(), length - tensor.data())) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY && count <= tensor.rows()) {
                if (count == column.length) {
                    column = Arrays.copyOf(column, Math.min(tensor.rows(), 2 * count) + 1);
                }
                column[count] = element(parser, tensor, rule, count, errors);
                count++;
            }
        } catch (IOException e) {
            throw OipRequestReader.problem(RowsReader.reason(e, limits));
        }
        if (count != tensor.rows()) {
            faults.add("Input " + Wording.name(tensor.name()) + " has "
                    + (count > tensor.rows() ? "more values than the " : count + " values, not the ") + tensor.rows()
                    + " that its shape tells.");
        }
        return column;
    }

    private double element(JsonParser parser, Tensor tensor, ColumnRule rule, int row, RowErrors errors)
            throws IOException {
        boolean inList = tensor.nested() && parser.currentToken() == JsonToken.START_ARRAY;
        if (inList && parser.nextToken() == JsonToken.END_ARRAY) {
            errors.add(row, rule.name(), "an empty list", "one value", null, "wrong shape");
            return Double.NaN;
        }
        double value = value(parser, tensor, rule, row, errors);
        if (inList && parser.nextToken() != JsonToken.END_ARRAY) {
            errors.add(row, rule.name(), "several values", "one value", null, "wrong shape");
            while (parser.currentToken() != JsonToken.END_ARRAY) {
                parser.skipChildren();
                parser.nextToken();
            }
        }
        return value;
    }

    private double value(JsonParser parser, Tensor tensor, ColumnRule rule, int row, RowErrors errors)
            throws IOException {
        double missing = rule.isNominal() ? Variable.MISSING : Double.NaN;
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return missing;
        }
        if (!tensor.datatype().holds(parser)) {
            errors.add(
                    row,
                    rule.name(),
                    RowsReader.found(parser),
                    tensor.datatype().name(),
                    null,
                    "wrong type");
            parser.skipChildren();
            return missing;
        }
        try {
            double value = RowsReader.read(parser, rule);
            values.isAllowed(value, parser, row, rule, errors);
            return value;
        } catch (DataException e) {
            errors.add(row, rule.name(), RowsReader.found(parser), values.allowed(rule), null, "wrong type");
            return missing;
        }
    }

    private static String sentence(Problem.RowError error) {
        // A pointer begins with the row.
        String row = error.pointer().split("/", 3)[1];
        return "Input " + Wording.name(String.valueOf(error.column())) + ", row " + row + ": " + error.problem() + ", "
                + error.found() + " where " + error.allowed() + " is needed"
                + (error.nearest() == null ? "." : "; maybe " + Wording.name(error.nearest()) + " was meant.");
    }

    private void score(double[][] columns, BitSet unusual, Scored scored) {
        RowWork work = model.work();
        for (int i = 0; i < probabilities.length; i++) {
            work.begin(i);
            for (ColumnRule rule : model.rules()) {
                double[] column = columns[rule.position()];
                if (column == null) {
                    work.putMissing(rule);
                } else {
                    work.take(rule, column[i]);
                }
            }
            probabilities[i] = work.probability();
            RowSet notes = work.notes();
            unusual.set(i, !(notes.outside.isEmpty() && notes.unknown.isEmpty()));
            scored.row(probabilities[i], work);
        }
    }

    private byte[] written(OipRequest request, BitSet unusual) {
        ByteArrayBuilder out = new ByteArrayBuilder();
        try (JsonGenerator generator = json.createGenerator(out)) {
            generator.writeStartObject();
            generator.writeStringField("model_name", model.name());
            generator.writeStringField("model_version", model.version());
            if (request.id() != null) {
                generator.writeStringField("id", request.id());
            }
            generator.writeArrayFieldStart("outputs");
            for (OipOutput output : request.outputs()) {
                output.write(generator, model, probabilities, unusual);
            }
            generator.writeEndArray();
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("an array cannot fail to be written", e);
        }
        return out.toByteArray();
    }
}
