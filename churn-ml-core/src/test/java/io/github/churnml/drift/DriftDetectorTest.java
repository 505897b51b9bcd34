package io.github.churnml.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.SharedFiles;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.error.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftDetectorTest {

    @TempDir
    Path folder;

    private TableTally tally(String name, int rows, IntFunction<String> row) throws IOException {
        return TableTally.of(file(name, rows, row), ReadOptions.standard());
    }

    private Path file(String name, int rows, IntFunction<String> row) throws IOException {
        StringBuilder text = new StringBuilder("x,plan,day\n");
        for (int i = 0; i < rows; i++) {
            text.append(row.apply(i)).append('\n');
        }
        return Files.writeString(folder.resolve(name), text);
    }

    private DriftReport compare(TableTally reference, Path current) {
        return new DriftDetector(DriftSettings.standard())
                .compare(reference, TableTally.of(current, ReadOptions.standard(), reference.layout()));
    }

    private static String plain(int i) {
        return i * 7919 % 1000 / 10.0 + "," + "abc".charAt(i % 3) + ",2026-0" + (1 + i % 9) + "-1" + i % 9;
    }

    @Test
    void compare_sameTable_isStableAndEveryDistanceZero() throws IOException {
        DriftReport report =
                compare(tally("a.csv", 900, DriftDetectorTest::plain), file("b.csv", 900, DriftDetectorTest::plain));
        assertThat(report.verdict()).isEqualTo(Verdict.STABLE);
        assertThat(report.overallDrift()).isFalse();
        assertThat(report.columns()).hasSize(3).allSatisfy(column -> {
            assertThat(column.psi()).isZero();
            assertThat(column.pValue()).isEqualTo(1);
            assertThat(column.jensenShannon()).isZero();
            column.ks().ifPresent(ks -> assertThat(ks.statistic()).isZero());
        });
        assertThat(report.find("x").orElseThrow().wasserstein()).isZero();
    }

    @Test
    void compare_newLevelAndTextAmongNumbers_haveTheirOwnBin() throws IOException {
        DriftReport report = compare(
                tally("a.csv", 900, DriftDetectorTest::plain),
                file("b.csv", 900, i -> (i % 10 == 0 ? "broken" : i % 100) + "," + (i % 5 == 0 ? "new" : "a") + ",NA"));
        ColumnDrift x = report.find("x").orElseThrow();
        assertThat(x.unseen().reference()).isZero();
        assertThat(x.unseen().current()).isCloseTo(0.1, within(1e-12));
        assertThat(x.verdict().isAlarm()).isTrue();
        assertThat(x.reason()).contains("rare, unseen or unreadable values from 0.0 % to 10.0 %");
        ColumnDrift plan = report.find("plan").orElseThrow();
        assertThat(plan.unseen().current()).isCloseTo(0.2, within(1e-12));
        ColumnDrift day = report.find("day").orElseThrow();
        assertThat(day.missing().current()).isEqualTo(1);
        assertThat(day.verdict()).isEqualTo(Verdict.DRIFTED);
        assertThat(day.ks().orElseThrow().statistic()).isNaN();
        assertThat(report.verdictRule()).startsWith("At least one counted column has a PSI of 0.2 or more");
        assertThat(report.rule()).startsWith("3 counted columns have a PSI of 0.2 or more, most of all 'day' (");
    }

    @Test
    void compare_oneLevelOneValueAllMissing_isNoDriftAndNoCrash() throws IOException {
        DriftReport report = compare(tally("a.csv", 300, i -> "5,a,"), file("b.csv", 200, i -> "5,a,"));
        assertThat(report.verdict()).isEqualTo(Verdict.STABLE);
        assertThat(report.columns())
                .allSatisfy(column -> assertThat(column.psi()).isZero());
    }

    @Test
    void compare_anotherConstant_isSeenThoughThereIsOneBin() throws IOException {
        TableTally reference = tally("a.csv", 300, i -> "5,a,");
        ColumnDrift moved = compare(reference, file("b.csv", 300, i -> (i % 4 == 0 ? "4" : "5") + ",a,"))
                .find("x")
                .orElseThrow();
        assertThat(moved.verdict()).isEqualTo(Verdict.DRIFTED);
        assertThat(moved.unseen().current()).isEqualTo(0.25);
        DriftWindow window = new DriftWindow(reference.profile());
        for (int i = 0; i < 300; i++) {
            window.addNumber(0, i % 4 == 0 ? 4 : 5);
            window.addLevel(1, 0);
            window.addNumber(2, Double.NaN);
            window.endRow();
        }
        assertThat(new DriftDetector(DriftSettings.standard())
                        .compare(window)
                        .find("x")
                        .orElseThrow()
                        .bins())
                .isEqualTo(moved.bins());
    }

    @Test
    void compare_rareZerosAmongOnesThatBecomeMany_areSeen() throws IOException {
        TableTally reference = tally("a.csv", 900, i -> (i % 20 == 0 ? 0 : 1) + ",a,");
        DriftReport report = compare(reference, file("b.csv", 900, i -> i % 2 + ",a,"));
        assertThat(report.find("x").orElseThrow().verdict()).isEqualTo(Verdict.DRIFTED);
    }

    @Test
    void compare_onlyMissingOnEitherSide_isDrift() throws IOException {
        DriftReport appeared =
                compare(tally("a.csv", 300, i -> i + ",a,"), file("b.csv", 300, i -> i + ",a,2026-01-01"));
        assertThat(appeared.overallDrift()).isTrue();
        DriftReport gone = compare(tally("c.csv", 300, i -> i + ",a,2026-01-01"), file("d.csv", 300, i -> i + ",,"));
        assertThat(gone.find("day").orElseThrow().verdict()).isEqualTo(Verdict.DRIFTED);
        assertThat(gone.find("plan").orElseThrow().missing().change()).isEqualTo(1);
    }

    @Test
    void compare_hugeAndInfiniteNumbers_areCountedWithoutOverflow() throws IOException {
        DriftReport report = compare(
                tally("a.csv", 300, i -> (i % 2 == 0 ? "1e308" : "-1e308") + ",a,"),
                file("b.csv", 300, i -> (i % 3 == 0 ? "1e999" : i % 3 == 1 ? "-1e308" : "1.7e308") + ",a,"));
        ColumnDrift x = report.find("x").orElseThrow();
        assertThat(x.unseen().current()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(x.psi()).isFinite();
        assertThat(x.verdict()).isEqualTo(Verdict.DRIFTED);
    }

    @Test
    void compare_noColumnInCommonOrNoRows_isAnsweredWithoutAColumn() throws IOException {
        TableTally reference = tally("a.csv", 300, i -> "5,a,");
        DriftReport empty = new DriftDetector(DriftSettings.standard())
                .compare(new ReferenceProfile(0, java.util.List.of()), reference);
        assertThat(empty.columns()).isEmpty();
        assertThat(empty.verdict()).isEqualTo(Verdict.STABLE);
        assertThat(empty.rule()).isEqualTo("No column is counted, so there is nothing that could drift.");
        assertThat(empty.toMap().get("features")).isEqualTo(java.util.Map.of());
    }

    @Test
    void compare_fewRows_saysSo() throws IOException {
        DriftReport report =
                compare(tally("a.csv", 900, DriftDetectorTest::plain), file("b.csv", 99, i -> "1e6,zzz,NA"));
        assertThat(report.verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
        assertThat(report.overallDrift()).isFalse();
        assertThat(report.rule()).isEqualTo("At least 100 rows are needed on both sides.");
    }

    @Test
    void compare_excludedColumns_haveNoSay() throws IOException {
        TableTally reference = tally("a.csv", 900, DriftDetectorTest::plain);
        Path moved = file("b.csv", 900, i -> "500" + plain(i));
        DriftSettings settings = DriftSettings.standard().withExcluded(Set.of("x"));
        DriftReport report = new DriftDetector(settings)
                .compare(reference, TableTally.of(moved, ReadOptions.standard(), reference.layout()));
        assertThat(report.find("x").orElseThrow().verdict()).isEqualTo(Verdict.DRIFTED);
        assertThat(report.overallDrift()).isFalse();
        assertThat(report.rule())
                .isEqualTo("No counted column has a PSI of 0.2 or more; the greatest is of 'plan' (0.000).");
        assertThat(report.verdictRule())
                .isEqualTo("No counted column has changed by enough, or by more than chance explains.");
    }

    @Test
    void overallDrift_followsTheThresholdToTheBit_whateverChanceSays() throws IOException {
        TableTally reference = tally("a.csv", 900, i -> "5," + "abcdefghij".charAt(i % 10) + ",");
        int[] uneven = {17, 17, 14, 12, 10, 8, 7, 6, 5, 4};
        StringBuilder levels = new StringBuilder();
        for (int level = 0; level < uneven.length; level++) {
            levels.append(String.valueOf("abcdefghij".charAt(level)).repeat(uneven[level]));
        }
        Path current = file("b.csv", 100, i -> "5," + levels.charAt(i) + ",");
        TableTally found = TableTally.of(current, ReadOptions.standard(), reference.layout());

        DriftReport report = new DriftDetector(DriftSettings.standard()).compare(reference, found);

        double psi = report.find("plan").orElseThrow().psi();
        assertThat(psi).isBetween(0.2, 0.23);
        assertThat(report.overallDrift()).isTrue();
        assertThat(report.statisticalDrift()).isFalse();
        assertThat(report.rule())
                .isEqualTo(
                        "One counted column has a PSI of 0.2 or more: 'plan' (0.217). No test is sure of it: chance may"
                                + " explain it.");
        assertThat(overall(reference, found, psi)).isTrue();
        assertThat(overall(reference, found, Math.nextUp(psi))).isFalse();
    }

    private static boolean overall(TableTally reference, TableTally found, double threshold) {
        return new DriftDetector(DriftSettings.standard().withThreshold(threshold))
                .compare(reference, found)
                .overallDrift();
    }

    @Test
    void compare_leastEffectAtTheThreshold_leavesSmallChangesOut() throws IOException {
        TableTally reference = tally("a.csv", 3000, i -> plain(i));
        Path current = file("b.csv", 3000, i -> plain(i).replaceFirst(",b,", i % 4 == 0 ? ",a," : ",b,"));
        TableTally found = TableTally.of(current, ReadOptions.standard(), reference.layout());
        DriftReport small = new DriftDetector(DriftSettings.standard()).compare(reference, found);
        assertThat(small.verdict()).isEqualTo(Verdict.SHIFTED);
        assertThat(small.verdictRule())
                .startsWith("No counted column reaches a PSI of 0.2, but at least one has changed");
        assertThat(small.statisticalDrift()).isTrue();
        assertThat(small.overallDrift()).as("the threshold is not reached").isFalse();
        assertThat(small.status()).isEqualTo(Verdict.STABLE);
        assertThat(small.toMap())
                .containsEntry("overall_drift", false)
                .containsEntry("status", "stable")
                .containsEntry("decided_by", "threshold")
                .containsEntry("statistical_drift", true)
                .containsEntry("verdict", "shifted");
        assertThat(small.toMap().keySet()).startsWith("threshold", "overall_drift", "features");
        DriftReport byTests =
                new DriftDetector(DriftSettings.standard().withRule(DriftRule.TESTS)).compare(reference, found);
        assertThat(byTests.overallDrift()).isTrue();
        assertThat(byTests.status()).isEqualTo(Verdict.SHIFTED);
        assertThat(byTests.rule()).isEqualTo(small.verdictRule());
        DriftReport large = new DriftDetector(DriftSettings.standard().withLeastEffect(0.2)).compare(reference, found);
        assertThat(large.statisticalDrift()).isFalse();
        assertThat(large.find("plan").orElseThrow().reason()).startsWith("changed, but by too little to count");
    }

    @Test
    void compare_manyRows_usesTheSketchesAndStatesTheirError() throws IOException {
        SplittableRandom random = new SplittableRandom(4);
        TableTally reference = tally("a.csv", 60_000, i -> random.nextDouble() + ",a,");
        Path current = file("b.csv", 40_000, i -> random.nextDouble() * 1.1 + ",a,");
        KsDistance ks = compare(reference, current).find("x").orElseThrow().ks().orElseThrow();
        assertThat(ks.source()).isEqualTo(KsDistance.Source.SKETCHES);
        assertThat(ks.error()).isPositive().isLessThan(0.001);
        assertThat(ks.statistic()).isCloseTo(1 - 1 / 1.1, within(0.01));
    }

    @Test
    void of_fileReadTwice_givesTheSameProfileToTheBit() throws IOException {
        SplittableRandom random = new SplittableRandom(4);
        Path file = file("a.csv", 400_000, i -> random.nextDouble() + ",a," + (i % 3 == 0 ? "" : "2026-01-01"));
        TableTally first = TableTally.of(file, ReadOptions.standard());
        TableTally second = TableTally.of(file, ReadOptions.standard());
        assertThat(first.profile()).isEqualTo(second.profile());
        assertThat(first.numbers("x").orElseThrow().sketch().weighted().values())
                .containsExactly(
                        second.numbers("x").orElseThrow().sketch().weighted().values());
    }

    @Test
    void of_fewTextsLateInAColumnOfNumbers_areMissing_andManyMakeItOneOfLevels() throws IOException {
        TableTally few = tally("a.csv", 7_000, i -> (i == 6_500 ? "n.a." : i % 4) + ",a,2026-01-01");
        assertThat(few.profile().find("x").orElseThrow()).isInstanceOf(NumberProfile.class);
        assertThat(few.profile().find("x").orElseThrow().missing()).isEqualTo(1);
        TableTally many = tally("b.csv", 7_000, i -> (i > 5_500 ? "n.a." : i % 4) + ",a,2026-01-01");
        assertThat(many.profile().find("x").orElseThrow()).isInstanceOf(LevelProfile.class);
        TableTally days = tally("c.csv", 7_000, i -> i % 4 + ",a," + (i == 6_500 ? "soon" : "2026-01-01"));
        assertThat(days.profile().find("day").orElseThrow()).isInstanceOf(LevelProfile.class);
    }

    @Test
    void window_ofTheSameRows_agreesWithTheTable() throws IOException {
        TableTally reference = tally("a.csv", 900, DriftDetectorTest::plain);
        ReferenceProfile profile = reference.profile();
        DriftWindow window = new DriftWindow(profile);
        DriftWindow other = new DriftWindow(profile);
        for (int i = 0; i < 300; i++) {
            DriftWindow to = i % 2 == 0 ? window : other;
            to.addNumber(0, i % 100 / 2.0);
            to.addLevel(1, i % 3 == 0 ? DriftWindow.UNSEEN : 0);
            to.addNumber(2, Double.NaN);
            to.endRow();
        }
        window.merge(other);
        Path same = file("b.csv", 300, i -> i % 100 / 2.0 + "," + (i % 3 == 0 ? "zz" : "a") + ",");
        DriftReport table = compare(reference, same);
        DriftReport live = new DriftDetector(DriftSettings.standard()).compare(window);
        for (ColumnDrift column : table.columns()) {
            ColumnDrift counted = live.find(column.name()).orElseThrow();
            assertThat(counted.bins()).isEqualTo(column.bins());
            assertThat(counted.psi()).isEqualTo(column.psi());
            assertThat(counted.pValue()).isEqualTo(column.pValue());
        }
        assertThat(live.find("x").orElseThrow().ks().orElseThrow().source()).isEqualTo(KsDistance.Source.BINS);
        window.clear();
        assertThat(window.rows()).isZero();
        assertThat(new DriftDetector(DriftSettings.standard()).compare(window).verdict())
                .isEqualTo(Verdict.NOT_ENOUGH_DATA);
    }

    @Test
    void compare_sharedSamples_twoColumnsStandOut() {
        TableTally reference =
                TableTally.of(SharedFiles.require("data/zubale/churn_ref_sample.csv"), ReadOptions.standard());
        TableTally shifted = TableTally.of(
                SharedFiles.require("data/zubale/churn_shifted_sample.csv"),
                ReadOptions.standard(),
                reference.layout());
        DriftReport report = new DriftDetector(DriftSettings.standard()).compare(reference, shifted);
        assertThat(report.columns().stream().filter(column -> column.psi() >= 0.2))
                .extracting(ColumnDrift::name)
                .containsExactlyInAnyOrder("avg_latency_ms", "downtime_hours_30d");
        assertThat(report.find("avg_latency_ms").orElseThrow().psi()).isCloseTo(0.3, within(0.05));
        assertThat(report.find("downtime_hours_30d").orElseThrow().psi()).isCloseTo(0.3, within(0.05));
    }

    @Test
    void settings_outOfRange_areRefused() {
        assertThatThrownBy(() -> DriftSettings.standard().withThreshold(0))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The drift setting 'threshold' is (0.0).\nMaybe give a number above 0.");
        assertThatThrownBy(() -> DriftSettings.standard().withFalseAlarms(Double.NaN))
                .hasMessage("The drift setting 'falseAlarms' is (NaN).\nMaybe give a number above 0 and at most 1.");
        assertThat(DriftSettings.standard().withThreshold(0.01).leastEffect()).isEqualTo(0.01);
    }

    @Test
    void numberProfile_ofScores_canBeWatchedInAWindow() {
        SplittableRandom random = new SplittableRandom(8);
        NumberProfile scores = NumberProfile.of("score", random.doubles(5000).toArray());
        DriftWindow window = new DriftWindow(new ReferenceProfile(5000, java.util.List.of(scores)));
        for (int i = 0; i < 1000; i++) {
            window.addNumber(0, random.nextDouble() * 0.7);
            window.endRow();
        }
        assertThat(new DriftDetector(DriftSettings.standard()).compare(window).verdict())
                .isEqualTo(Verdict.DRIFTED);
    }
}
