package io.github.churnml.monitor.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.SmallModel;
import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.error.DataException;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DomainClassifierTest {

    private static final DomainClassifier CLASSIFIER = DomainClassifier.of(SmallModel.pipeline(SmallModel.boosting()));

    /** Two numbers, each standard normal by itself, that go together or against each other; and a level. */
    private static Dataset table(int rows, double together, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = new double[rows];
        double[] y = new double[rows];
        int[] plan = new int[rows];
        for (int i = 0; i < rows; i++) {
            double u = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
            double angle = 2 * Math.PI * random.nextDouble();
            x[i] = u * Math.cos(angle);
            y[i] = together * x[i] + Math.sqrt(1 - together * together) * u * Math.sin(angle);
            plan[i] = random.nextInt(3);
        }
        return Dataset.of(List.<Column>of(
                NumericColumn.of("x", ColumnType.NUMERIC, x),
                NumericColumn.of("y", ColumnType.NUMERIC, y),
                CodedColumn.of("plan", ColumnType.CATEGORICAL, plan, List.of("a", "b", "c"))));
    }

    @Test
    void compare_columnsThatTurnedAgainstEachOther_areFound() {
        DomainClassifier.Difference found = CLASSIFIER.compare(table(600, 0.9, 1), table(600, -0.9, 2), Set.of(), 7);
        assertThat(found.rocAuc()).isGreaterThan(0.8);
        assertThat(found.isSure()).isTrue();
        assertThat(List.copyOf(found.columns().keySet()).subList(0, 2)).containsExactlyInAnyOrder("x", "y");
    }

    @Test
    void compare_alikeTables_cannotBeToldApart() {
        DomainClassifier.Difference found = CLASSIFIER.compare(table(600, 0.5, 3), table(600, 0.5, 4), Set.of(), 7);
        assertThat(found.rocAuc()).isBetween(0.4, 0.6);
        assertThat(found.isSure()).isFalse();
    }

    @Test
    void compare_sameSeedTwice_givesTheSameBits() {
        Dataset reference = table(200, 0.5, 3);
        Dataset current = table(200, 0.1, 4);
        assertThat(CLASSIFIER.compare(reference, current, Set.of(), 7))
                .isEqualTo(CLASSIFIER.compare(reference, current, Set.of(), 7));
    }

    @Test
    void compare_excludedColumns_areLeftOut() {
        assertThat(CLASSIFIER
                        .compare(table(200, 0.9, 1), table(200, -0.9, 2), Set.of("x"), 7)
                        .columns())
                .doesNotContainKey("x");
    }

    @Test
    void compare_fewRowsOrNothingShared_isRefused() {
        assertThatThrownBy(() -> CLASSIFIER.compare(table(99, 0, 1), table(200, 0, 2), Set.of(), 7))
                .isInstanceOf(DataException.class)
                .hasMessage("One of the tables has 99 rows where 100 are needed to tell them apart.\n"
                        + "Maybe wait for more rows.");
        assertThatThrownBy(() -> CLASSIFIER.compare(table(200, 0, 1), table(200, 0, 2), Set.of("x", "y", "plan"), 7))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("The tables share no column of numbers, dates or levels.\nMaybe");
    }
}
