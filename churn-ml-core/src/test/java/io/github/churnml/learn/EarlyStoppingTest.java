package io.github.churnml.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.data.split.Division;
import io.github.churnml.data.split.Folds;
import io.github.churnml.data.split.RowGroups;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest {

    private static TrainingData rows(int positives, int negatives) {
        ExampleRows rows = ExampleRows.of(positives + negatives, 1, true);
        int[] labels = IntStream.range(0, positives + negatives)
                .map(i -> i < positives ? 1 : 0)
                .toArray();
        return TrainingData.of(rows.features(), labels);
    }

    @Test
    void of_enoughRows_setsAsideThoseOfTheHoldOut() {
        TrainingData data = rows(50, 150);
        Division split = Folds.holdOut(data.labels(), 0.2, 7);
        EarlyStopping parts = EarlyStopping.of(data, 0.2, 7).orElseThrow();
        assertThat(parts.training().labels())
                .isEqualTo(data.select(split.train()).labels());
        assertThat(parts.slice().features().columns())
                .isDeepEqualTo(data.select(split.test()).features().columns());
        assertThat(IntStream.of(parts.slice().labels()).sum()).isEqualTo(10);
    }

    @Test
    void of_rowsOfCustomers_setsWholeCustomersAside() {
        int[] customers = IntStream.range(0, 200).map(row -> row % 40).toArray();
        RowGroups groups = RowGroups.ofCustomers("id", customers);
        TrainingData data = rows(100, 100).withGroups(groups);
        Division split = EarlyStopping.split(data.labels(), groups, 0.2, 7).orElseThrow();

        assertThat(IntStream.of(split.test()).map(row -> customers[row]).boxed())
                .hasSize(40)
                .doesNotContainAnyElementsOf(IntStream.of(split.train())
                        .map(row -> customers[row])
                        .boxed()
                        .toList());
        assertThat(EarlyStopping.of(data, 0.2, 7).orElseThrow().slice().rows()).isEqualTo(40);
    }

    @Test
    void of_rowsInTime_setsTheLatestAside() {
        int[] days = IntStream.range(0, 200).map(row -> row * 7 % 200).toArray();
        RowGroups groups = RowGroups.inTime("day", days, 0);
        Division split =
                EarlyStopping.split(rows(100, 100).labels(), groups, 0.2, 7).orElseThrow();

        assertThat(IntStream.of(split.test()).map(row -> days[row]).sorted().toArray())
                .isEqualTo(IntStream.range(160, 200).toArray());
    }

    @Test
    void of_fewerThanTenOfAClass_isEmpty() {
        assertThat(EarlyStopping.of(rows(49, 151), 0.2, 7)).isEmpty();
        assertThat(EarlyStopping.of(rows(151, 49), 0.2, 7)).isEmpty();
        assertThat(EarlyStopping.of(rows(500, 500), 0, 7)).isEmpty();
    }

    @Test
    void of_validationRowsGiven_takesThemHoweverFew() {
        TrainingData given = rows(2, 3);
        TrainingData data = rows(5, 5).withValidation(given);
        EarlyStopping parts = EarlyStopping.of(data, 0.2, 7).orElseThrow();
        assertThat(parts.slice()).isSameAs(given);
        assertThat(parts.training()).isSameAs(data);
    }
}
