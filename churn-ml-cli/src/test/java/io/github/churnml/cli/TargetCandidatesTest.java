package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.Tables;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetCandidatesTest {

    private static Dataset table(List<String> header, String[]... rows) {
        return Tables.ofTexts(header, List.of(rows), ReadOptions.standard());
    }

    @Test
    void candidates_nameSaysOutcome_onlyThoseNamed() {
        Dataset table = table(
                List.of("tier", "retained", "months", "paperless", "churn_value"),
                new String[] {"a", "1", "3", "yes", "0"},
                new String[] {"b", "0", "7", "no", "1"},
                new String[] {"a", "1", "5", "yes", "0"});

        assertThat(TargetCandidates.of(table)).containsExactly("churn_value", "retained");
        assertThat(TargetCandidates.maybe(table))
                .isEqualTo("Maybe add --target with one of the columns with two values, the likeliest first:"
                        + " 'churn_value', 'retained'.");
    }

    @Test
    void candidates_noNameSays_usualValuesAndLastFirst() {
        Dataset table = table(
                List.of("sex", "months", "paperless", "z"),
                new String[] {"m", "3", "yes", "no"},
                new String[] {"f", "7", "no", "yes"},
                new String[] {"m", "5", "no", ""});

        assertThat(TargetCandidates.of(table)).containsExactly("z", "paperless", "sex");
    }

    @Test
    void candidates_noColumnOfTwoValues_saysSo() {
        Dataset table = table(List.of("months"), new String[] {"3"}, new String[] {"7"}, new String[] {"5"});

        assertThat(TargetCandidates.maybe(table))
                .isEqualTo("Maybe add --target with the column that says who left; no column of this table has two"
                        + " values, as a target usually has.");
    }

    @Test
    void candidates_one_named() {
        Dataset table = table(
                List.of("months", "gone"), new String[] {"3", "1"}, new String[] {"7", "0"}, new String[] {"5", "1"});

        assertThat(TargetCandidates.maybe(table))
                .isEqualTo("Maybe add --target with column 'gone', which has two values.");
    }
}
