package io.github.churnml.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.ChurnModel;
import io.github.churnml.data.ColumnType;
import io.github.churnml.prepare.Input;
import io.github.churnml.prepare.Variable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowCounterTest {

    private static final List<Input> INPUTS =
            ChurnModel.load(Path.of("src/test/resources/models/format-1.churn")).inputs();
    private static final double[] TENURES = new double[40];

    static {
        Arrays.setAll(TENURES, i -> i);
    }

    @Test
    void level_isCountedAsTheProfileKnowsIt_andARareOneAsUnseen() {
        // In another order than the model's codes, and without the model's other spellings.
        LevelProfile plans = new LevelProfile(
                "plan", ColumnType.CATEGORICAL, 40, 2, List.of("Premium", "Basic"), List.of(15L, 20L), 3);
        RowCounter counter = counter(new ReferenceProfile(40, List.of(plans)));
        DriftWindow window = counter.newWindow();
        int place = place("plan");
        Input plan = INPUTS.get(place);
        double[] row = new double[counter.rowLength()];
        for (double code : new double[] {
            plan.read("Premium", 0),
            plan.read("Premium", 0),
            plan.read("Basic", 0),
            plan.read("Standard", 0),
            Variable.UNKNOWN,
            Variable.MISSING
        }) {
            row[place] = code;
            counter.count(row, 0, window);
        }
        assertThat(bins(window, "plan").levels()).containsExactly("Premium", "Basic");
        assertThat(bins(window, "plan").current()).containsExactly(2L, 1L, 2L, 1L);
    }

    @Test
    void column_thatTheProfileDoesNotHave_orTakesForSomethingElse_isLeftOut() {
        ReferenceProfile profile = new ReferenceProfile(
                40,
                List.of(
                        NumberProfile.of("nobody_knows", TENURES),
                        NumberProfile.of("plan", TENURES),
                        NumberProfile.of("tenure_months", TENURES)));
        RowCounter counter = counter(profile);
        assertThat(counter.profile().columns())
                .extracting(column -> column.name())
                .containsExactly("tenure_months");
        double[] rows = new double[2 * counter.rowLength()];
        Arrays.fill(rows, Double.NaN);
        rows[counter.rowLength() + place("tenure_months")] = 7;
        DriftWindow window = counter.newWindow();
        counter.count(rows, counter.rowLength(), window);
        counter.count(rows, 0, window);
        assertThat(bins(window, "tenure_months").current().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(2);
        assertThat(bins(window, "tenure_months").current()).endsWith(1L);
        assertThat(window.rows()).isEqualTo(2);
        window.clear();
        assertThat(window.rows()).isZero();
        assertThat(bins(window, "tenure_months").current()).containsOnly(0L);
    }

    @Test
    void probability_isCountedAmongTheScores_whereTheProfileHasThem() {
        double[] scores = new double[40];
        Arrays.setAll(scores, i -> i / 40.0);
        ReferenceProfile profile = new ReferenceProfile(40, List.of(NumberProfile.of("tenure_months", TENURES)));
        RowCounter counter = counter(profile.withScores(scores));
        double[] row = new double[counter.rowLength()];
        row[row.length - 1] = 0.75;
        DriftWindow window = counter.newWindow();
        counter.count(row, 0, window);
        assertThat(window.scores().orElseThrow().mean()).isEqualTo(0.75);
        DriftWindow without = counter(profile).newWindow();
        counter.count(row, 0, without);
        assertThat(without.scores()).isEmpty();
    }

    @Test
    void of_profileOfNoRowsOrNoColumns_isEmpty() {
        assertThat(RowCounter.of(new ReferenceProfile(0, List.of()), INPUTS)).isEmpty();
        assertThat(RowCounter.of(new ReferenceProfile(40, List.of(NumberProfile.of("other", TENURES))), INPUTS))
                .isEmpty();
    }

    private static RowCounter counter(ReferenceProfile profile) {
        return RowCounter.of(profile, INPUTS).orElseThrow();
    }

    private static int place(String column) {
        return INPUTS.stream().map(Input::name).toList().indexOf(column);
    }

    private static ColumnBins bins(DriftWindow window, String column) {
        return new DriftDetector(DriftSettings.standard())
                .compare(window)
                .find(column)
                .orElseThrow()
                .bins();
    }
}
