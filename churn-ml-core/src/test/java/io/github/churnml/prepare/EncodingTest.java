package io.github.churnml.prepare;

import static io.github.churnml.prepare.Tables.levels;
import static io.github.churnml.prepare.Tables.numbers;
import static io.github.churnml.prepare.Tables.preparation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.data.Dataset;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EncodingTest {

    private static final Dataset PLANS =
            Tables.of(numbers("x", 1, 2, 3, 4, 5, 9), levels("plan", "a", "b", "a", "b", "c", "d"));

    @Test
    void oneHot_poolsRareLevels_andUnknownGoesThere() {
        FittedPreparation prepared = preparation().fit(PLANS);
        FittedEncoding encoding = Encoding.standard().withRareBelow(2).fit(prepared.table(PLANS), false, false);
        assertThat(encoding.features())
                .extracting(Feature::name)
                .containsExactly("x", "plan=a", "plan=b", "plan=(other)");
        assertThat(encoded(encoding, prepared, 7, "b")).containsExactly(7, 0, 1, 0);
        assertThat(encoded(encoding, prepared, 7, "d")).containsExactly(7, 0, 0, 1);
        assertThat(encoded(encoding, prepared, 7, "never seen")).containsExactly(7, 0, 0, 1);
        assertThat(encoding.features().get(2).source()).isEqualTo("plan");
    }

    @Test
    void oneHot_withoutRareLevels_leavesAnUnknownLevelNowhere() {
        FittedPreparation prepared = preparation().fit(PLANS);
        FittedEncoding encoding = Encoding.standard().withRareBelow(0).fit(prepared.table(PLANS), false, false);
        assertThat(encoding.features()).hasSize(5);
        assertThat(encoded(encoding, prepared, 7, "never seen")).containsExactly(7, 0, 0, 0, 0);
    }

    @Test
    void ordinal_keepsOneColumnOfCodes() {
        FittedPreparation prepared = preparation().fit(PLANS);
        FittedEncoding encoding = Encoding.standard().withRareBelow(2).fit(prepared.table(PLANS), true, false);
        assertThat(encoding.features().get(1)).isEqualTo(new Feature("plan", "plan", 3));
        assertThat(encoded(encoding, prepared, 7, "c")).containsExactly(7, 2);
        assertThat(encoded(encoding, prepared, 7, "a")).containsExactly(7, 0);
        FittedEncoding all = Encoding.standard().withRareBelow(0).fit(prepared.table(PLANS), true, false);
        assertThat(encoded(all, prepared, 7, "never seen")).containsExactly(7, Variable.UNKNOWN);
    }

    @Test
    void ordinal_onRequest_givesCodesToALearnerThatTakesNumbersOnly() {
        FittedPreparation prepared = preparation().fit(PLANS);
        FittedEncoding encoding =
                Encoding.standard().withRareBelow(0).ordinal().fit(prepared.table(PLANS), false, false);
        assertThat(encoding.features().get(1).isNominal()).isFalse();
        assertThat(encoded(encoding, prepared, 7, "d")).containsExactly(7, 3);
    }

    @Test
    void mostLevels_keepsTheMostFrequent() {
        FittedPreparation prepared = preparation().fit(PLANS);
        FittedEncoding encoding = new Encoding(Encoding.Levels.ONE_HOT, 0, 2).fit(prepared.table(PLANS), false, false);
        assertThat(encoding.features())
                .extracting(Feature::name)
                .containsExactly("x", "plan=a", "plan=b", "plan=(other)");
    }

    @Test
    void scaling_bringsNumbersToMeanZeroAndDeviationOne() {
        FittedPreparation prepared = preparation().fit(PLANS);
        FeatureMatrix features =
                Encoding.standard().fit(prepared.table(PLANS), false, true).encode(prepared.table(PLANS));
        double[] x = features.columns()[0];
        double sum = 0;
        double squares = 0;
        for (double value : x) {
            sum += value;
            squares += value * value;
        }
        assertThat(sum).isCloseTo(0, within(1e-12));
        assertThat(squares / x.length).isCloseTo(1, within(1e-12));
    }

    @Property(tries = 200)
    void oneHot_hasExactlyOneOneForEveryTrainingRow(
            @ForAll @Size(min = 2, max = 60) List<@IntRange(max = 8) Integer> codes,
            @ForAll @IntRange(max = 6) int rare) {
        String[] values = codes.stream().map(code -> "level " + code).toArray(String[]::new);
        double[] x = new double[values.length];
        x[0] = 1;
        Dataset data = Tables.of(numbers("x", x), levels("l", values));
        FittedPreparation prepared = preparation().fit(data);
        FeatureMatrix features = Encoding.standard()
                .withRareBelow(rare)
                .fit(prepared.table(data), false, false)
                .encode(prepared.table(data));
        for (int i = 0; i < features.rows(); i++) {
            double ones = 0;
            for (int j = 1; j < features.features().size(); j++) {
                assertThat(features.columns()[j][i]).isIn(0.0, 1.0);
                ones += features.columns()[j][i];
            }
            assertThat(ones).isEqualTo(features.features().size() > 1 ? 1 : 0);
        }
    }

    @Test
    void state_isReadBack_andAForeignOneRefused() {
        FittedPreparation prepared = preparation().fit(PLANS);
        FittedEncoding encoding = Encoding.standard().withRareBelow(2).fit(prepared.table(PLANS), false, true);
        FittedEncoding reloaded =
                FittedEncoding.of(Settings.of(encoding.state(), Blame.modelFile(null)), prepared.variables());
        assertThat(reloaded.features()).isEqualTo(encoding.features());
        for (String level : List.of("a", "b", "c", "?", "new")) {
            assertThat(encoded(reloaded, prepared, 4, level)).containsExactly(encoded(encoding, prepared, 4, level));
        }
        Map<String, Object> foreign = Map.of(
                "parts", List.of(Map.of("column", 1, "oneHot", true, "slots", List.of(0, 1, 2, 99), "unknown", -1)));
        assertThatThrownBy(() -> FittedEncoding.of(Settings.of(foreign, Blame.modelFile(null)), prepared.variables()))
                .hasMessageContaining("does not fit the column's levels");
    }

    private static double[] encoded(FittedEncoding encoding, FittedPreparation prepared, double x, String level) {
        double[] row = new double[prepared.variables().size()];
        row[0] = x;
        row[1] = prepared.inputs().get(1).read(level, 0);
        prepared.apply(row);
        double[] into = new double[encoding.features().size()];
        encoding.encode(row, into);
        return into;
    }
}
