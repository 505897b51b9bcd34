package io.github.churnml.onnx;

import java.nio.file.Path;

/**
 * Where an exported model was written.
 *
 * @param graph the ONNX file
 * @param description the JSON beside it, whose name is that of the ONNX file and {@code .json}
 */
public record OnnxFiles(Path graph, Path description) {

    /** What is added to the name of an ONNX file to name the JSON beside it. */
    public static final String ENDING = ".json";

    /**
     * The files of an ONNX file's path.
     *
     * @param graph the ONNX file
     * @return it, and the path of the JSON beside it
     */
    public static OnnxFiles of(Path graph) {
        return new OnnxFiles(graph, graph.resolveSibling(graph.getFileName() + ENDING));
    }
}
