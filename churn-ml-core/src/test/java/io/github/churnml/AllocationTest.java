package io.github.churnml;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.decide.Calibrator;
import io.github.churnml.decide.DecisionRule;
import io.github.churnml.decide.VennAbers;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.PlainLogistic;
import io.github.churnml.learn.PlainNetwork;
import io.github.churnml.model.ModelContents;
import io.github.churnml.prepare.Input;
import io.github.churnml.recipe.FittedRecipe;
import io.github.churnml.recipe.Member;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What scoring a row makes on the heap: nothing, once it has been compiled. Bytes are counted by the JVM, not timed. */
class AllocationTest {

    private static final int ROWS = 200;
    private static final int WARM = 40_000;
    private static final int MEASURED = 20_000;
    private static final int ATTEMPTS = 5;

    private static Dataset data;
    private static ThreadMXBean threads;

    enum Kind {
        FOREST {
            @Override
            Learner learner() {
                return SmallModel.boosting();
            }
        },
        LINEAR {
            @Override
            Learner learner() {
                return new PlainLogistic();
            }
        },
        NETWORK {
            @Override
            Learner learner() {
                return new PlainNetwork(16);
            }
        };

        abstract Learner learner();
    }

    @BeforeAll
    static void findOutWhatTheJvmCounts() {
        Assumptions.assumeTrue(
                ManagementFactory.getThreadMXBean() instanceof ThreadMXBean counting
                        && counting.isThreadAllocatedMemorySupported(),
                "skipped: this JVM does not count the bytes that a thread allocates");
        threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        threads.setThreadAllocatedMemoryEnabled(true);
        data = SmallModel.customers(900, 17);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void rowBuffer_withEveryStep_allocatesNothing(Kind kind) {
        Scorer scorer = RichModel.of(kind.learner(), data).scorer();
        List<String> names = scorer.inputs().stream().map(Input::name).toList();
        @Nullable Object[][] values = known(scorer);
        RowBuffer row = scorer.newRow();
        assertAllocatesNothing(i -> {
            for (int j = 0; j < names.size(); j++) {
                row.set(names.get(j), values[i][j]);
            }
            return scorer.probability(row);
        });
        boolean[] number = new boolean[names.size()];
        double[][] numbers = new double[ROWS][names.size()];
        for (int j = 0; j < number.length; j++) {
            number[j] = scorer.inputs().get(j).levels().isEmpty();
            for (int i = 0; number[j] && i < ROWS; i++) {
                numbers[i][j] = scorer.inputs().get(j).read(values[i][j], 0);
            }
        }
        int whole = scorer.column("tenure_months");
        int flag = scorer.column("autopay");
        assertAllocatesNothing(i -> {
            for (int j = 0; j < number.length; j++) {
                if (number[j]) {
                    row.set(j, numbers[i][j]);
                } else {
                    row.set(j, values[i][j]);
                }
            }
            row.set(whole, i).set(flag, i % 2 == 0).set("promo", true).setMissing("region");
            return scorer.probability(row);
        });
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void mapsRecordsAndPlainText_allocateNothingOfTheirOwn(Kind kind) {
        Scorer scorer = RichModel.of(kind.learner(), data).scorer();
        @Nullable Object[][] values = known(scorer);
        List<String> names = scorer.inputs().stream().map(Input::name).toList();
        List<Map<String, @Nullable Object>> maps = new ArrayList<>();
        List<List<String>> lines = new ArrayList<>();
        for (@Nullable Object[] row : values) {
            Map<String, @Nullable Object> map = new java.util.HashMap<>();
            List<String> line = new ArrayList<>();
            for (int j = 0; j < row.length; j++) {
                map.put(names.get(j), row[j]);
                // A date is taken apart character by character, in a copy.
                boolean date = scorer.inputs().get(j).type() == ColumnType.DATE;
                line.add(row[j] == null || date ? "" : row[j].toString());
            }
            maps.add(map);
            lines.add(line);
        }
        List<Subscriber> subscribers = maps.stream().map(Subscriber::of).toList();
        RecordScorer<Subscriber> records = scorer.forRecords(Subscriber.class);
        RowScorer texts = scorer.forColumns(names);
        assertAllocatesNothing(i -> scorer.probability(maps.get(i)));
        assertAllocatesNothing(i -> records.probability(subscribers.get(i)));
        assertAllocatesNothing(i -> texts.probability(lines.get(i), i));
    }

    /** A blend of all kinds, calibrated and with an interval, which the probability alone does not ask for. */
    @Test
    void rowBuffer_ofSeveralMembers_allocatesNothing() {
        ChurnModel forest = RichModel.of(SmallModel.boosting(), data);
        List<Member> members = Arrays.stream(Kind.values())
                .map(kind ->
                        RichModel.of(kind.learner(), data).fitted().members().get(0))
                .map(member -> member.withWeight(1.0 / Kind.values().length))
                .toList();
        FittedRecipe fitted = new FittedRecipe(forest.fitted().preparation(), members);
        VennAbers predictor = VennAbers.fit(new double[] {-2, -1, 0, 1}, new int[] {0, 1, 0, 1});
        DecisionRule rule = DecisionRule.of(forest.target(), Calibrator.of("isotonic", -2, -0.5, 1, -3, -1, 2), 0.5)
                .with(predictor);
        Scorer scorer = new ChurnModel(
                        new ModelContents(forest.manifest(), fitted, rule, forest.referenceProfile()), List.of())
                .scorer();
        List<String> names = scorer.inputs().stream().map(Input::name).toList();
        @Nullable Object[][] values = known(scorer);
        RowBuffer row = scorer.newRow();
        assertAllocatesNothing(i -> {
            for (int j = 0; j < names.size(); j++) {
                row.set(names.get(j), values[i][j]);
            }
            return scorer.probability(row);
        });
        double[] logOdds = fitted.logOdds(data);
        assertAllocatesNothing(i -> predictor.low(logOdds[i]) + predictor.high(logOdds[i]));
    }

    /** Customers whose levels are spelt as they were in training. */
    private static @Nullable Object[][] known(Scorer scorer) {
        return IntStream.range(0, ROWS)
                .mapToObj(i -> {
                    Map<String, @Nullable Object> row = Subscriber.values(data, scorer, i);
                    return scorer.inputs().stream()
                            .map(input -> known(input, row.get(input.name())))
                            .toArray();
                })
                .toArray(Object[][]::new);
    }

    private static @Nullable Object known(Input input, @Nullable Object value) {
        if (input.levels().isEmpty() || value == null) {
            return value;
        }
        double code = input.read(value, 0);
        return code < 0 ? null : input.levels().get((int) code);
    }

    /** Warms up until the compiler has done its work, which may take more than one attempt on a busy machine. */
    private static void assertAllocatesNothing(IntToDoubleFunction score) {
        double bytes = Double.MAX_VALUE;
        double sum = 0;
        for (int attempt = 0; attempt < ATTEMPTS && bytes >= 1; attempt++) {
            sum += run(score, WARM);
            long thread = Thread.currentThread().getId();
            long before = threads.getThreadAllocatedBytes(thread);
            sum += run(score, MEASURED);
            bytes = (threads.getThreadAllocatedBytes(thread) - before) / (double) MEASURED;
        }
        assertThat(sum).isPositive();
        assertThat(bytes).as("bytes per row").isLessThan(1);
    }

    private static double run(IntToDoubleFunction score, int rows) {
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            sum += score.applyAsDouble(i % ROWS);
        }
        return sum;
    }
}
