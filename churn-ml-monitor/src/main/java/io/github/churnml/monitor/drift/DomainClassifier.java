package io.github.churnml.monitor.drift;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Progress;
import io.github.churnml.data.read.HiddenNumbers;
import io.github.churnml.data.read.MissingMarkers;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.Tables;
import io.github.churnml.data.split.Division;
import io.github.churnml.data.split.Split;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.metrics.RocAuc;
import io.github.churnml.prepare.Preparation;
import io.github.churnml.recipe.Recipe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells drift that no single column shows: a learner is asked to tell the rows of two tables apart, and judged on rows that
 * it has not seen. If it cannot (ROC-AUC 0.5), the tables are alike in all that it can learn, columns together included (D.
 * Lopez-Paz and M. Oquab, "Revisiting classifier two-sample tests", ICLR 2017).
 */
public final class DomainClassifier {

    private static final int FOLDS = 5;
    private static final int LEAST_ROWS = 100;
    private static final int MOST_COLUMNS = 10;
    private static final String SIDE = "which table";

    private final ChurnPipeline pipeline;

    private DomainClassifier(ChurnPipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** {@return one that learns as a pipeline does by default} */
    public static DomainClassifier standard() {
        return of(ChurnPipeline.builder().target(SIDE).build());
    }

    /**
     * One that learns as a pipeline does.
     *
     * @param pipeline how rows are prepared, encoded and learnt from; its target, excluded columns and derived features do not
     *     matter
     * @return the classifier
     */
    public static DomainClassifier of(ChurnPipeline pipeline) {
        return new DomainClassifier(pipeline);
    }

    /**
     * How well two tables can be told apart.
     *
     * @param rocAuc of rows in five folds that were not learnt from: 0.5 if the tables are alike, 1 if every row shows where
     *     it comes from
     * @param byChance what the ROC-AUC of alike tables of these sizes stays below in 99.5 % of cases (H. B. Mann and D. R.
     *     Whitney 1947)
     * @param columns the columns that tell the tables apart, with their shares of what was learnt, greatest first; at most ten
     */
    public record Difference(double rocAuc, double byChance, Map<String, Double> columns) {

        /**
         * Keeps the order.
         *
         * @param rocAuc of rows that were not learnt from
         * @param byChance what it stays below by chance
         * @param columns the columns with their shares
         */
        public Difference {
            columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        }

        /** {@return whether chance does not explain how well the tables can be told apart} */
        public boolean isSure() {
            return rocAuc > byChance;
        }
    }

    /**
     * Tries to tell two tables apart. Time and memory grow with the rows: some thousand of each are enough.
     *
     * @param reference a table
     * @param current another; columns that not both have are left out
     * @param excluded columns that are left out too
     * @param seed decides which rows go into which fold
     * @return how well that went
     * @throws DataException if one of them has fewer than 100 rows, or they share no column
     */
    public Difference compare(Dataset reference, Dataset current, Set<String> excluded, long seed) {
        int fewer = Math.min(reference.rows(), current.rows());
        if (fewer < LEAST_ROWS) {
            throw new DataException(
                    "One of the tables has " + fewer + " rows where " + LEAST_ROWS + " are needed to tell them apart.",
                    "Maybe wait for more rows.",
                    Where.nowhere());
        }
        Dataset both = both(numbers(reference), numbers(current), excluded);
        int[] labels = new int[both.rows()];
        Arrays.fill(labels, reference.rows(), labels.length, 1);
        Preparation preparation =
                new Preparation(pipeline.clean(), List.of(), pipeline.impute(), Set.of(SIDE), Map.of());
        Recipe recipe = new Recipe(
                        preparation, pipeline.balance(), pipeline.correctPrior(), pipeline.encode(), pipeline.learner())
                .surveyed(both);
        return judge(recipe, both, labels, seed);
    }

    private static Difference judge(Recipe recipe, Dataset both, int[] labels, long seed) {
        double auc = 0;
        Map<String, Double> shares = new HashMap<>();
        for (Division split : Split.stratified().folds(both, labels, FOLDS, seed)) {
            int[] learnt = labels(labels, split.train());
            Recipe.Fit fit = recipe.fit(both.select(split.train()), learnt, seed, Progress.none());
            double[] scores = fit.fitted().logOdds(both.select(split.test()));
            auc += RocAuc.of(labels(labels, split.test()), scores) / FOLDS;
            fit.fitted().importances().forEach((name, share) -> shares.merge(name, share / FOLDS, Double::sum));
        }
        Map<String, Double> columns = new LinkedHashMap<>();
        shares.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_COLUMNS)
                .forEach(entry -> columns.put(entry.getKey(), entry.getValue()));
        double positives = Arrays.stream(labels).sum();
        double negatives = labels.length - positives;
        double deviation = Math.sqrt((positives + negatives + 1) / (12 * positives * negatives));
        // Folds are judged by models that share most of their rows, which makes their mean vary more than that of one.
        return new Difference(auc, 0.5 + 2.5758293035489 * Math.sqrt(2) * deviation, columns);
    }

    private static int[] labels(int[] all, int[] rows) {
        return Arrays.stream(rows).map(row -> all[row]).toArray();
    }

    /** Each table's formatted numbers as that table writes them. */
    private Dataset numbers(Dataset table) {
        MissingMarkers missing = MissingMarkers.standard();
        return pipeline.clean().hiddenNumbers()
                ? HiddenNumbers.asNumbers(table, HiddenNumbers.in(table, missing, Set.of()), missing)
                : table;
    }

    /** The rows of both, one table after the other, read as text so that types are those of all rows together. */
    private static Dataset both(Dataset reference, Dataset current, Set<String> excluded) {
        List<String> shared = new ArrayList<>();
        for (Column column : reference.columns()) {
            boolean ours = column.type().isNumber() || column.type().isCoded();
            if (ours
                    && !excluded.contains(column.name())
                    && current.find(column.name()).isPresent()) {
                shared.add(column.name());
            }
        }
        if (shared.isEmpty()) {
            throw new DataException(
                    "The tables share no column of numbers, dates or levels.",
                    "Maybe they are different tables; the reference has "
                            + Wording.names(reference.columns().stream()
                                    .map(Column::name)
                                    .toList()) + ".",
                    Where.nowhere());
        }
        List<@Nullable String[]> rows = new ArrayList<>();
        for (Dataset table : List.of(reference, current)) {
            List<Column> columns = shared.stream().map(table::column).toList();
            for (int row = 0; row < table.rows(); row++) {
                @Nullable String[] texts = new String[shared.size()];
                for (int i = 0; i < texts.length; i++) {
                    texts[i] = columns.get(i).text(row);
                }
                rows.add(texts);
            }
        }
        List<Column> columns = new ArrayList<>(
                Tables.ofTexts(shared, rows, ReadOptions.standard()).columns());
        int[] sides = new int[rows.size()];
        Arrays.fill(sides, reference.rows(), sides.length, 1);
        columns.add(CodedColumn.of(SIDE, ColumnType.CATEGORICAL, sides, List.of("reference", "new")));
        return Dataset.of(columns);
    }
}
