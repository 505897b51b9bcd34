package io.github.churnml.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.data.ColumnType;
import io.github.churnml.drift.ColumnBins;
import io.github.churnml.drift.DriftDetector;
import io.github.churnml.drift.DriftSettings;
import io.github.churnml.drift.DriftWindow;
import io.github.churnml.drift.LevelProfile;
import io.github.churnml.drift.NumberProfile;
import io.github.churnml.drift.ReferenceProfile;
import io.github.churnml.prepare.Variable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ServedReferenceTest {

    private static final ServedModel MODEL = new ServedModel(Served.model(), null, Policies.DEFAULTS);
    private static final double[] TENURES = new double[40];

    static {
        Arrays.setAll(TENURES, i -> i);
    }

    @Test
    void level_isCountedAsTheProfileKnowsIt_andARareOneAsUnseen() {
        // In another order than the model's codes, and without the model's other spellings.
        LevelProfile plans = new LevelProfile(
                "plan", ColumnType.CATEGORICAL, 40, 2, List.of("Premium", "Basic"), List.of(15L, 20L), 3);
        ServedReference reference =
                Objects.requireNonNull(ServedReference.of(new ReferenceProfile(40, List.of(plans)), MODEL.rules()));
        DriftWindow window = new DriftWindow(reference.profile());
        ColumnRule rule = Objects.requireNonNull(MODEL.rule("plan"));
        double[] row = new double[reference.rowLength()];
        for (double code : new double[] {
            rule.input().read("Premium", 0),
            rule.input().read("Premium", 0),
            rule.input().read("Basic", 0),
            rule.input().read("Standard", 0),
            Variable.UNKNOWN,
            Variable.MISSING
        }) {
            row[rule.position()] = code;
            reference.count(row, 0, window);
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
        ServedReference reference = Objects.requireNonNull(ServedReference.of(profile, MODEL.rules()));
        assertThat(reference.profile().columns())
                .extracting(column -> column.name())
                .containsExactly("tenure_months");
        double[] rows = new double[2 * reference.rowLength()];
        Arrays.fill(rows, Double.NaN);
        rows[
                reference.rowLength()
                        + Objects.requireNonNull(MODEL.rule("tenure_months")).position()] = 7;
        DriftWindow window = new DriftWindow(reference.profile());
        reference.count(rows, reference.rowLength(), window);
        reference.count(rows, 0, window);
        assertThat(bins(window, "tenure_months").current().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(2);
        assertThat(bins(window, "tenure_months").current()).endsWith(1L);
    }

    @Test
    void probability_isCountedAmongTheScores_whereTheProfileHasThem() {
        double[] scores = new double[40];
        Arrays.setAll(scores, i -> i / 40.0);
        ReferenceProfile profile = new ReferenceProfile(40, List.of(NumberProfile.of("tenure_months", TENURES)));
        ServedReference reference =
                Objects.requireNonNull(ServedReference.of(profile.withScores(scores), MODEL.rules()));
        double[] row = new double[reference.rowLength()];
        row[row.length - 1] = 0.75;
        DriftWindow window = new DriftWindow(reference.profile());
        reference.count(row, 0, window);
        assertThat(window.scores().orElseThrow().mean()).isEqualTo(0.75);
        DriftWindow without = new DriftWindow(Objects.requireNonNull(ServedReference.of(profile, MODEL.rules()))
                .profile());
        reference.count(row, 0, without);
        assertThat(without.scores()).isEmpty();
    }

    @Test
    void profile_ofNoRowsOrNoColumns_isNoReference() {
        assertThat(ServedReference.of(new ReferenceProfile(0, List.of()), MODEL.rules()))
                .isNull();
        assertThat(ServedReference.of(
                        new ReferenceProfile(40, List.of(NumberProfile.of("other", TENURES))), MODEL.rules()))
                .isNull();
    }

    private static ColumnBins bins(DriftWindow window, String column) {
        return new DriftDetector(DriftSettings.standard())
                .compare(window)
                .find(column)
                .orElseThrow()
                .bins();
    }
}
