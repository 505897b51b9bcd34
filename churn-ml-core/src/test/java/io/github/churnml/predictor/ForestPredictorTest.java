package io.github.churnml.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.churnml.forest.Forest;
import io.github.churnml.forest.ForestBuilder;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForestPredictorTest {

    private static Forest forest() {
        SplittableRandom random = new SplittableRandom(6);
        ForestBuilder builder = new ForestBuilder(3, 0.25);
        for (int tree = 0; tree < 50; tree++) {
            builder.startTree();
            int root = builder.splitAt(tree % 3, random.nextDouble(), tree % 2 == 0, 10, 1);
            int split = builder.splitAt((tree + 1) % 3, random.nextDouble(), true, 5, 1);
            builder.children(root, split, builder.leaf(random.nextDouble(), 5));
            builder.children(split, builder.leaf(random.nextDouble(), 2), builder.leaf(-random.nextDouble(), 3));
        }
        return builder.build();
    }

    @Test
    void kernel_rowAfterRow_hasTheBitsOfThePlainWayBeforeAndAfterCompiling() {
        ForestPredictor predictor = new ForestPredictor(forest());
        Kernel kernel = predictor.kernel();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 600; i++) {
            double[] row = {random.nextDouble(), random.nextDouble(), i % 5 == 0 ? Double.NaN : random.nextDouble()};
            assertThat(kernel.logOdds(row)).isEqualTo(predictor.logOdds(row));
            if (i % 50 == 0) {
                assertThat(predictor.kernel().logOdds(row)).isEqualTo(predictor.logOdds(row));
            }
        }
    }

    @Test
    void kernel_batchesOfAnySize_haveTheBitsOfThePlainWay() {
        for (int size : new int[] {0, 1, 100, 256, 257, 1000}) {
            ForestPredictor predictor = new ForestPredictor(forest());
            Kernel kernel = predictor.kernel();
            double[] rows = new SplittableRandom(size).doubles(3 * 1000).toArray();
            double[] into = new double[size];
            for (int time = 0; time < 3; time++) {
                kernel.logOdds(rows, size, into);
                for (int i = 0; i < size; i++) {
                    double[] row = {rows[3 * i], rows[3 * i + 1], rows[3 * i + 2]};
                    assertThat(into[i]).isEqualTo(predictor.logOdds(row));
                }
            }
        }
    }

    @Test
    void scorer_manyThreads_isCompiledOnce() {
        ForestPredictor predictor = new ForestPredictor(forest());
        assertThat(IntStream.range(0, 64)
                        .parallel()
                        .mapToObj(i -> System.identityHashCode(predictor.scorer()))
                        .distinct())
                .hasSize(1);
        assertThat(predictor.scorer().describe()).startsWith("masks: 50 trees, 3 features");
    }

    @Test
    void kernel_rowOfAnotherLength_isRefusedBeforeAndAfterCompiling() {
        ForestPredictor predictor = new ForestPredictor(forest());
        for (int time = 0; time < 2; time++) {
            Kernel kernel = predictor.kernel();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> kernel.logOdds(new double[2]))
                    .withMessage("a row of 2 values for 3 features");
            assertThatIllegalArgumentException().isThrownBy(() -> kernel.logOdds(new double[5], 2, new double[2]));
            predictor.scorer();
        }
    }
}
