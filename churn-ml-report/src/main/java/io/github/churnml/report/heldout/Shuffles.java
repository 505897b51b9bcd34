package io.github.churnml.report.heldout;

import io.github.churnml.ChurnModel;
import io.github.churnml.explain.PermutationImportance;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.metrics.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How much worse the model does once a column is shuffled: {@link PermutationImportance} of a bounded number of rows, so that it
 * takes about as long for a large table as for a small one.
 *
 * <p>No API: public for the pages of this module alone, and may change at any time.
 *
 * @param measured the drops; null where there are too many columns, or too few rows
 * @param of how many rows were held out
 */
public record Shuffles(@Nullable PermutationImportance measured, int of) {

    private static final int REPEATS = 5;
    private static final int MOST_ROWS = 5_000;
    private static final int FEWEST_ROWS = 200;
    private static final int FEWEST_COLUMNS = 4;
    private static final int MOST_SCORES = 250_000;

    /** Of the rows held out, at most so many that all shuffles together score 250,000. */
    static Shuffles of(ChurnModel model, SomeRows rows) {
        int most = MOST_SCORES / REPEATS / Math.max(1, model.inputs().size());
        if (most < FEWEST_ROWS) {
            return new Shuffles(null, rows.count());
        }
        long seed = model.manifest().seed();
        SomeRows drawn = rows.draw(Math.min(MOST_ROWS, most), seed);
        boolean bothClasses = drawn.labels().length > 0
                && Arrays.stream(drawn.labels()).distinct().count() == 2;
        return new Shuffles(
                bothClasses ? model.permutationImportance(drawn.data(), Metric.ROC_AUC, REPEATS) : null, rows.count());
    }

    /** The raw columns, those that matter most first. */
    Optional<List<String>> columns() {
        return Optional.ofNullable(measured)
                .map(known -> List.copyOf(known.drops().keySet()));
    }

    /** The first four of the columns, and of the others those that are known to matter. */
    List<String> mattering(List<String> columns) {
        Map<String, Estimate> drops = measured == null ? Map.of() : measured.drops();
        return IntStream.range(0, columns.size())
                .filter(place -> place < FEWEST_COLUMNS || matters(drops.get(columns.get(place))))
                .mapToObj(columns::get)
                .toList();
    }

    private static boolean matters(@Nullable Estimate drop) {
        return drop == null || drop.low() > 0;
    }
}
