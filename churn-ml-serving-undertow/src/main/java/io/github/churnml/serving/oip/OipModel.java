package io.github.churnml.serving.oip;

import io.github.churnml.serving.http.JsonDocument;
import io.github.churnml.serving.http.Tree;
import io.github.churnml.serving.model.ColumnRule;
import io.github.churnml.serving.model.ServedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A model as the Open Inference Protocol sees it: which datatypes each column takes, and the metadata. */
final class OipModel {

    private static final String PLATFORM = "churn-ml";
    /** One side of any length: one value per row. */
    private static final List<Integer> SHAPE = List.of(-1);

    private final ServedModel served;
    private final List<List<OipDatatype>> taken;
    private final byte[] metadata;

    OipModel(ServedModel served) {
        this.served = served;
        this.taken = served.rules().stream().map(OipDatatype::takenBy).toList();
        this.metadata = metadataJson(List.of(served.version()));
    }

    ServedModel served() {
        return served;
    }

    /** The datatypes that a column takes, the metadata's first. */
    List<OipDatatype> taken(ColumnRule rule) {
        return taken.get(rule.position());
    }

    byte[] metadataJson() {
        return metadata;
    }

    /** @param versions those that the model can be asked for by */
    byte[] metadataJson(List<String> versions) {
        return JsonDocument.bytes(metadata(versions));
    }

    private Map<String, Object> metadata(List<String> versions) {
        List<Object> inputs = new ArrayList<>();
        for (ColumnRule rule : served.rules()) {
            inputs.add(tensor(rule.name(), taken(rule).get(0)));
        }
        List<Object> outputs = new ArrayList<>();
        for (OipOutput output : OipOutput.values()) {
            outputs.add(tensor(output.label(), output.datatype()));
        }
        return Tree.of(
                "name",
                served.name(),
                "versions",
                versions,
                "platform",
                PLATFORM,
                "inputs",
                inputs,
                "outputs",
                outputs);
    }

    private static Map<String, Object> tensor(String name, OipDatatype type) {
        return Tree.of("name", name, "datatype", type.name(), "shape", SHAPE);
    }
}
