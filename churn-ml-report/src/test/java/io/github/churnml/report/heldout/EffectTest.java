package io.github.churnml.report.heldout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.SmallModel;
import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.Dataset;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EffectTest {

    private static final Dataset CUSTOMERS = SmallModel.customers(300, 21);
    private static final ChurnModel MODEL = ChurnPipeline.builder()
            .target("churned", "Yes")
            .exclude("customer_id")
            .seed(3)
            .build()
            .fit(CUSTOMERS);
    private static final SomeRows ROWS = new SomeRows(
            CUSTOMERS, new int[300], MODEL.scorer().score(CUSTOMERS).probabilities());

    @Test
    void means_ofALevel_areThoseOfAllCustomersGivenIt() {
        Effect effect = Effect.of(MODEL, ROWS, "contract").orElseThrow();
        CodedColumn contract = (CodedColumn) CUSTOMERS.column("contract");
        for (int place = 0; place < effect.places(); place++) {
            int code = contract.levels().indexOf(effect.levels().get(place));
            int[] all = Collections.nCopies(300, code).stream().mapToInt(i -> i).toArray();
            List<Column> columns = CUSTOMERS.columns().stream()
                    .map(column -> column == contract
                            ? CodedColumn.of("contract", contract.type(), all, contract.levels())
                            : column)
                    .map(Column.class::cast)
                    .toList();
            double[] said = MODEL.scorer().score(Dataset.of(columns)).probabilities();
            assertThat(effect.means()[place])
                    .isCloseTo(
                            IntStream.range(0, 300)
                                    .mapToDouble(i -> said[i])
                                    .average()
                                    .orElseThrow(),
                            within(1e-12));
            assertThat(effect.customers()[0][place]).isEqualTo(said[0]);
        }
        assertThat(effect.range()).isEqualTo(effect.means()[effect.highest()] - effect.means()[effect.lowest()]);
    }

    @Test
    void values_ofANumber_ascendAndAreFew() {
        Effect effect = Effect.of(MODEL, ROWS, "tenure_months").orElseThrow();
        assertThat(effect.values()).hasSizeBetween(5, 13).isSorted();
        assertThat(effect.customers()).hasNumberOfRows(30);
        assertThat(effect.alike()).isBetween(0L, 30L);
    }

    @Test
    void identifiers_andUnknownColumns_haveNone() {
        assertThat(Effect.of(MODEL, ROWS, "customer_id")).isEmpty();
        assertThat(Effect.of(MODEL, ROWS, "gone")).isEmpty();
    }

    @Test
    void pair_meansByTwoLevels_areThoseOfAllCustomersGivenBoth() {
        PairEffect pair =
                PairEffect.strongest(MODEL, ROWS, List.of("contract", "promo")).orElseThrow();
        CodedColumn contract = (CodedColumn) CUSTOMERS.column("contract");
        CodedColumn promo = (CodedColumn) CUSTOMERS.column("promo");
        for (int i = 0; i < pair.firstValues().size(); i++) {
            for (int j = 0; j < pair.secondValues().size(); j++) {
                int first = contract.levels().indexOf(pair.firstValues().get(i));
                int second = promo.levels().indexOf(pair.secondValues().get(j));
                List<Column> columns = CUSTOMERS.columns().stream()
                        .map(column -> column == contract
                                ? given(contract, first)
                                : column == promo ? given(promo, second) : column)
                        .toList();
                double[] said = MODEL.scorer().score(Dataset.of(columns)).probabilities();
                assertThat(pair.means()[i][j])
                        .isCloseTo(java.util.Arrays.stream(said).average().orElseThrow(), within(1e-12));
            }
        }
        assertThat(pair.pairs()).isEqualTo(1);
        assertThat(PairEffect.strongest(MODEL, ROWS, List.of("contract", "customer_id")))
                .isEmpty();
    }

    private static Column given(CodedColumn column, int code) {
        int[] all = Collections.nCopies(300, code).stream().mapToInt(i -> i).toArray();
        return CodedColumn.of(column.name(), column.type(), all, column.levels());
    }

    @Test
    void apart_ofASumInLogOdds_isNothing() {
        double[][] sum = new double[3][2];
        double[][] product = new double[3][2];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 2; j++) {
                sum[i][j] = 1 / (1 + Math.exp(2 - i - 0.5 * j));
                product[i][j] = 1 / (1 + Math.exp(2 - i * j));
            }
        }
        assertThat(PairEffect.apart(sum)).isCloseTo(0, within(1e-12));
        assertThat(PairEffect.apart(product)).isCloseTo(Math.sqrt(1.0 / 6), within(1e-12));
    }

    @Test
    void means_thatTurnALittle_goOneWay() {
        assertThat(effect(0.1, 0.3, 0.295, 0.5).isMonotone()).isTrue();
        assertThat(effect(0.5, 0.3, 0.31, 0.1).isMonotone()).isTrue();
        assertThat(effect(0.1, 0.5, 0.3).isMonotone()).isFalse();
    }

    private static Effect effect(double... means) {
        return new Effect(
                "x",
                io.github.churnml.data.ColumnType.NUMERIC,
                new double[means.length],
                List.of(),
                new double[0],
                means,
                new double[0][],
                1);
    }
}
