package io.github.churnml.profile;

import static io.github.churnml.profile.Table.left;
import static io.github.churnml.profile.Table.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.data.ColumnType;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers of a profile, its two forms, and tables at the edge of what a table is. */
class TableProfileTest {

    @Test
    void numbers_areSummedUpAsDocumented() {
        NumberSummary numbers = new Table(12)
                .numbers("x", row -> row == 11 ? Double.NaN : row == 10 ? 100 : row)
                .target(Table::left)
                .profile()
                .column("x")
                .orElseThrow()
                .numbers();
        // numpy.percentile of 0..9 and 100; the standard deviation with n - 1.
        assertThat(numbers.min()).isZero();
        assertThat(numbers.q25()).isEqualTo(2.5);
        assertThat(numbers.median()).isEqualTo(5);
        assertThat(numbers.q75()).isEqualTo(7.5);
        assertThat(numbers.q95()).isCloseTo(54.5, within(1e-9));
        assertThat(numbers.max()).isEqualTo(100);
        assertThat(numbers.mean()).isCloseTo(13.181818181818182, within(1e-12));
        assertThat(numbers.standardDeviation()).isCloseTo(28.937236156268213, within(1e-9));
        assertThat(numbers.outliers()).isEqualTo(1);
        assertThat(numbers.outlierShare()).isCloseTo(1 / 11.0, within(1e-15));
    }

    @Test
    void wilson_isAsComputedIndependently() {
        assertThat(Wilson.of(8, 10).low()).isCloseTo(0.4901624715366418, within(1e-12));
        assertThat(Wilson.of(8, 10).high()).isCloseTo(0.9433178485456248, within(1e-12));
        assertThat(Wilson.of(0, 73).high()).isCloseTo(0.0499920079557311, within(1e-12));
        assertThat(Wilson.of(3, 1000).low()).isCloseTo(0.0010207838811386186, within(1e-12));
        assertThat(Wilson.of(0, 0).value()).isNaN();
        assertThat(Wilson.of(5, 5).high()).isEqualTo(1);
    }

    @Test
    void cramersV_isAsComputedIndependently() {
        assertThat(Evidence.cramersV(new long[][] {{30, 10}, {20, 40}, {25, 25}}))
                .isCloseTo(0.3136054022945848, within(1e-12));
        assertThat(Evidence.cramersV(new long[][] {{50, 50}, {51, 49}})).isZero();
        assertThat(Evidence.cramersV(new long[][] {{50, 50}, {0, 0}})).isNaN();
        assertThat(Evidence.cramersV(new long[][] {{50, 0}, {0, 50}})).isCloseTo(1, within(1e-9));
    }

    @Test
    void relation_ofLevels_hasRatesByLevelThenOthersThenMissing() {
        TargetRelation relation = new Table(1300)
                .target(row -> row % 13 == 0 || row % 13 == 12)
                .levels("l", row -> row % 13 == 12 ? null : "v" + row % 13)
                .profile()
                .column("l")
                .orElseThrow()
                .relation();
        assertThat(relation.measure()).isEqualTo(TargetRelation.Measure.CRAMERS_V);
        assertThat(relation.groups()).hasSize(12);
        assertThat(relation.groups().get(0)).isEqualTo(new GroupRate("v0", 100, 100, Wilson.of(100, 100)));
        assertThat(relation.groups().get(10).group()).isEqualTo("2 other levels");
        assertThat(relation.groups().get(11)).isEqualTo(new GroupRate("missing", 100, 100, Wilson.of(100, 100)));
    }

    @Test
    void relation_ofNumbers_hasRatesByValueOrTenth() {
        TableProfile profile = new Table(1000)
                .target(Table::left)
                .numbers("few", row -> row % 4)
                .numbers("many", row -> (left(row) ? 0.3 : 0) + noise(row, 1))
                .profile();
        assertThat(profile.column("few").orElseThrow().relation().groups())
                .extracting(GroupRate::group)
                .containsExactly("0", "1", "2", "3");
        List<GroupRate> tenths = profile.column("many").orElseThrow().relation().groups();
        assertThat(tenths).hasSize(10).allSatisfy(group -> assertThat(group.rows())
                .isBetween(98L, 102L));
        assertThat(tenths.get(0).group()).startsWith("up to ");
        assertThat(tenths.get(5).group()).matches("over \\S+ to \\S+");
        assertThat(tenths.get(9).group()).startsWith("over ");
        assertThat(tenths.get(9).rate().value())
                .isGreaterThan(tenths.get(0).rate().value());
    }

    private static Table mixed(int rows) {
        return new Table(rows)
                .ids("id", row -> "C" + row)
                .target(Table::left)
                .numbers("n", row -> row % 7 == 0 ? Double.NaN : noise(row, 1))
                .numbers("m", row -> 2 * (int) (90 * noise(row, 2)))
                .numbers("k", row -> 6 * (int) (90 * noise(row, 2)))
                .levels("l", row -> row % 11 == 0 ? null : "L" + (int) (4 * noise(row, 3)))
                .levels("many", row -> "M" + row % 10_000)
                .dates("cancel_date", row -> left(row) ? 20_000.5 + row % 50 : Double.NaN)
                .texts("note", ColumnType.TEXT, row -> row % 2 == 0 ? null : "a note of row " + row)
                .numbers("empty", row -> Double.NaN)
                .levels("noLevel", row -> null)
                .texts("noText", ColumnType.TEXT, row -> null)
                .numbers("huge", row -> row % 2 == 0 ? -1e308 : 1e308)
                .numbers("zero", row -> row % 2 == 0 ? 0.0 : -0.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 19, 300, 12_000})
    void anyTable_isProfiledTheSameTwice_inPlainValues(int rows) {
        TableProfile profile = mixed(rows).profile();
        assertThat(profile).isEqualTo(mixed(rows).profile());
        assertThat(profile.rows()).isEqualTo(rows);
        assertThat(profile.columns()).hasSize(14);
        assertPlain(profile.toMap());
        assertThat(ProfileText.of(profile, 5)).endsWith("\n").doesNotContain("NaN", "null", "Infinity");
        assertThat(TableProfile.of(mixed(rows).data(), ProfileOptions.none())
                        .toMap()
                        .get("target"))
                .isNull();
        assertThat(profile.column("zero").orElseThrow().distinct()).isEqualTo(Math.min(1, rows));
    }

    @Test
    void noRows_isSaid() {
        assertThat(mixed(0).profile().findings())
                .extracting(Finding::code)
                .containsExactly("after-event-name", "no-rows");
    }

    @Test
    void tenThousandLevels_areNoLeakAndNotAllShown() {
        ColumnSummary many = mixed(12_000).profile().column("many").orElseThrow();
        assertThat(many.distinct()).isEqualTo(10_000);
        assertThat(many.topLevels()).hasSize(10).allMatch(level -> level.rows() == 2);
        assertThat(many.relation().groups()).hasSize(11);
        assertThat(many.relation().value()).isLessThan(0.1);
    }

    @Test
    void rowsInAnotherOrder_giveTheSameSummaries() {
        int[] turned = IntStream.range(0, 300).map(row -> 299 - row).toArray();
        TableProfile profile = mixed(300).profile();
        TableProfile other = TableProfile.of(mixed(300).data().select(turned), ProfileOptions.ofTarget("churn"));
        assertThat(other.columns()).isEqualTo(profile.columns());
        assertThat(other.duplicates()).isEqualTo(profile.duplicates());
        assertThat(other.findings())
                .extracting(Finding::code)
                .isEqualTo(profile.findings().stream().map(Finding::code).toList());
    }

    @Test
    void rowsWithoutOutcome_doNotCountForTheTarget() {
        Table table = new Table(200)
                .levels("churn", row -> row % 2 == 0 ? null : left(row) ? "yes" : "no")
                .levels("flag", row -> row % 2 == 0 ? "unknown" : left(row) ? "a" : "b");
        assertThat(table.profile().target().missing()).isEqualTo(100);
        assertThat(table.profile().column("flag").orElseThrow().relation().groups())
                .extracting(GroupRate::group)
                .containsOnly("a", "b");
    }

    @Test
    void topFindings_letOneHabitNotHideTheRest() {
        Table table = new Table(400).target(Table::left).numbers("empty", row -> Double.NaN);
        table.numbers("n", row -> noise(row, 1));
        for (int i = 0; i < 6; i++) {
            int stream = i;
            table.levels("s" + i, row -> noise(row, 2 + stream) < 0.5 ? "Gold" : "gold ");
        }
        TableProfile profile = table.profile();
        assertThat(profile.findings()).hasSize(7);
        assertThat(profile.topFindings(3))
                .extracting(Finding::code)
                .containsExactly("inconsistent-spelling", "inconsistent-spelling", "all-missing");
        assertThat(profile.topFindings(5)).hasSize(5).extracting(Finding::code).endsWith("all-missing");
        assertThat(profile.topFindings(100)).isEqualTo(profile.findings());
        assertThat(profile.topFindings(0)).isEmpty();
        assertThat(ProfileText.findings(profile, 3)).endsWith("  and 4 more findings.\n");
    }

    @Test
    void text_keepsForeignCharactersFromTheTerminal() {
        Table table = new Table(40).target(Table::left).levels("evil\u001B[2J\nname", row -> "\u001B[31mred" + row % 2);
        assertThat(ProfileText.of(table.profile(), 5)).doesNotContain("\u001B");
        assertThat(ProfileText.columns(table.profile()).lines()).hasSize(3);
    }

    @Test
    void map_cutsLongLevels() {
        Table table = new Table(40).target(Table::left).levels("l", row -> "x".repeat(5000) + row % 2);
        assertThat(table.profile().toMap().toString())
                .doesNotContain("x".repeat(201))
                .contains("x".repeat(200) + "…");
    }

    private static void assertPlain(Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> {
                assertThat((String) key).matches("[a-z0-9_]+");
                assertPlain(item);
            });
        } else if (value instanceof List<?> list) {
            list.forEach(TableProfileTest::assertPlain);
        } else if (value instanceof Double number) {
            assertThat(number).isFinite();
        } else if (value != null) {
            assertThat(value).isInstanceOfAny(String.class, Integer.class, Long.class, Boolean.class);
        }
    }
}
