package io.github.churnml.profile;

import static io.github.churnml.profile.Table.noise;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MissingRulesTest {

    private static Table table() {
        return new Table(600).target(Table::left).numbers("tenure", row -> row % 20);
    }

    @Test
    void gaps_exactlyWhereAnotherColumnHasOneValue_areNamedWithTheValue() {
        Table table = table().numbers("total", row -> row % 20 == 0 ? Double.NaN : row);
        Finding finding = table.finding("missing-by-rule", "total");
        assertThat(finding.columns()).containsExactly("total", "tenure");
        assertThat(finding.message())
                .isEqualTo("Column 'total' lacks 30 values, exactly in the 30 rows where 'tenure' is (0).");
    }

    @Test
    void gaps_ofSeveralColumns_areOneFinding() {
        Table table = table().levels("phone", row -> row % 3 == 0 ? "none" : "some")
                .numbers("a", row -> row % 3 == 0 ? Double.NaN : noise(row, 1))
                .levels("b", row -> row % 3 == 0 ? null : "v" + row % 7);
        assertThat(table.finding("missing-by-rule", "a").message())
                .isEqualTo("Columns 'a', 'b' lack 200 values, exactly in the 200 rows where 'phone' is (none).");
        assertThat(table.codes()).doesNotContain("missing-together");
    }

    @Test
    void gaps_inTheSameRowsForNoKnownCause_areNamedTogether() {
        Table table = table().numbers("a", row -> noise(row, 1) < 0.1 ? Double.NaN : row % 11)
                .numbers("b", row -> noise(row, 1) < 0.1 ? Double.NaN : row % 13);
        assertThat(table.finding("missing-together", "a").columns()).containsExactly("a", "b");
    }

    @Test
    void gaps_thatAlmostFollow_orAreTooFew_areNoRule() {
        Table table = table().numbers("almost", row -> row % 20 == 0 && row != 40 ? Double.NaN : row % 17)
                .numbers("alsoElsewhere", row -> row % 20 == 0 || row == 41 ? Double.NaN : row % 19)
                .numbers("two", row -> row == 5 || row == 6 ? Double.NaN : row % 23)
                .levels("special", row -> row == 5 || row == 6 ? "x" : "y" + row % 5);
        assertThat(table.codes()).doesNotContain("missing-by-rule", "missing-together");
    }
}
