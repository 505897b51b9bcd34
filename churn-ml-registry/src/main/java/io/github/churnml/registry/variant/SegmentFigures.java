package io.github.churnml.registry.variant;

import io.github.churnml.metrics.LogLoss;
import io.github.churnml.metrics.RocAuc;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How the model of all customers and another do on the same rows of one segment, none of which they have learnt from.
 *
 * @param rows how many rows
 * @param leavers how many of them left
 * @param pooledRocAuc the area under the ROC curve of the model of all customers; {@code NaN} where only one class is there
 * @param otherRocAuc that of the other
 * @param pooledLogLoss the log loss of the model of all customers
 * @param otherLogLoss that of the other
 * @param gain by how much the other's log loss is lower
 */
public record SegmentFigures(
        long rows,
        long leavers,
        double pooledRocAuc,
        double otherRocAuc,
        double pooledLogLoss,
        double otherLogLoss,
        PairedGain gain) {

    /**
     * Compares two models on rows of one segment.
     *
     * @param labels 1 for customers who left, 0 for those who stayed; at least one
     * @param pooled the probabilities of the model of all customers
     * @param other those of the other
     * @param customers one number per row, the same for rows of one customer
     * @param level how sure the interval is
     * @return the figures
     */
    static SegmentFigures of(int[] labels, double[] pooled, double[] other, int[] customers, double level) {
        int left = IntStream.of(labels).sum();
        boolean both = left > 0 && left < labels.length;
        return new SegmentFigures(
                labels.length,
                left,
                both ? RocAuc.of(labels, pooled) : Double.NaN,
                both ? RocAuc.of(labels, other) : Double.NaN,
                LogLoss.of(labels, pooled),
                LogLoss.of(labels, other),
                PairedGain.of(labels, pooled, other, customers, level));
    }

    /** {@return the figures for JSON; null for areas that are not known} */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rows", rows);
        json.put("leavers", leavers);
        json.put("pooled_roc_auc", Double.isNaN(pooledRocAuc) ? null : pooledRocAuc);
        json.put("other_roc_auc", Double.isNaN(otherRocAuc) ? null : otherRocAuc);
        json.put("pooled_log_loss", pooledLogLoss);
        json.put("other_log_loss", otherLogLoss);
        json.put("gain", gain.json());
        return json;
    }
}
