package io.github.churnml.model;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.SmallModel;
import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.error.DataException;
import io.github.churnml.prepare.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelLimitsTest {

    private static Dataset table(String name, String... levels) {
        int[] codes = new int[levels.length];
        java.util.Arrays.setAll(codes, i -> i);
        return Dataset.of(List.of(CodedColumn.of(name, ColumnType.CATEGORICAL, codes, List.of(levels))));
    }

    @Test
    void fit_levelThatNoModelKeeps_isRefusedBeforeTheTraining() {
        Dataset table = table("plan", "a", "x".repeat(1_000_001));

        assertThatThrownBy(() -> SmallModel.pipeline(SmallModel.boosting()).toBuilder()
                        .target("left")
                        .build()
                        .fit(table))
                .isInstanceOf(DataException.class)
                .hasMessage("Column 'plan' holds a text of 1000001 characters where a model keeps at most 1000000.\n"
                        + "Maybe a quote is not closed; or leave the column out with --exclude (in Java: exclude).");
        assertThatCode(() -> ModelLimits.require(table, List.of(" plan"))).doesNotThrowAnyException();
        assertThatCode(() -> ModelLimits.require(table("plan", "x".repeat(1_000_000)), List.of()))
                .doesNotThrowAnyException();
    }

    @Test
    void fit_nameThatNoModelKeeps_isRefused() {
        assertThatThrownBy(() -> ModelLimits.require(table("n".repeat(10_001), "a"), List.of()))
                .hasMessage(
                        "Column '" + "n".repeat(40) + "…' has a name of 10001 characters where a model keeps at most"
                                + " 10000.\nMaybe a quote in the header is not closed; or give the column a shorter name.");
    }

    @Test
    void fit_manyLongLevels_areRefusedTogether() {
        String[] levels = new String[20];
        java.util.Arrays.setAll(levels, i -> i + "x".repeat(900_000));

        assertThatThrownBy(() -> ModelLimits.require(table("plan", levels), List.of()))
                .hasMessageContaining("'plan' holds texts that make more than 16000000 characters");
    }

    @Test
    void fit_labelThatNoModelKeeps_isRefused() {
        assertThatThrownBy(() -> ModelLimits.require(new Target("left", "x".repeat(1_200_000), "No")))
                .hasMessageContaining("Column 'left' holds a text of 1200000 characters");
    }
}
