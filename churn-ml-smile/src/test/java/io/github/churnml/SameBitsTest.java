package io.github.churnml;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.neural.MultilayerPerceptron;
import io.github.churnml.learn.smile.SmileLogisticRegression;
import io.github.churnml.predictor.LogOdds;
import io.github.churnml.prepare.FittedPreparation;
import io.github.churnml.prepare.Input;
import io.github.churnml.recipe.FittedRecipe;
import io.github.churnml.recipe.Member;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The same customer gives the same bits, however he is given, and by whichever thread. */
class SameBitsTest {

    private static final Dataset DATA = SmallModel.customers(900, 17);
    private static final List<ChurnModel> MODELS = List.of(
            RichModel.of(SmallModel.boosting(), DATA),
            RichModel.of(SmileLogisticRegression.builder().build(), DATA),
            SmallModel.of(network(), DATA));

    private static final List<String> ODD_LEVELS =
            List.of("", "NA", "?", "-999", "m2m", " M2M", "never seen", "1", "true");
    private static final List<String> ODD_NUMBERS = List.of(
            "", "n/a", "-", "-999", "-999.0", "$12.50", "1,234.5", "1e2", " 7 ", "-0", "00012", "0.1", "99999999");
    private static final List<String> ODD_DATES =
            List.of("", "NaN", "2024-02-29", "1969-12-31", "2025-01-31T23:59:59Z", " 2026-01-01 ");

    private static Learner network() {
        return MultilayerPerceptron.builder().build();
    }

    @Property(tries = 60)
    void textByEveryWay_givesTheBitsOfThePlainSteps(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ChurnModel model = MODELS.get(random.nextInt(MODELS.size()));
        Scorer scorer = model.scorer();
        List<List<String>> rows = IntStream.range(0, 5)
                .mapToObj(i -> scorer.inputs().stream()
                        .map(input -> text(input, random))
                        .toList())
                .toList();
        RowScorer lines = scorer.forColumns(names(scorer));
        RowBuffer buffer = scorer.newRow();
        Predictions table = scorer.score(table(scorer, rows));
        for (int i = 0; i < rows.size(); i++) {
            double expected = plain(model.fitted(), rows.get(i));
            Map<String, String> map = new HashMap<>();
            for (int j = 0; j < rows.get(i).size(); j++) {
                map.put(names(scorer).get(j), rows.get(i).get(j));
            }
            assertThat(scorer.probability(map)).isEqualTo(expected);
            assertThat(scorer.score(map).probability()).isEqualTo(expected);
            assertThat(scorer.score(rows.get(i).toArray()).probability()).isEqualTo(expected);
            assertThat(lines.probability(rows.get(i), 1)).isEqualTo(expected);
            assertThat(lines.score(rows.get(i), 1)).isEqualTo(scorer.score(map));
            map.forEach(buffer::set);
            assertThat(scorer.probability(buffer)).isEqualTo(expected);
            assertThat(scorer.score(buffer)).isEqualTo(scorer.score(map));
            assertThat(table.probability(i)).isEqualTo(expected);
        }
    }

    @Test
    void valuesByEveryWay_giveTheBitsOfTheTable() {
        for (ChurnModel model : MODELS) {
            Scorer scorer = model.scorer();
            RecordScorer<Subscriber> records = scorer.forRecords(Subscriber.class);
            RowBuffer row = scorer.newRow();
            Predictions table = scorer.score(DATA);
            for (int i = 0; i < 300; i++) {
                Map<String, @Nullable Object> values = Subscriber.values(DATA, scorer, i);
                double expected = table.probability(i);
                assertThat(scorer.probability(values)).isEqualTo(expected);
                assertThat(records.probability(Subscriber.of(values))).isEqualTo(expected);
                assertThat(records.score(Subscriber.of(values))).isEqualTo(scorer.score(values));
                for (int j = 0; j < scorer.inputs().size(); j++) {
                    Input input = scorer.inputs().get(j);
                    Object value = values.get(input.name());
                    if (input.levels().isEmpty()) {
                        row.set(j, input.read(value, 0));
                    } else {
                        row.set(j, value);
                    }
                }
                assertThat(scorer.probability(row)).isEqualTo(expected);
            }
        }
    }

    @Test
    void manyThreads_shareAScorer() throws Exception {
        Scorer scorer = MODELS.get(0).scorer();
        Predictions table = scorer.score(DATA);
        RecordScorer<Subscriber> records = scorer.forRecords(Subscriber.class);
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Future<Integer>> wrong = threads.invokeAll(IntStream.range(0, 64)
                    .mapToObj(t -> (Callable<Integer>) () -> {
                        int differing = 0;
                        RowBuffer row = scorer.newRow();
                        for (int i = t; i < DATA.rows(); i += 16) {
                            Map<String, @Nullable Object> values = Subscriber.values(DATA, scorer, i);
                            values.forEach(row::set);
                            double expected = table.probability(i);
                            differing += scorer.probability(values) == expected ? 0 : 1;
                            differing += scorer.probability(row) == expected ? 0 : 1;
                            differing += records.probability(Subscriber.of(values)) == expected ? 0 : 1;
                        }
                        return differing;
                    })
                    .toList());
            for (Future<Integer> differing : wrong) {
                assertThat(differing.get()).isZero();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** A map that asks the scorer about another customer whenever it is asked for a value. */
    @Test
    void scoreWithinAScore_hasWorkSpaceOfItsOwn() {
        Scorer scorer = MODELS.get(1).scorer();
        Predictions table = scorer.score(DATA);
        for (int i = 0; i < 20; i++) {
            Map<String, @Nullable Object> values = Subscriber.values(DATA, scorer, i);
            Map<String, @Nullable Object> other = Subscriber.values(DATA, scorer, i + 1);
            double inner = table.probability(i + 1);
            Map<String, Object> asking = new AbstractMap<>() {
                @Override
                public @Nullable Object get(@Nullable Object key) {
                    assertThat(scorer.probability(other)).isEqualTo(inner);
                    return values.get(key);
                }

                @Override
                public boolean containsKey(@Nullable Object key) {
                    return values.containsKey(key);
                }

                @Override
                public Set<Entry<String, Object>> entrySet() {
                    throw new UnsupportedOperationException();
                }
            };
            assertThat(scorer.probability(asking)).isEqualTo(table.probability(i));
        }
    }

    /** The oracle: the steps one by one, as their own documentation says, in fresh arrays. */
    private static double plain(FittedRecipe recipe, List<String> values) {
        FittedPreparation preparation = recipe.preparation();
        double[] row = new double[preparation.variables().size()];
        for (int j = 0; j < values.size(); j++) {
            row[j] = preparation.inputs().get(j).read(values.get(j), 0);
        }
        preparation.apply(row);
        double sum = 0;
        for (Member member : recipe.members()) {
            double[] features = new double[member.encoding().features().size()];
            member.encoding().encode(row, features);
            sum += member.predictor().logOdds(features) + member.offset();
        }
        return LogOdds.toProbability(sum / recipe.members().size());
    }

    private static String text(Input input, SplittableRandom random) {
        if (random.nextInt(3) == 0) {
            List<String> odd =
                    !input.levels().isEmpty() ? ODD_LEVELS : input.type() == ColumnType.DATE ? ODD_DATES : ODD_NUMBERS;
            // Only a column whose training rows wore a dress is undressed.
            String text = odd.get(random.nextInt(odd.size()));
            return text.matches("[$].*|.*,.*") && !input.name().equals("monthly_charge") ? "12.5" : text;
        }
        String text = DATA.column(input.name()).text(random.nextInt(DATA.rows()));
        return text == null ? "" : random.nextInt(6) == 0 ? " " + text : text;
    }

    /** The rows as a reader would type them: text in columns of levels, numbers where all of a column are. */
    private static Dataset table(Scorer scorer, List<List<String>> rows) {
        List<Column> columns = new ArrayList<>();
        for (int j = 0; j < scorer.inputs().size(); j++) {
            int column = j;
            Input input = scorer.inputs().get(j);
            List<String> texts = rows.stream().map(row -> row.get(column)).toList();
            if (input.type() == ColumnType.NUMERIC && j % 2 == 0) {
                double[] numbers =
                        texts.stream().mapToDouble(text -> input.read(text, 0)).toArray();
                columns.add(NumericColumn.of(input.name(), ColumnType.NUMERIC, numbers));
            } else {
                List<String> levels = List.copyOf(new LinkedHashSet<>(texts));
                int[] codes = texts.stream().mapToInt(levels::indexOf).toArray();
                columns.add(CodedColumn.of(input.name(), ColumnType.CATEGORICAL, codes, levels));
            }
        }
        return Dataset.of(columns);
    }

    private static List<String> names(Scorer scorer) {
        return scorer.inputs().stream().map(Input::name).toList();
    }
}
