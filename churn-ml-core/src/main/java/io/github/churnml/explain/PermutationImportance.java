package io.github.churnml.explain;

import io.github.churnml.metrics.Estimate;
import io.github.churnml.metrics.Metric;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much worse a model does once a column is shuffled, so that it says nothing of the customer any more (L. Breiman,
 * Random Forests, Machine Learning 45, 2001, section 10). The model stays as it is, hence this is about what the model
 * relies on, not about what could be learnt without the column.
 *
 * <p>A column's drop is the mean over all repeats of what its shuffling costs on the table's rows. The interval is at the
 * level 0.95 and tells what drops are to be expected of a single shuffle on other customers like these: in each repeat, drop
 * and shuffle are also measured on rows drawn with replacement, churners and stayers apart, and the interval is the drop
 * ± 1.96 standard deviations of these. It is a little too wide rather than too narrow, as the mean over all repeats is
 * steadier than a single shuffle. Where an interval holds 0, the column may as well not matter.
 *
 * <p><strong>Columns that go together</strong> share what they know: with one shuffled, the model still has the others, so
 * each may look unimportant while together they are not. Shuffling also makes customers that cannot exist, such as a tenure of
 * 60 months with total charges of one, and what the model says of those counts (A. Fisher, C. Rudin and F. Dominici, Journal of
 * Machine Learning Research 20, 2019; G. Hooker, L. Mentch and S. Zhou, Statistics and Computing 31, 2021). A raw column is
 * shuffled before anything is derived from it.
 *
 * @param metric what was measured
 * @param score the metric on the rows as they are
 * @param rows how many rows with a known outcome there were
 * @param repeats how often each column was shuffled
 * @param drops for each raw column that the model needs, by how much the metric got worse, largest first: above 0 where the
 *     column helps, also where a lower metric is better
 */
public record PermutationImportance(Metric metric, double score, int rows, int repeats, Map<String, Estimate> drops) {

    /** How often each column is shuffled, unless told otherwise. */
    public static final int REPEATS = 20;

    /** Copies the map, keeping its order. */
    public PermutationImportance {
        drops = Collections.unmodifiableMap(new LinkedHashMap<>(drops));
    }
}
