package io.github.churnml.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.Tables;
import io.github.churnml.profile.Association;
import io.github.churnml.profile.Associations;
import io.github.churnml.profile.ColumnShape;
import io.github.churnml.profile.ColumnSummary;
import io.github.churnml.profile.DuplicateCounts;
import io.github.churnml.profile.Finding;
import io.github.churnml.profile.Histogram;
import io.github.churnml.profile.Interaction;
import io.github.churnml.profile.LevelCount;
import io.github.churnml.profile.MissingPattern;
import io.github.churnml.profile.MissingRate;
import io.github.churnml.profile.NumberSummary;
import io.github.churnml.profile.ProfileOptions;
import io.github.churnml.profile.RepeatedColumn;
import io.github.churnml.profile.Severity;
import io.github.churnml.profile.TableExploration;
import io.github.churnml.profile.TableProfile;
import io.github.churnml.profile.TargetRelation;
import io.github.churnml.profile.TargetSummary;
import io.github.churnml.profile.TimePeriods;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A first look at a table as an application takes it, before anything is trained; what is in the table is known. */
class TableLookTest {

    private static final int ROWS = 1500;
    private static final List<String> PLANS = List.of("Basic", "Pro", "Team");

    /** Who has the plan Basic in the north, or another in the south, leaves three times as often; a lacking score means trouble. */
    private static final Dataset TABLE = table();

    private static final ProfileOptions CHURN = ProfileOptions.ofTarget("churned");
    private static final TableProfile PROFILE = TableProfile.of(TABLE, CHURN);
    private static final TableExploration EXPLORED = TableExploration.of(TABLE, CHURN);

    private static Dataset table() {
        SplittableRandom random = new SplittableRandom(20);
        List<String[]> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            int plan = random.nextInt(3);
            boolean north = random.nextBoolean();
            int minutes = random.nextInt(1000);
            boolean noScore = random.nextInt(5) == 0;
            double chance = ((plan == 0) == north ? 0.45 : 0.15) + (noScore ? 0.3 : 0);
            rows.add(new String[] {
                "C" + (10_000 + i),
                PLANS.get(plan),
                String.valueOf(100 * (plan + 1)),
                north ? "north" : "south",
                String.valueOf(minutes),
                String.valueOf(minutes * 4 + 5),
                noScore ? "" : String.valueOf(random.nextInt(11)),
                LocalDate.of(2025, 1, 1).plusDays(random.nextInt(365)).toString(),
                random.nextDouble() < chance ? "yes" : "no"
            });
        }
        String[] again = rows.get(0).clone();
        again[0] = "C99999";
        rows.add(again);
        return Tables.ofTexts(
                List.of("customer", "plan", "plan_code", "region", "minutes", "cents", "score", "signup", "churned"),
                rows,
                ReadOptions.standard());
    }

    private static long rows(String column, String value) {
        return IntStream.range(0, TABLE.rows())
                .filter(row -> value == null
                        ? TABLE.column(column).isMissing(row)
                        : value.equals(TABLE.column(column).text(row)))
                .count();
    }

    @Test
    void columns_ofThreeTypes_areSummedUp() {
        ColumnSummary minutes = PROFILE.column("minutes").orElseThrow();
        NumberSummary numbers = minutes.numbers();
        assertThat(minutes.type()).isEqualTo(ColumnType.NUMERIC);
        assertThat(numbers.mean()).isCloseTo(499.5, within(30.0));
        assertThat(List.of(numbers.min(), numbers.q25(), numbers.median(), numbers.q75(), numbers.max()))
                .isSorted();

        ColumnSummary plan = PROFILE.column("plan").orElseThrow();
        assertThat(plan.numbers()).isNull();
        assertThat(plan.topLevels()).hasSize(3).allSatisfy((LevelCount level) -> assertThat(level.rows())
                .isEqualTo(rows("plan", level.level())));

        ColumnSummary score = PROFILE.column("score").orElseThrow();
        assertThat(score.missing()).isEqualTo(rows("score", null));
        assertThat(score.present() + score.missing()).isEqualTo(ROWS + 1);
    }

    @Test
    void target_isCounted_andRelatedToEachColumn() {
        TargetSummary target = PROFILE.target();
        assertThat(target.left()).isEqualTo(rows("churned", "yes"));
        assertThat(target.stayed()).isEqualTo(rows("churned", "no"));
        assertThat(target.interval().low()).isLessThan(target.rate());

        TargetRelation ofMinutes = PROFILE.column("minutes").orElseThrow().relation();
        assertThat(ofMinutes.measure()).isEqualTo(TargetRelation.Measure.ROC_AUC);
        assertThat(ofMinutes.value()).isCloseTo(0.5, within(0.05));
        TargetRelation ofRegion = PROFILE.column("region").orElseThrow().relation();
        assertThat(ofRegion.measure()).isEqualTo(TargetRelation.Measure.CRAMERS_V);
        assertThat(ofRegion.groups()).extracting(group -> group.group()).containsExactlyInAnyOrder("north", "south");
    }

    @Test
    void repeats_ofOtherColumns_areToldWithTheirFormula() {
        assertThat(PROFILE.repeats())
                .containsExactly(
                        new RepeatedColumn("plan_code", "plan", RepeatedColumn.Kind.RECODING, 1, 0),
                        new RepeatedColumn("cents", "minutes", RepeatedColumn.Kind.LINEAR, 4, 5));
        assertThat(PROFILE.duplicates()).isEqualTo(new DuplicateCounts(0, 1, List.of("customer")));
        assertThat(PROFILE.duplicates().lookAlikes()).isEqualTo(1);
    }

    @Test
    void finding_ofALinearColumn_hasSeverityAndWayOut() {
        Finding linear = PROFILE.findings().stream()
                .filter(finding -> finding.code().equals("linear-column"))
                .findFirst()
                .orElseThrow();
        assertThat(linear.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(linear.message()).contains("'cents'", "'minutes'");
        assertThat(linear.wayOut()).isNotBlank();
        assertThat(PROFILE.findings()).extracting(Finding::severity).doesNotContain(Severity.HIGH);
    }

    @Test
    void interaction_ofPlanAndRegion_isFound() {
        Interaction found = EXPLORED.interactions().get(0);
        assertThat(List.of(found.a(), found.b())).containsExactlyInAnyOrder("plan", "region");
        assertThat(found.probability()).isLessThan(1e-6);
        long left = 0;
        for (Interaction.Cell cell : found.cells()) {
            left += cell.left();
            String a = found.groupsOfA().get(cell.ofA());
            String b = found.groupsOfB().get(cell.ofB());
            boolean often = List.of(a, b).contains("Basic") == List.of(a, b).contains("north");
            assertThat(cell.rate().value() > cell.withoutInteraction())
                    .as(a + " and " + b)
                    .isEqualTo(often);
        }
        assertThat(left).isEqualTo(PROFILE.target().left());
    }

    @Test
    void missingScores_thatMeanTrouble_areToldWithTheirChurn() {
        MissingRate score = EXPLORED.missing().get(0);
        assertThat(score.column()).isEqualTo("score");
        assertThat(score.differs()).isTrue();
        assertThat(score.missing().rate().value())
                .isGreaterThan(score.present().rate().value() + 0.2);

        MissingPattern lacking = EXPLORED.patterns().stream()
                .filter(pattern -> pattern.columns().equals(List.of("score")))
                .findFirst()
                .orElseThrow();
        assertThat(lacking.rows()).isEqualTo(rows("score", null));
        assertThat(lacking.left()).isEqualTo(score.missing().left());
    }

    @Test
    void associations_ofColumnsThatRepeat_areOne() {
        Associations associations = EXPLORED.associations();
        Association linear = associations.pairs().stream()
                .filter(pair -> List.of(pair.a(), pair.b()).containsAll(List.of("minutes", "cents")))
                .findFirst()
                .orElseThrow();
        assertThat(linear.measure()).isEqualTo(Association.Measure.SPEARMAN);
        assertThat(linear.value()).isCloseTo(1, within(1e-12));
        assertThat(associations.value("region", "minutes")).isCloseTo(0, within(0.1));
        assertThat(associations.sampled()).isFalse();
    }

    @Test
    void signups_ofAYear_areCountedByMonth() {
        TimePeriods signups = EXPLORED.times().get(0);
        assertThat(signups.column()).isEqualTo("signup");
        assertThat(signups.unit()).isEqualTo(TimePeriods.Unit.MONTH);
        assertThat(signups.periods()).hasSize(12);
        TimePeriods.Period march = signups.periods().get(2);
        assertThat(march.name()).isEqualTo("2025-03");
        assertThat(march.left()).isBetween(1L, march.known());
        assertThat(signups.periods().stream()
                        .mapToLong(TimePeriods.Period::rows)
                        .sum())
                .isEqualTo(ROWS + 1);
    }

    @Test
    void shapes_ofColumns_countEveryRow() {
        ColumnShape minutes = EXPLORED.columns().stream()
                .filter(column -> column.name().equals("minutes"))
                .findFirst()
                .orElseThrow();
        Histogram histogram = minutes.histogram();

        assertThat(histogram.bins().stream().mapToLong(bin -> bin.rows()).sum() + histogram.below() + histogram.above())
                .isEqualTo(ROWS + 1);
        assertThat(histogram.bins()).allMatch(bin -> bin.left() + bin.stayed() == bin.rows());
        assertThat(minutes.strength())
                .as("an area, of a column that says nothing")
                .isBetween(0.5, 0.55);
    }
}
