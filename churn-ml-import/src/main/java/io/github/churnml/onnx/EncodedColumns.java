package io.github.churnml.onnx;

import io.github.churnml.onnx.EncodingNodes.Features;
import java.util.ArrayList;
import java.util.List;

/** The features of a member, all at once or one at a time; a column is only cut out of its block if it is asked for. */
final class EncodedColumns {

    private final Graph graph;
    private final List<Features> blocks;
    private final List<Integer> blockOf = new ArrayList<>();
    private final List<Integer> placeIn = new ArrayList<>();

    EncodedColumns(Graph graph, List<Features> blocks) {
        this.graph = graph;
        this.blocks = blocks;
        for (int block = 0; block < blocks.size(); block++) {
            for (int i = 0; i < blocks.get(block).width(); i++) {
                blockOf.add(block);
                placeIn.add(i);
            }
        }
    }

    /** All of them, {@code [N, features]}. */
    String all() {
        return graph.beside(blocks.stream().map(Features::value).toList());
    }

    /** One of them, {@code [N, 1]}. */
    String at(int feature) {
        Features block = blocks.get(blockOf.get(feature));
        return block.width() == 1
                ? block.value()
                : graph.op("Gather", "axis", 1, block.value(), graph.wholes(new long[] {placeIn.get(feature)}, 1));
    }

    /** Why its last bits may differ from ours; empty if they do not. */
    String rounded(int feature) {
        return blocks.get(blockOf.get(feature)).rounded();
    }
}
