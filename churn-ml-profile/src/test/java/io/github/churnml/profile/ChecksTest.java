package io.github.churnml.profile;

import static io.github.churnml.profile.Table.left;
import static io.github.churnml.profile.Table.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Notice;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.prepare.Target;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows, targets and single columns. */
class ChecksTest {

    private static Table table(int rows) {
        return new Table(rows).target(Table::left);
    }

    @Test
    void exactDuplicates_areCountedWithoutTheFirst() {
        Table table = new Table(300)
                .ids("id", row -> "C" + row / 3)
                .target(row -> left(row / 3))
                .numbers("x", row -> row / 3 * 1.5);
        assertThat(table.profile().duplicates()).isEqualTo(new DuplicateCounts(200, 200, List.of("id")));
        assertThat(table.profile().findings())
                .filteredOn(finding -> finding.code().equals("exact-duplicates"))
                .singleElement()
                .extracting(Finding::message)
                .isEqualTo("200 rows equal an earlier one in every column (66.7 % of all).");
        assertThat(table.codes()).doesNotContain("look-alikes");
    }

    @Test
    void lookAlikes_areCountedApartFromDuplicates() {
        Table table = new Table(100)
                .ids("id", row -> "C" + (row == 99 ? 98 : row))
                .target(row -> left(row / 2))
                .numbers("x", row -> row / 2 * 1.5);
        assertThat(table.profile().duplicates().exact()).isEqualTo(1);
        assertThat(table.profile().duplicates().lookAlikes()).isEqualTo(49);
        assertThat(table.finding("look-alikes", "id").message())
                .isEqualTo("49 rows equal an earlier one in everything but the identifier 'id'.");
    }

    @Test
    void identifierAlone_makesNoLookAlikes() {
        assertThat(new Table(50).ids("id", row -> "C" + row).target(Table::left).codes())
                .doesNotContain("look-alikes", "exact-duplicates");
    }

    @Test
    void columns_thatAreEmptyOrHardlyVary_areNamed() {
        Table table = table(1000)
                .numbers("empty", row -> Double.NaN)
                .levels("one", row -> "x")
                .numbers("nearly", row -> row < 5 ? 1 : 0)
                .numbers("notQuite", row -> row < 6 ? 1 : 0)
                .numbers("gaps", row -> row % 2 == 0 ? Double.NaN : noise(row, 1));
        assertThat(table.finding("all-missing", "empty").message()).isEqualTo("Column 'empty' has no value at all.");
        assertThat(table.finding("constant", "one").columns()).containsExactly("one");
        assertThat(table.finding("nearly-constant", "nearly").columns()).containsExactly("nearly");
        assertThat(table.finding("mostly-missing", "gaps").columns()).containsExactly("gaps");
    }

    @Test
    void identifiers_areNamedHoweverTheyAreTyped() {
        Table table = table(200)
                .ids("customer", row -> "C" + row)
                .numbers("account_id", row -> 1000 + row * 7)
                .levels("code", row -> "X" + row)
                .numbers("amount", row -> 1000 + row * 7);
        assertThat(table.finding("identifier", "customer").columns()).containsExactly("customer", "account_id", "code");
    }

    @Test
    void repeatedKey_isNamed_butNoAmountPerCustomer() {
        Table table = table(1000)
                .numbers("customer_id", row -> row / 4)
                .numbers("calls_per_customer", row -> row % 300)
                .numbers("months", row -> row % 120);
        assertThat(table.finding("repeated-key", "customer_id").message())
                .isEqualTo("Column 'customer_id' seems to be a key that stands in several rows: 250 different values in"
                        + " 1,000 rows.");
        assertThat(table.codes()).containsOnlyOnce("repeated-key");
    }

    @Test
    void counts_namedPartlyLikeAKey_areNoKey() {
        Table table = table(6000)
                .numbers("SENT_EMAIL", row -> row % 3 == 0 ? 0 : row % 150)
                .numbers("logins_id", row -> row % 4 != 0 ? row % 5 : row % 700)
                .levels("email_score", row -> "s" + row % 120);

        assertThat(table.codes()).doesNotContain("repeated-key", "identifier");
    }

    @Test
    void longNumbers_inSeveralRowsEach_areARepeatedKey() {
        Table table = table(1200).ids("account", row -> "89311730000000" + 10_000 * (1 + row / 12));

        assertThat(table.finding("repeated-key", "account").message())
                .isEqualTo(
                        "Column 'account' seems to be a key that stands in several rows: 100 different values in 1,200"
                                + " rows.");
        assertThat(table.codes()).doesNotContain("identifier");
    }

    @Test
    void numbersInDisguise_andCodes_andManyLevels_areNamed() {
        Table table = table(2000)
                .levels("fee", row -> "$" + (1 + row % 3) + "," + (100 + row % 800) + ".50")
                .levels("town", row -> "town " + (char) ('a' + row % 26) + (char) ('a' + row / 26 % 26))
                .numbers("area code", row -> 400 + row % 3)
                .numbers("wild", row -> row % 10 == 0 ? 1000 : row % 10);
        assertThat(table.finding("numbers-as-text", "fee").columns()).containsExactly("fee");
        assertThat(table.finding("many-levels", "town").columns()).containsExactly("town");
        assertThat(table.finding("code-numbers", "area code").columns()).containsExactly("area code");
        assertThat(table.finding("outliers", "wild").columns()).containsExactly("wild");
    }

    @Test
    void target_withOneClass_isAFindingAndNoError() {
        Table table = new Table(30).target(row -> true).numbers("x", row -> row);
        assertThat(table.finding("target-one-class", "churn").message())
                .isEqualTo("Target 'churn' has one class only, (yes).");
        assertThat(table.profile().column("x").orElseThrow().relation()).isNull();
    }

    @Test
    void target_withoutValues_isAFindingAndNoError() {
        Table table = new Table(30).levels("churn", row -> null).numbers("x", row -> row);
        assertThat(table.finding("target-one-class", "churn").message()).isEqualTo("Target 'churn' has no values.");
    }

    @Test
    void target_withManyClasses_needsThePositiveOne() {
        Table table = new Table(300).levels("churn", row -> "c" + row % 3).numbers("x", row -> row % 3);
        assertThat(table.finding("target-many-classes", "churn").message()).contains("has 3 classes", "'c0'");
        TableProfile said =
                TableProfile.of(table.data(), ProfileOptions.ofTarget("churn").withPositive("C1"));
        assertThat(said.target().positive()).isNull();
        assertThat(said.findings())
                .filteredOn(finding -> finding.code().equals("target-many-classes"))
                .singleElement()
                .extracting(Finding::wayOut)
                .isEqualTo(
                        "Say which label means that a customer left (--positive) and, of several others, which mean that"
                                + " one stayed (--negative); training leaves out rows with any other label.");
    }

    @Test
    void target_withALabelThatIsNeither_countsItApart() {
        Table table = new Table(300).levels("churn", row -> "c" + row % 3).numbers("x", row -> row % 3);
        TableProfile said = TableProfile.of(
                table.data(),
                ProfileOptions.ofTarget("churn").withPositive("C1").withNegatives(List.of("c2")));
        assertThat(said.target().left()).isEqualTo(100);
        assertThat(said.target().stayed()).isEqualTo(100);
        assertThat(said.target().other()).isEqualTo(100);
        assertThat(said.findings())
                .filteredOn(finding -> finding.code().equals("target-other-labels"))
                .singleElement()
                .extracting(Finding::message)
                .isEqualTo(
                        "100 rows have a label in 'churn' that means neither that a customer left nor that one stayed;"
                                + " its labels are 'c0' (100), 'c1' (100), 'c2' (100).");
    }

    @Test
    void target_thatIsANumberOfManyValues_isAFindingAndNoError() {
        Table table = new Table(5000).numbers("churn", row -> row);
        assertThat(table.finding("target-many-classes", "churn").message()).contains("has 5,000 classes");
        assertThat(table.profile().target().missing()).isZero();
    }

    @Test
    void target_withGapsAndFewLeavers_isSaid() {
        Table table = new Table(400)
                .levels("churn", row -> row % 20 == 0 ? null : row % 20 == 1 ? "1" : "0")
                .numbers("x", row -> noise(row, 1));
        assertThat(table.finding("target-missing", "churn").message())
                .isEqualTo("Target 'churn' is missing in 20 rows.");
        assertThat(table.finding("target-rare", "churn").message())
                .isEqualTo("Only 20 customers left (5.3 % of those whose outcome is known).");
        assertThat(table.profile().column("x").orElseThrow().relation().groups().stream()
                        .mapToLong(GroupRate::rows)
                        .sum())
                .isEqualTo(380);
    }

    @Test
    void target_notThere_orLabelNotThere_isBadData() {
        Dataset data = table(20).data();
        assertThatThrownBy(() -> TableProfile.of(data, ProfileOptions.ofTarget("chur")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Maybe 'churn' was meant.");
        assertThatThrownBy(() ->
                        TableProfile.of(data, ProfileOptions.ofTarget("churn").withPositive("left")))
                .isInstanceOf(DataException.class)
                .hasMessage("Target 'churn' never holds the positive label (left).\nMaybe one of its labels was meant:"
                        + " 'no' (14), 'yes' (6).");
    }

    @Test
    void positive_withoutTarget_isRefused() {
        assertThatThrownBy(() -> ProfileOptions.none().withPositive("yes"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "The positive label (yes) was given, but no target.\nMaybe name the column that says who left"
                                + " as well.");
    }

    @Test
    void noTarget_namesTheColumnThatMayBeIt() {
        TableProfile profile = TableProfile.of(
                new Table(50)
                        .levels("Churned", row -> left(row) ? "Yes" : "No")
                        .numbers("closed_at", row -> row)
                        .data(),
                ProfileOptions.none());
        assertThat(profile.findings()).extracting(Finding::code).contains("no-target", "after-event-name");
        assertThat(profile.findings())
                .filteredOn(finding -> finding.code().equals("after-event-name"))
                .singleElement()
                .extracting(Finding::columns)
                .isEqualTo(List.of("closed_at"));
    }

    @ParameterizedTest
    @CsvSource({"Yes,No", "1,0", "churned,retained", "Existing Customer,Attrited Customer", "T,F", "Left,Active"})
    void positiveLabel_isWorkedOutAsTrainingDoes(String one, String other) {
        Dataset data =
                new Table(40).levels("churn", row -> row % 4 == 0 ? one : other).data();
        assertThat(TableProfile.of(data, ProfileOptions.ofTarget("churn"))
                        .target()
                        .positive())
                .isEqualTo(Target.find(data, "churn", null).positive());
        Dataset turned =
                new Table(40).levels("churn", row -> row % 4 == 0 ? other : one).data();
        assertThat(TableProfile.of(turned, ProfileOptions.ofTarget("churn"))
                        .target()
                        .positive())
                .isEqualTo(Target.find(turned, "churn", null).positive());
    }

    @Test
    void ambiguousDates_thatTheReaderNoticed_areAFinding() {
        Dataset data = Dataset.of(
                new Table(10).dates("d", row -> 20_000 + row).data().columns(),
                List.of(new Notice("ambiguous-dates", "d", "…")));
        assertThat(TableProfile.of(data, ProfileOptions.none()).findings())
                .extracting(Finding::code)
                .contains("ambiguous-dates");
    }

    @Test
    void prose_isNeitherShownNorRelated() {
        ColumnSummary column = table(100)
                .texts("note", ColumnType.TEXT, row -> "word " + row)
                .profile()
                .column("note")
                .orElseThrow();
        assertThat(column.topLevels()).isEmpty();
        assertThat(column.relation()).isNull();
        assertThat(column.distinct()).isEqualTo(100);
    }
}
