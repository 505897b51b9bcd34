package io.github.churnml.prepare;

import static io.github.churnml.prepare.Tables.booleans;
import static io.github.churnml.prepare.Tables.ids;
import static io.github.churnml.prepare.Tables.levels;
import static io.github.churnml.prepare.Tables.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.Column;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Notice;
import io.github.churnml.error.DataException;
import org.junit.jupiter.api.Test;

class TrainingRowsTest {

    @Test
    void positiveLabel_isWorkedOutByMeaning_elseTheRarerOne() {
        assertThat(positive(levels("t", "No", "Yes", "Yes", "Yes"))).isEqualTo("Yes");
        assertThat(positive(numbers("t", 0, 1, 1))).isEqualTo("1");
        assertThat(positive(booleans("t", "False", "True", "TRUE"))).isEqualTo("True");
        assertThat(positive(levels("t", "Existing Customer", "Attrited Customer")))
                .isEqualTo("Attrited Customer");
        assertThat(positive(levels("t", "stayed", "quit", "quit"))).isEqualTo("quit");
        assertThat(positive(levels("t", "A", "B", "A", "A"))).isEqualTo("B");
    }

    @Test
    void labels_areReadWithoutBlanksAndByValue() {
        Dataset data = Tables.of(levels("t ", " Yes", "No", "Yes ", null, " "), numbers("x", 1, 2, 3, 4, 5));
        Target target = Target.find(data, "t", "Yes");
        assertThat(target).isEqualTo(new Target("t ", "Yes", "No"));
        assertThat(target.labels(data)).containsExactly(1, 0, 1, -1, -1);
        assertThat(target.label(true)).isEqualTo("Yes");
        Dataset numeric = Tables.of(numbers("t", 0, 1, Double.NaN));
        assertThat(Target.find(numeric, "t", "1.0").labels(numeric)).containsExactly(0, 1, -1);
    }

    @Test
    void severalClasses_needAPositiveLabel() {
        Dataset data = Tables.of(levels("t", "gone", "here", "unsure", "gone"));
        assertThatThrownBy(() -> Target.find(data, "t", null))
                .isInstanceOf(DataException.class)
                .hasMessage("Target 't' has 3 classes: 'gone', 'here', 'unsure'.\n"
                        + "Maybe say which label means that a customer left; all others then mean that one stayed.");
        Target target = Target.find(data, "t", "GONE");
        assertThat(target.labels(data)).containsExactly(1, 0, 0, 1);
        assertThat(target.label(false)).isEqualTo("not gone");
    }

    @Test
    void target_thatCannotBeUsed_isRefused() {
        Dataset data = Tables.of(levels("Churn", "Yes", "No"), levels("one", "a", "a"), levels("none", null, null));
        assertThatThrownBy(() -> Target.find(data, "churned", null))
                .isInstanceOf(DataException.class)
                .hasMessage("There is no column 'churned'.\nMaybe 'Churn' was meant.");
        assertThatThrownBy(() -> Target.find(data, "one", null)).hasMessageContaining("has one class only, (a).");
        assertThatThrownBy(() -> Target.find(data, "none", null)).hasMessageContaining("has no values.");
        assertThatThrownBy(() -> Target.find(data, "Churn", "Left"))
                .hasMessage("Target 'Churn' never holds the positive label (Left).\n"
                        + "Maybe one of its labels was meant: 'No', 'Yes'.");
    }

    @Test
    void rowsWithoutTargetAndExactDuplicates_areDropped_lookAlikesStay() {
        Dataset data = Tables.of(
                ids("id", "a", "b", "b", "c", "d"),
                numbers("x", 1, 2, 2, 2, 5),
                levels("t", "Yes", "No", "No", "No", null));
        TrainingRows rows = TrainingRows.select(data, "t", "Yes", true);
        assertThat(rows.data().rows()).isEqualTo(3);
        assertThat(rows.labels()).containsExactly(1, 0, 0);
        assertThat(rows.notices())
                .extracting(Notice::code)
                .containsExactly("rows-without-target", "duplicate-rows", "look-alikes");
        assertThat(rows.notices())
                .extracting(Notice::message)
                .containsExactly(
                        "1 row has no target and cannot be learnt from.",
                        "1 row repeats another in every column and is left out of training.",
                        "1 row repeats another in everything but the identifier; these customers merely look alike and"
                                + " stay.");
        assertThat(TrainingRows.select(data, "t", "Yes", false).data().rows()).isEqualTo(4);
    }

    @Test
    void repeatedRowsOfANarrowTableWithoutIdentifier_areLookAlikes() {
        String[] plans = new String[100];
        String[] left = new String[100];
        for (int i = 0; i < 100; i++) {
            plans[i] = i % 2 == 0 ? "a" : "b";
            left[i] = i % 10 == 0 ? "Yes" : "No";
        }
        TrainingRows rows = TrainingRows.select(Tables.of(levels("p", plans), levels("t", left)), "t", "Yes", true);
        assertThat(rows.data().rows()).isEqualTo(100);
        assertThat(rows.notices()).extracting(Notice::code).containsExactly("look-alikes");
        assertThat(rows.notices().get(0).message()).startsWith("97 rows repeat another in every column.");
        double[] x = new double[100];
        for (int i = 0; i < 100; i++) {
            x[i] = Math.min(i, 97);
        }
        TrainingRows few = TrainingRows.select(Tables.of(numbers("x", x), levels("t", left)), "t", "Yes", true);
        assertThat(few.data().rows()).isEqualTo(98);
        assertThat(few.notices()).extracting(Notice::code).containsExactly("duplicate-rows");
    }

    @Test
    void identifierThatLostDigits_tellsNoRowsApart() {
        String[] ids = new String[100];
        String[] left = new String[100];
        for (int i = 0; i < 100; i++) {
            ids[i] = "8.93E+18";
            left[i] = i % 10 == 0 ? "Yes" : "No";
        }
        Dataset plain = Tables.of(ids("id", ids), levels("t", left));
        Notice lost = new Notice(Notice.DIGITS_LOST, "id", "");
        Dataset data = Dataset.of(plain.columns(), java.util.List.of(lost));

        assertThat(TrainingRows.select(data, "t", "Yes", true).data().rows()).isEqualTo(100);
        assertThat(TrainingRows.select(plain, "t", "Yes", true).data().rows()).isEqualTo(2);
    }

    private static String positive(Column target) {
        return Target.find(Tables.of(target), "t", null).positive();
    }
}
