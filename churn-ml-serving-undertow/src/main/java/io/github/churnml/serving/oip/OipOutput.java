package io.github.churnml.serving.oip;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.churnml.serving.model.ServedModel;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** The tensors that the Open Inference Protocol answers with, one value per row. */
public enum OipOutput {
    PROBABILITY("probability", OipDatatype.FP64),
    CLASS("class", OipDatatype.BYTES),
    POSITIVE("positive", OipDatatype.BOOL),
    TIER("tier", OipDatatype.BYTES),
    /** Whether a value of the row lies outside of what training saw. */
    OUT_OF_DISTRIBUTION("outOfDistribution", OipDatatype.BOOL);

    private final String label;
    private final OipDatatype datatype;

    OipOutput(String label, OipDatatype datatype) {
        this.label = label;
        this.datatype = datatype;
    }

    String label() {
        return label;
    }

    OipDatatype datatype() {
        return datatype;
    }

    static Optional<OipOutput> find(String label) {
        return Arrays.stream(values())
                .filter(output -> output.label.equals(label))
                .findFirst();
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(OipOutput::label).toList();
    }

    void write(JsonGenerator out, ServedModel model, double[] probabilities, BitSet unusual) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", label);
        out.writeStringField("datatype", datatype.name());
        out.writeArrayFieldStart("shape");
        out.writeNumber(probabilities.length);
        out.writeEndArray();
        out.writeArrayFieldStart("data");
        for (int i = 0; i < probabilities.length; i++) {
            value(out, model, probabilities[i], unusual.get(i));
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private void value(JsonGenerator out, ServedModel model, double probability, boolean unusual) throws IOException {
        switch (this) {
            case PROBABILITY -> out.writeNumber(probability);
            case CLASS -> out.writeString(model.decisions().label(probability));
            case POSITIVE -> out.writeBoolean(model.decisions().leaves(probability));
            case TIER -> out.writeString(model.decisions().tier(probability).label());
            case OUT_OF_DISTRIBUTION -> out.writeBoolean(unusual);
        }
    }
}
