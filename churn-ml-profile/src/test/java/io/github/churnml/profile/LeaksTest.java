package io.github.churnml.profile;

import static io.github.churnml.profile.Table.left;
import static io.github.churnml.profile.Table.noise;
import static io.github.churnml.profile.Table.normal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.data.ColumnType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Columns that know too much, and those that only seem to. */
class LeaksTest {

    private static final List<String> LEAKS = List.of(
            "target-copy",
            "known-after-event",
            "decides-target",
            "target-by-rule",
            "pair-decides-target",
            "level-always-leaves",
            "level-never-leaves",
            "after-event-date",
            "after-event-name");

    private static Table table(int rows) {
        return new Table(rows).target(Table::left);
    }

    private static void assertSilent(Table table) {
        assertThat(table.profile().findings()).extracting(Finding::code).doesNotContainAnyElementsOf(LEAKS);
    }

    @Test
    void targetCopy_underAnotherName_comesFirst() {
        Table table = new Table(500)
                .ids("id", row -> "C" + row)
                .levels("phone", row -> row % 2 == 0 ? "Mobile Phone" : "mobile phone ")
                .numbers("twice", row -> row % 90)
                .numbers("half", row -> row % 90 / 2.0)
                .levels("state", row -> left(row) ? "gone" : "here")
                .target(Table::left);
        Finding first = table.profile().findings().get(0);
        assertThat(first.code()).isEqualTo("target-copy");
        assertThat(first.severity()).isEqualTo(Severity.HIGH);
        assertThat(first.columns()).containsExactly("state");
        assertThat(first.message())
                .isEqualTo(
                        "Column 'state' repeats the target 'churn' under another name: in all 500 rows each of its two"
                                + " values goes with one outcome.");
        assertThat(first.wayOut()).isEqualTo("Leave it out: a model would only read the answer.");
    }

    @Test
    void targetCopy_asNumbersTurnedRound_isFound() {
        assertThat(table(500).numbers("stays", row -> left(row) ? 0 : 1).finding("target-copy", "stays"))
                .isNotNull();
    }

    @Test
    void targetCopy_withTwoExceptions_decidesTheTarget() {
        Table table = table(500).levels("state", row -> left(row) != (row == 7 || row == 400) ? "gone" : "here");
        assertThat(table.codes()).doesNotContain("target-copy");
        assertThat(table.finding("decides-target", "state").message()).contains("each of its values goes with");
    }

    @Test
    void targetCopy_inTwelveRows_mayBeChance() {
        Table table = new Table(12).target(row -> row % 6 == 0).levels("flag", row -> row % 6 == 0 ? "a" : "b");
        assertSilent(table);
    }

    @Test
    void date_ofLeaversOnly_isKnownAfterTheEvent() {
        Table table = table(400).dates("ended_on", row -> left(row) ? 20_000 + row % 90 : Double.NaN);
        assertThat(table.profile().findings().get(0).code()).isEqualTo("known-after-event");
        assertThat(table.finding("known-after-event", "ended_on").message())
                .startsWith(
                        "Column 'ended_on' holds a date for 100.0 % of the customers who left and 0.0 % of those who"
                                + " stayed (")
                .contains("filled in after a customer left. Its name says so as well.");
    }

    @Test
    void date_ofMostLeaversAndFewOthers_isKnownAfterTheEvent() {
        Table table = table(600).dates("d", row -> noise(row, 1) < (left(row) ? 0.9 : 0.05) ? 20_000 : Double.NaN);
        assertThat(table.finding("known-after-event", "d")).isNotNull();
    }

    @Test
    void reason_ofSomeLeaversOnly_isKnownAfterTheEvent() {
        Table table = table(1000)
                .texts("why", ColumnType.TEXT, row -> left(row) && row % 2 == 0 ? "too dear in the end" : null);
        assertThat(table.finding("known-after-event", "why").message()).contains(" has a value for ");
    }

    @Test
    void value_ofStayersOnly_isKnownAfterTheEvent() {
        Table table = table(400).dates("next_bill", row -> left(row) ? Double.NaN : 20_000 + row % 30);
        assertThat(table.finding("known-after-event", "next_bill").message())
                .contains("filled in only while a customer stays.");
    }

    @Test
    void gaps_thatHaveLittleToDoWithLeaving_areNoLeak() {
        assertSilent(table(2000)
                .dates("first_call", row -> noise(row, 1) < 0.5 ? 20_000 + row % 90 : Double.NaN)
                .numbers("score", row -> noise(row, 2) < (left(row) ? 0.6 : 0.4) ? noise(row, 3) : Double.NaN));
    }

    @Test
    void number_thatRanksLeavers_decidesTheTarget() {
        Table table = table(500)
                .numbers("up", row -> (left(row) ? 0.9 : 0) + noise(row, 1))
                .numbers("down", row -> (left(row) ? -0.95 : 0) + noise(row, 2));
        assertThat(table.finding("decides-target", "up").message()).contains("the higher it is", "ROC-AUC 0.99");
        assertThat(table.finding("decides-target", "down").message()).contains("the lower it is");
    }

    @Test
    void number_thatIsStrongButHonest_isNoLeak() {
        Table table = table(2000).numbers("usage", row -> (left(row) ? 1.9 : 0) + normal(row, 1));
        assertThat(table.profile().column("usage").orElseThrow().relation().value())
                .isBetween(0.85, 0.95);
        assertSilent(table);
    }

    @Test
    void codeNumber_whoseMiddleMeansLeft_decidesTheTarget() {
        Table table = table(600).numbers("status", row -> left(row) ? 3 : row % 2 == 0 ? 1 : 5);
        assertThat(table.finding("decides-target", "status").message()).contains("ROC-AUC 1.000");
    }

    @Test
    void levels_thatStandOnceOrTwice_areNoLeak() {
        assertSilent(table(3000)
                .levels("name", row -> "N" + row)
                .levels("pair", row -> "P" + row / 2)
                .numbers("exact", row -> noise(row, 1))
                .numbers("serial", row -> row * 7919 % 3001));
    }

    @Test
    void levels_thatStandEightTimesWithOneOutcome_areNoLeak() {
        // Each level has one outcome, as a repeated customer would; so few rows are pooled.
        Table table = new Table(1600).target(row -> left(row / 8)).levels("household", row -> "H" + row / 8);
        assertSilent(table);
    }

    @Test
    void level_thatAlwaysLeaves_needsRowsEnough() {
        assertSilent(pureLevel(20));
        Table table = pureLevel(100);
        assertThat(table.finding("level-always-leaves", "offer").message())
                .isEqualTo("Customers with certain values in column 'offer' always left: (final): 100 of 100 left.");
    }

    private static Table pureLevel(int rows) {
        return new Table(2000)
                .target(row -> row < rows || left(row))
                .levels("offer", row -> row < rows ? "final" : row % 2 == 0 ? "a" : "b");
    }

    @Test
    void level_thatNearlyAlwaysLeaves_isASuspectOnlyIfExceptionsAreRare() {
        assertThat(mixedLevel(300, 1).finding("level-always-leaves", "offer").message())
                .contains("nearly always left: (final): 299 of 300 left.");
        assertSilent(mixedLevel(300, 6));
    }

    private static Table mixedLevel(int rows, int exceptions) {
        return new Table(3000)
                .target(row -> row < rows ? row >= exceptions : left(row))
                .levels("offer", row -> row < rows ? "final" : row % 2 == 0 ? "a" : "b");
    }

    @Test
    void range_thatAlwaysLeaves_isASuspectIfItIsATenth() {
        Table tenth =
                new Table(2000).target(row -> noise(row, 1) > 0.85 || left(row)).numbers("idle", row -> noise(row, 1));
        assertThat(tenth.finding("level-always-leaves", "idle").message()).contains("(over 0.9", "199 of 199 left.");
        assertSilent(
                new Table(4000).target(row -> noise(row, 1) > 0.96 || left(row)).numbers("idle", row -> noise(row, 1)));
    }

    @Test
    void level_thatNeverLeaves_isASuspectOfLessWeight() {
        Table table = new Table(2000)
                .target(row -> row >= 200 && left(row))
                .levels("kind", row -> row < 200 ? "staff" : row % 2 == 0 ? "a" : "b");
        Finding finding = table.finding("level-never-leaves", "kind");
        assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(finding.message()).contains("never left: (staff): 200 of 200 stayed.");
    }

    @Test
    void level_thatNeverLeavesWhereHardlyAnybodyDoes_isNoLeak() {
        Table table = new Table(3000)
                .target(row -> row >= 300 && noise(row, 0) < 0.02)
                .levels("kind", row -> row < 300 ? "new" : "old");
        assertSilent(table);
    }

    @Test
    void level_inManyRowsOfFewCustomers_isNoLeak() {
        // 20 rows for each customer: 200 rows of one plan are ten customers.
        Table table = new Table(4000)
                .numbers("customer_id", row -> 5000 + row / 20)
                .target(row -> row < 200 || left(row / 20))
                .levels("plan", row -> row < 200 ? "gold" : row / 20 % 2 == 0 ? "a" : "b");
        assertThat(table.codes()).contains("repeated-key").doesNotContainAnyElementsOf(LEAKS);
    }

    @Test
    void pair_ofWhichTheGreaterTells_decidesTheTarget() {
        Table table = new Table(4000)
                .target(row -> noise(row, 1) > noise(row, 2))
                .numbers("before", row -> noise(row, 1))
                .numbers("after", row -> noise(row, 2))
                .numbers("other", row -> noise(row, 3));
        Finding finding = table.finding("pair-decides-target", "before");
        assertThat(finding.columns()).containsExactly("before", "after");
        assertThat(finding.message())
                .startsWith("Columns 'before', 'after' together all but decide the target 'churn'");
        assertThat(table.codes()).containsOnlyOnce("pair-decides-target").doesNotContain("decides-target");
    }

    @Test
    void pair_ofLevelsThatAgreeOrNot_decidesTheTarget() {
        Table table = new Table(30_000)
                .target(row -> (noise(row, 1) < 0.5) == (noise(row, 2) < 0.5))
                .levels("a", row -> noise(row, 1) < 0.5 ? "x" : "y")
                .levels("b", row -> noise(row, 2) < 0.5 ? "x" : "y");
        assertThat(table.finding("pair-decides-target", "a").columns()).containsExactly("a", "b");
    }

    @Test
    void pairs_ofManyNoisyColumns_areNoLeak() {
        Table table = table(400);
        for (int i = 1; i <= 20; i++) {
            int stream = i;
            table.numbers("n" + i, row -> noise(row, stream));
            table.levels("l" + i, row -> "v" + (int) (30 * noise(row, 100 + stream)));
        }
        assertSilent(table);
    }

    @Test
    void pair_withAStrongColumn_isNotBlamedForIt() {
        // The strong column is wrong in 2.5 % of the rows, of which the weak one marks three in five.
        Table table = table(6000)
                .levels("strong", row -> left(row) != noise(row, 1) < 0.025 ? "a" : "b")
                .levels("weak", row -> noise(row, 1) < 0.015 ? "odd" : "plain");
        assertSilent(table);
    }

    @Test
    void number_ofTooFewCustomers_isNoLeakHoweverWellItRanks() {
        assertSilent(table(2000).numbers("survey", row -> row >= 40 ? Double.NaN : left(row) ? 9 : row % 5));
    }

    @Test
    void date_withFewLaterOnes_isNoLeak() {
        assertSilent(table(1000)
                .dates("signup", row -> 18_000 + row % 700)
                .dates("last_bill", row -> left(row) ? 18_400 + row % 320 : 18_100 + row % 560));
    }

    @Test
    void date_thatGoesOnAfterAllOthers_isASuspectIfItHasToDoWithLeaving() {
        Table linked = table(1000)
                .dates("signup", row -> 18_000 + row % 700)
                .dates("last_bill", row -> left(row) ? 18_900 + row % 300 : 18_500 + row % 700);
        assertThat(linked.finding("after-event-date", "last_bill").message())
                .contains("holds dates after 2021-03-13, the last one of any other date column");
        assertSilent(
                table(1000).dates("signup", row -> 18_000 + row % 700).dates("renewal", row -> 18_500 + row % 700));
    }

    @Test
    void name_thatSpeaksOfLeaving_isASuspectByItself() {
        Table linked = table(500).numbers("churn_score", row -> (left(row) ? 0.3 : 0) + noise(row, 1));
        assertThat(linked.finding("after-event-name", "churn_score").severity()).isEqualTo(Severity.HIGH);
        Table unlinked = table(500).numbers("churn_score", row -> noise(row, 1));
        Finding finding = unlinked.finding("after-event-name", "churn_score");
        assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(finding.message()).contains("though its values have little to do with who left");
    }

    @Test
    void columns_areSuspectedOnceEach() {
        Table table = table(600)
                .levels("cancel_flag", row -> left(row) ? "1" : "0")
                .dates("cancel_date", row -> left(row) ? 20_000 + row : Double.NaN);
        assertThat(table.profile().findings())
                .filteredOn(finding -> LEAKS.contains(finding.code()))
                .hasSize(2);
    }

    /** Monthly activity summed up over all time, and called churn where there was little of it. */
    @Test
    void targetByRule_labelMadeOfTwoSums_isSaidWithItsBounds() {
        Table table = new Table(2000)
                .numbers("handle", LeaksTest::handle)
                .numbers("active_months", LeaksTest::months)
                .numbers("noise", row -> noise(row, 1))
                .target(row -> handle(row) < 100 && months(row) < 3);
        Finding finding = table.finding("target-by-rule", "handle");
        assertThat(finding).isNotNull();
        assertThat(finding.severity()).isEqualTo(Severity.HIGH);
        assertThat(finding.columns()).containsExactlyInAnyOrder("handle", "active_months");
        assertThat(finding.message())
                .startsWith("Customers left exactly where ")
                .contains("'handle' is at most 99", "'active_months' is at most 2", "in all 2,000 rows");
        assertThat(finding.wayOut()).contains("churn snapshot");
    }

    @Test
    void targetByRule_oneOrTheOtherIsSmall_isSaidOfThoseWhoStayed() {
        Table table = new Table(2000)
                .numbers("handle", LeaksTest::handle)
                .numbers("active_months", LeaksTest::months)
                .target(row -> handle(row) < 100 || months(row) < 3);
        assertThat(table.finding("target-by-rule", "handle").message())
                .startsWith("Customers stayed exactly where ")
                .contains("'handle' is at least 100", "'active_months' is at least 3");
    }

    @Test
    void targetByRule_oneExceptionOrAStrongPredictor_isSilent() {
        Table exception = new Table(2000)
                .numbers("handle", LeaksTest::handle)
                .numbers("active_months", LeaksTest::months)
                .target(row -> handle(row) < 100 && months(row) < 3 || row == 1234);
        assertThat(exception.profile().findings()).extracting(Finding::code).doesNotContain("target-by-rule");
        Table strong = table(2000)
                .numbers("a", row -> (left(row) ? 1.5 : 0) + normal(row, 1))
                .numbers("b", row -> (left(row) ? 1.5 : 0) + normal(row, 2));
        assertThat(strong.profile().findings()).extracting(Finding::code).doesNotContain("target-by-rule");
    }

    private static double handle(int row) {
        return Math.floor(400 * noise(row, 7));
    }

    private static double months(int row) {
        return Math.floor(9 * noise(row, 8));
    }
}
