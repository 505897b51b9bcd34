package io.github.churnml.registry.gate;

import io.github.churnml.ChurnModel;
import io.github.churnml.Scorer;
import io.github.churnml.data.Column;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Numbers;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.prepare.Input;
import io.github.churnml.registry.GateResult;
import io.github.churnml.registry.GoldenRows;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges a model without outcomes: the scores it must give, its size and its speed. */
final class ModelJudge {

    private static final int TIMED_ROWS = 1000;
    private static final int WARM_UPS = 20;
    private static final int REPEATS = 15;

    private final ChurnModel model;

    ModelJudge(ChurnModel model) {
        this.model = model;
    }

    GateResult goldenRows(GoldenRows rows) {
        int differences = rows.differences(model);
        return new GateResult(
                "golden rows",
                (double) differences,
                0.0,
                differences == 0,
                differences == 0
                        ? "all " + rows.size() + " score as recorded, to the bit"
                        : differences + " of " + rows.size() + " score otherwise than when it was registered");
    }

    /**
     * Scores a table that says what must be predicted.
     *
     * @throws ConfigurationException if the table is not there
     * @throws DataException if it lacks a column, or an expected probability is none
     */
    GateResult golden(GoldenFile golden) {
        if (!Files.exists(golden.file())) {
            throw new ConfigurationException(
                    "The golden file " + Wording.path(golden.file()) + " that the gates name is not there.",
                    "Maybe the path is wrong: it is looked for beside the gates file.",
                    Where.in(golden.file()));
        }
        Dataset rows = model.read(golden.file(), ReadOptions.standard());
        Column expected = rows.column(golden.column());
        double[] probabilities = model.scorer().score(rows).probabilities();
        double worst = 0;
        int at = 0;
        int off = 0;
        for (int row = 0; row < probabilities.length; row++) {
            double difference = Math.abs(probabilities[row] - expected(golden, expected, row));
            off += difference > golden.tolerance() ? 1 : 0;
            if (difference > worst) {
                worst = difference;
                at = row;
            }
        }
        return new GateResult(
                "golden file",
                worst,
                golden.tolerance(),
                off == 0,
                Wording.count(rows.rows(), "row", "rows")
                        + (off == 0
                                ? ""
                                : ", " + off + " off; most of all row " + (at + 1) + ": "
                                        + Numbers.text(probabilities[at]) + " where " + expected.text(at)
                                        + " is expected"));
    }

    private static double expected(GoldenFile golden, Column column, int row) {
        String text = column.text(row);
        double expected = text == null ? Double.NaN : Numbers.parse(text);
        if (!(expected >= 0 && expected <= 1)) {
            throw new DataException(
                    "Column " + Wording.name(column.name()) + " (row " + (row + 1) + ") of the golden file "
                            + Wording.path(golden.file()) + " holds "
                            + (text == null ? "nothing" : Wording.value(text)) + " where a probability is required.",
                    "Maybe another column holds what is expected: golden: {file: …, column: …}.",
                    new Where(column.name(), row + 1L, golden.file()));
        }
        return expected;
    }

    GateResult bytes(long limit) {
        long size = model.toBytes().length;
        return new GateResult("bytes", (double) size, (double) limit, size <= limit, "");
    }

    /** The median of repeated runs over the first rows, one at a time and on one thread, once the code is warm. */
    GateResult microsPerRow(Dataset data, double limit) {
        List<Map<String, @Nullable Object>> rows = rows(data);
        Scorer scorer = model.scorer().warmUp();
        double sum = 0;
        for (int i = 0; i < WARM_UPS; i++) {
            sum += run(scorer, rows);
        }
        long[] nanos = new long[REPEATS];
        for (int i = 0; i < REPEATS; i++) {
            long start = System.nanoTime();
            sum += run(scorer, rows);
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        double micros = nanos[REPEATS / 2] / 1000.0 / rows.size();
        boolean scored = Double.isFinite(sum); // and so no run may be left out
        return new GateResult(
                "microseconds a row",
                micros,
                limit,
                scored && micros <= limit,
                "median of " + REPEATS + " runs over " + Wording.count(rows.size(), "row", "rows")
                        + " on this machine");
    }

    private static double run(Scorer scorer, List<Map<String, @Nullable Object>> rows) {
        double sum = 0;
        for (Map<String, @Nullable Object> row : rows) {
            sum += scorer.probability(row);
        }
        return sum;
    }

    private List<Map<String, @Nullable Object>> rows(Dataset data) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (int row = 0; row < Math.min(TIMED_ROWS, data.rows()); row++) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            for (Input input : model.inputs()) {
                values.put(input.name(), data.column(input.name()).text(row));
            }
            rows.add(values);
        }
        return rows;
    }
}
