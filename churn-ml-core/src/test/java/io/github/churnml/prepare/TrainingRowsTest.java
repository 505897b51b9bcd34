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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingRowsTest {

    @Test
    void positiveLabel_isWorkedOutByMeaning() {
        assertThat(positive(levels("t", "No", "Yes", "No", "Yes"))).isEqualTo("Yes");
        assertThat(positive(numbers("t", 0, 1, 0))).isEqualTo("1");
        assertThat(positive(booleans("t", "False", "True", "false"))).isEqualTo("True");
        assertThat(positive(levels("t", "Existing Customer", "Attrited Customer")))
                .isEqualTo("Attrited Customer");
        assertThat(positive(levels("t", "stayed", "quit", "quit"))).isEqualTo("quit");
    }

    @Test
    void positiveLabel_thatNothingTells_isAskedFor() {
        assertThatThrownBy(() -> positive(levels("t", "A", "B", "A", "A")))
                .isInstanceOf(DataException.class)
                .hasMessage("Target 't' has the labels 'A' (3), 'B' (1); it cannot be told which means that a customer"
                        + " left.\nMaybe name that label by --positive (positive in YAML).");
        assertThatThrownBy(() -> positive(numbers("t", 0, 1, 1)))
                .hasMessageContaining("Target 't' has the labels '1' (2), '0' (1); it cannot be told");
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
    void severalLabels_withoutAPositiveOne_areRefusedWithTheirCounts() {
        Dataset data = Tables.of(levels("t", "gone", "here", "unsure", "gone"));
        assertThatThrownBy(() -> Target.find(data, "t", null))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Target 't' has the labels 'gone' (2), 'here' (1), 'unsure' (1); it cannot be told which means"
                                + " that a customer left.\nMaybe name that label by --positive (positive in YAML) and those of"
                                + " customers who stayed by --negative; rows with any other are left out.");
    }

    @Test
    void severalLabels_whoseOppositeIsNotKnown_needANegativeOne() {
        Dataset data = Tables.of(levels("t", "gone", "here", "unsure", "gone", "there"));
        assertThatThrownBy(() -> Target.find(data, "t", "GONE"))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Target 't' has the labels 'gone' (2), 'here' (1), 'there' (1), 'unsure' (1); it cannot be told"
                                + " which of them mean that a customer stayed where 'gone' means that one left.\nMaybe name those by"
                                + " --negative (negative in YAML); rows with any other are left out.");
        Target one = Target.find(data, "t", "GONE", List.of("Here"));
        assertThat(one).isEqualTo(new Target("t", "gone", "here"));
        assertThat(one.labels(data)).containsExactly(1, 0, -1, 1, -1);
        Target two = Target.find(data, "t", "gone", List.of("here", "there"));
        assertThat(two.labels(data)).containsExactly(1, 0, -1, 1, 0);
        assertThat(two.label(false)).isEqualTo("not gone");
        assertThat(two.otherLabels(data)).containsExactly(Map.entry("unsure", 1L));
    }

    @Test
    void labelThatIsNeither_isLeftOutAndCounted() {
        Dataset data = Tables.of(levels("t", "Yes", "No", "Unknown", " yes", null, "NO", "Unknown", "later"));
        Target target = Target.find(data, "t", "yes");
        assertThat(target.negatives()).containsExactly("NO");
        assertThat(target.labels(data)).containsExactly(1, 0, -1, 1, -1, 0, -1, -1);
        assertThat(target.leftOut(data))
                .isEqualTo("1 without an outcome, 3 with another one than 'Yes' and 'NO': 'Unknown' (2), 'later' (1)");
        TrainingRows rows = TrainingRows.select(data, "t", "yes", List.of(), false);
        assertThat(rows.labels()).containsExactly(1, 0, 1, 0);
        assertThat(rows.notices())
                .filteredOn(notice -> notice.code().equals("rows-with-another-label"))
                .singleElement()
                .extracting(Notice::message)
                .isEqualTo(
                        "3 rows have neither 'Yes' nor 'NO' in column 't' and are left out: 'Unknown' (2), 'later' (1)."
                                + " Maybe name what means that a customer stayed as negative.");
    }

    @Test
    void undecidedLabel_isNeverTheOtherOne() {
        Dataset data = Tables.of(levels("churn", "Yes", "Unknown", "Unknown"));
        assertThatThrownBy(() -> Target.find(data, "churn", null))
                .hasMessageContaining("it cannot be told which means");
        assertThatThrownBy(() -> Target.find(data, "churn", "Yes")).hasMessageContaining("by --negative");
        assertThat(Target.find(data, "churn", "Yes", List.of("unknown")).labels(data))
                .containsExactly(1, 0, 0);
    }

    @Test
    void negativeLabel_leavesOneForThoseWhoLeft_orIsRefused() {
        Dataset data = Tables.of(levels("t", "a", "b", "c", "a"));
        assertThat(Target.find(data, "t", null, List.of("a", "c")).positive()).isEqualTo("b");
        assertThatThrownBy(() -> Target.find(data, "t", "a", List.of("A")))
                .hasMessage("Target 't': the label 'a' is given for customers who left and for those who stayed.\n"
                        + "Maybe one of them is spelt wrong; the labels are 'a' (2), 'b' (1), 'c' (1).");
        assertThatThrownBy(() -> Target.find(data, "t", "a", List.of("stayd")))
                .hasMessage("Target 't' never holds the negative label (stayd).\n"
                        + "Maybe one of its labels was meant: 'a' (2), 'b' (1), 'c' (1).");
    }

    @Test
    void negativeLabel_thatIsNotThereBesideOneThatIs_isNoticed() {
        Dataset data = Tables.of(levels("t", "gone", "here", "here", "moved"));
        TrainingRows rows = TrainingRows.select(data, "t", "gone", List.of("here", "there"), false);
        assertThat(rows.labels()).containsExactly(1, 0, 0);
        assertThat(rows.target().negatives()).containsExactly("here", "there");
        assertThat(rows.notices())
                .extracting(Notice::message)
                .containsExactly(
                        "Column 't' never holds 'there', given for customers who stayed.",
                        "1 row has neither 'gone' nor 'here', 'there' in column 't' and is left out: 'moved' (1)."
                                + " Maybe name what means that a customer stayed as negative.");
        assertThatThrownBy(() -> Target.find(data, "t", "gone", List.of("stayd", "there")))
                .hasMessageContaining("never holds the negative label (stayd).");
    }

    @Test
    void positiveLabel_thatMeansStayed_isTakenAndSaid() {
        Dataset data = Tables.of(levels("retained", "Yes", "No", "Yes"));
        TrainingRows rows = TrainingRows.select(data, "retained", "Yes", List.of(), false);
        assertThat(rows.labels()).containsExactly(1, 0, 1);
        assertThat(rows.notices()).extracting(Notice::code).contains("positive-means-stayed");
        assertThat(rows.notices().get(0).message())
                .startsWith("The label 'Yes' of column 'retained' seems to mean that a customer stayed, but is given");
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
                        + "Maybe one of its labels was meant: 'No' (1), 'Yes' (1).");
    }

    @Test
    void rowsWithoutTargetAndExactDuplicates_areDropped_lookAlikesStay() {
        Dataset data = Tables.of(
                ids("id", "a", "b", "b", "c", "d"),
                numbers("x", 1, 2, 2, 2, 5),
                levels("t", "Yes", "No", "No", "No", null));
        TrainingRows rows = TrainingRows.select(data, "t", "Yes", List.of(), true);
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
        assertThat(TrainingRows.select(data, "t", "Yes", List.of(), false)
                        .data()
                        .rows())
                .isEqualTo(4);
    }

    @Test
    void repeatedRowsOfANarrowTableWithoutIdentifier_areLookAlikes() {
        String[] plans = new String[100];
        String[] left = new String[100];
        for (int i = 0; i < 100; i++) {
            plans[i] = i % 2 == 0 ? "a" : "b";
            left[i] = i % 10 == 0 ? "Yes" : "No";
        }
        TrainingRows rows =
                TrainingRows.select(Tables.of(levels("p", plans), levels("t", left)), "t", "Yes", List.of(), true);
        assertThat(rows.data().rows()).isEqualTo(100);
        assertThat(rows.notices()).extracting(Notice::code).containsExactly("look-alikes");
        assertThat(rows.notices().get(0).message()).startsWith("97 rows repeat another in every column.");
        double[] x = new double[100];
        for (int i = 0; i < 100; i++) {
            x[i] = Math.min(i, 97);
        }
        TrainingRows few =
                TrainingRows.select(Tables.of(numbers("x", x), levels("t", left)), "t", "Yes", List.of(), true);
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

        assertThat(TrainingRows.select(data, "t", "Yes", List.of(), true).data().rows())
                .isEqualTo(100);
        assertThat(TrainingRows.select(plain, "t", "Yes", List.of(), true)
                        .data()
                        .rows())
                .isEqualTo(2);
    }

    private static String positive(Column target) {
        return Target.find(Tables.of(target), "t", null).positive();
    }
}
