package io.github.churnml.benchmarks;

import io.github.churnml.forest.Forest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * A forest as an ONNX model with one node, {@code TreeEnsembleRegressor} of the domain {@code ai.onnx.ml}, whose output is
 * the log-odds. Written by hand as protocol buffers; the numbers below are the fields of {@code onnx.proto}.
 */
final class OnnxModel {

    /** The model's input, {@code [rows][features]}. */
    static final String INPUT = "rows";

    /** The model's output, {@code [rows][1]}. */
    static final String OUTPUT = "log_odds";

    private static final int FLOAT = 1;
    private static final int INT = 2;
    private static final int STRING = 3;
    private static final int FLOATS = 6;
    private static final int INTS = 7;
    private static final int STRINGS = 8;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private OnnxModel() {}

    static byte[] of(Forest forest) {
        return message(model -> model.integer(1, 8) // IR version
                .part(8, opset -> opset.text(1, "").integer(2, 15))
                .part(8, opset -> opset.text(1, "ai.onnx.ml").integer(2, 3))
                .part(7, graph -> graph.part(1, node -> node.ensemble(forest))
                        .text(2, "forest")
                        .part(11, input -> input.matrix(INPUT, forest.features()))
                        .part(12, output -> output.matrix(OUTPUT, 1))));
    }

    private void ensemble(Forest forest) {
        text(1, INPUT).text(2, OUTPUT).text(4, "TreeEnsembleRegressor").text(7, "ai.onnx.ml");
        attribute("n_targets", INT, value -> value.integer(3, 1));
        attribute("aggregate_function", STRING, value -> value.text(4, "SUM"));
        attribute("post_transform", STRING, value -> value.text(4, "NONE"));
        attribute("base_values", FLOATS, value -> value.single(7, (float) forest.baseScore()));
        OnnxNodes nodes = new OnnxNodes(forest);
        integers("nodes_treeids", nodes.tree());
        integers("nodes_nodeids", nodes.id());
        integers("nodes_featureids", nodes.feature());
        integers("nodes_truenodeids", nodes.left());
        integers("nodes_falsenodeids", nodes.right());
        integers("nodes_missing_value_tracks_true", nodes.missingLeft());
        singles("nodes_values", nodes.threshold());
        attribute("nodes_modes", STRINGS, value -> {
            for (int node = 0; node < forest.nodes(); node++) {
                value.text(9, forest.isLeaf(node) ? "LEAF" : "BRANCH_LEQ");
            }
        });
        integers("target_treeids", nodes.leafTree());
        integers("target_nodeids", nodes.leafId());
        integers("target_ids", new int[nodes.leafId().length]);
        singles("target_weights", nodes.leafValue());
    }

    private void matrix(String name, int columns) {
        text(1, name);
        part(
                2,
                type -> type.part(
                        1, tensor -> tensor.integer(1, FLOAT).part(2, shape -> shape.part(1, rows -> rows.text(2, "n"))
                                .part(1, width -> width.integer(1, columns)))));
    }

    private void integers(String name, int[] numbers) {
        attribute(name, INTS, value -> {
            for (int number : numbers) {
                value.integer(8, number);
            }
        });
    }

    private void singles(String name, float[] numbers) {
        attribute(name, FLOATS, value -> {
            for (float number : numbers) {
                value.single(7, number);
            }
        });
    }

    private void attribute(String name, int type, Consumer<OnnxModel> value) {
        part(5, attribute -> {
            attribute.text(1, name).integer(20, type);
            value.accept(attribute);
        });
    }

    private static byte[] message(Consumer<OnnxModel> content) {
        OnnxModel message = new OnnxModel();
        content.accept(message);
        return message.out.toByteArray();
    }

    private OnnxModel part(int field, Consumer<OnnxModel> content) {
        return bytes(field, message(content));
    }

    private OnnxModel text(int field, String text) {
        return bytes(field, text.getBytes(StandardCharsets.UTF_8));
    }

    private OnnxModel bytes(int field, byte[] content) {
        varint((long) field << 3 | 2);
        varint(content.length);
        out.writeBytes(content);
        return this;
    }

    private OnnxModel integer(int field, long number) {
        varint((long) field << 3);
        varint(number);
        return this;
    }

    private OnnxModel single(int field, float number) {
        varint((long) field << 3 | 5);
        int bits = Float.floatToIntBits(number);
        for (int shift = 0; shift < 32; shift += 8) {
            out.write(bits >>> shift);
        }
        return this;
    }

    private void varint(long number) {
        long left = number;
        while ((left & ~0x7FL) != 0) {
            out.write((int) (left & 0x7F | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
    }
}
