package io.github.churnml.serving.oip;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request of the Open Inference Protocol without its tensors' contents, which stay in the body until they are read.
 *
 * @param id what the caller calls it, or null
 * @param inputs the tensors that are given
 * @param outputs the tensors that are wanted
 */
record OipRequest(@Nullable String id, List<Tensor> inputs, List<OipOutput> outputs) {

    /**
     * A tensor that is given.
     *
     * @param name the column's
     * @param rows how many rows its shape declares
     * @param nested whether its shape has a second side, of 1, so that each value may stand in a list of its own
     * @param datatype what its values are
     * @param data where in the body its contents begin
     */
    record Tensor(String name, int rows, boolean nested, OipDatatype datatype, int data) {}
}
