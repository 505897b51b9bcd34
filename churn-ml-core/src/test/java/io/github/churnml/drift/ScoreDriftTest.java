package io.github.churnml.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.data.ColumnType;
import io.github.churnml.error.ModelFileException;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The profile of a model's scores, and what is said of later scores by it. */
class ScoreDriftTest {

    private static final DriftDetector DETECTOR = new DriftDetector(DriftSettings.standard());

    private static final ReferenceProfile REFERENCE = new ReferenceProfile(0, List.of()).withScores(scores(1, 2000, 1));

    private static double[] scores(long seed, int count, double power) {
        SplittableRandom random = new SplittableRandom(seed);
        return random.doubles(count).map(u -> StrictMath.pow(u, power)).toArray();
    }

    private static ScoreTally tally(double... scores) {
        ScoreTally tally = new ScoreTally(REFERENCE.scores().orElseThrow());
        Arrays.stream(scores).forEach(tally::add);
        return tally;
    }

    @Test
    void withScores_keepsBinsAndMoments_andNoExtremeScore() {
        double[] given = scores(3, 500, 2);
        NumberProfile scores =
                new ReferenceProfile(7, List.of()).withScores(given).scores().orElseThrow();
        assertThat(scores.name()).isEqualTo("score");
        assertThat(scores.rows()).isEqualTo(500);
        assertThat(scores.min()).isZero();
        assertThat(scores.max()).isEqualTo(1);
        assertThat(scores.mean()).isCloseTo(Arrays.stream(given).average().orElseThrow(), within(1e-12));
        assertThat(scores.counts()).hasSize(10).allMatch(count -> count == 50);
        String state = ScoreProfile.state(scores).toString();
        assertThat(state)
                .doesNotContain(
                        String.valueOf(Arrays.stream(given).max().orElseThrow()),
                        String.valueOf(Arrays.stream(given).min().orElseThrow()));
    }

    @Test
    void withScores_fewScores_haveOneBinPerTenAtMost() {
        assertThat(REFERENCE.withScores(scores(1, 19, 1)).scores().orElseThrow().counts())
                .containsExactly(19L);
        assertThat(REFERENCE.withScores(scores(1, 30, 1)).scores().orElseThrow().counts())
                .hasSize(3);
    }

    @Test
    void withScores_whatIsNoProbability_isRefused() {
        for (double[] wrong : new double[][] {{}, {0.5, -0.1}, {1.5}, {Double.NaN}}) {
            assertThatThrownBy(() -> REFERENCE.withScores(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("scores are probabilities, and there is at least one");
            if (wrong.length > 0) {
                assertThatThrownBy(() -> tally(wrong)).hasMessageStartingWith("a score of ");
            }
        }
        NumberProfile other = NumberProfile.of("score", new double[] {0.1, 0.9});
        assertThatThrownBy(() -> new ReferenceProfile(0, List.of(), other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The reference profile of column 'score' contradicts itself: it is none of scores.");
    }

    @Test
    void state_savedAndRead_isTheSameToTheBit() {
        ReferenceProfile again = ReferenceProfile.of(Settings.of(REFERENCE.state(), Blame.modelFile(null)));
        assertThat(again).isEqualTo(REFERENCE);
        assertThat(again.state()).isEqualTo(REFERENCE.state());
        assertThat(new ReferenceProfile(0, List.of()).state()).doesNotContainKey("scores");
        assertThat(new ReferenceProfile(0, List.of()).scores()).isEmpty();
    }

    @Test
    void state_thatLies_isRefusedInWords() {
        String profile = "The reference profile of column 'score' contradicts itself: ";
        refused("rows", 1999, profile + "its counts do not add up to 1999 rows.");
        refused("rows", 0, "Key 'scores.rows' holds (0) where a whole number from 1 to");
        refused("mean", 1.5, "Key 'scores.mean' holds (1.5) where a number from 0.0 to 1.0 is required.");
        refused("standardDeviation", -1, "Key 'scores.standardDeviation' holds (-1) where a number from 0.0 to 1.0");
        refused("edges", List.of(0.5, 0.4), profile + "it has 2 edges and 10 counts.");
        refused("edges", edges(9, 1.0), profile + "edge 1.0 is out of order, or not between the least and");
        refused("edges", edges(9, 7.5), profile + "edge 7.5 is out of order");
        refused("edges", edges(1, -0.5), profile + "edge -0.5 is out of order");
        refused("counts", List.of(-1), "Key 'scores.counts' holds (-1.0) where a list of counts");
        refused("counts", null, profile + "it has 9 edges and 0 counts.");
        refused("min", 0, "Key 'scores.min' is not known.");
    }

    /** The reference's edges but one. */
    private static List<Double> edges(int changed, double to) {
        List<Double> edges =
                new java.util.ArrayList<>(REFERENCE.scores().orElseThrow().edges());
        edges.set(changed - 1, to);
        return edges;
    }

    private static void refused(String key, Object value, String message) {
        Map<String, Object> scores =
                new LinkedHashMap<>(ScoreProfile.state(REFERENCE.scores().orElseThrow()));
        scores.put(key, value);
        if (value == null) {
            scores.remove(key);
        }
        Map<String, Object> state = new LinkedHashMap<>(REFERENCE.state());
        state.put("scores", scores);
        assertThatThrownBy(() -> ReferenceProfile.of(Settings.of(state, Blame.modelFile(null))))
                .isInstanceOf(ModelFileException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void compare_scoresOfTheSameKind_areStableAndMovedOnesAreNot() {
        ColumnDrift same = DETECTOR.compare(tally(scores(2, 1000, 1)));
        assertThat(same.verdict()).isEqualTo(Verdict.STABLE);
        assertThat(same.name()).isEqualTo("score");
        assertThat(same.type()).isEqualTo(ColumnType.NUMERIC);
        assertThat(same.counted()).isFalse();

        double[] lower = scores(2, 1000, 2);
        ColumnDrift moved = DETECTOR.compare(tally(lower));
        assertThat(moved.verdict()).isEqualTo(Verdict.DRIFTED);
        assertThat(moved.psi()).isGreaterThan(0.2);
        assertThat(moved.currentMean()).isCloseTo(Arrays.stream(lower).average().orElseThrow(), within(1e-8));
        assertThat(moved.ks().orElseThrow().source()).isEqualTo(KsDistance.Source.BINS);
        // The distribution functions u and sqrt(u) are furthest apart at 1/4, by 1/4.
        assertThat(moved.ks().orElseThrow().statistic()).isCloseTo(0.25, within(0.03));
        assertThat(moved.missing().current() + moved.unseen().current()).isZero();
    }

    @Test
    void compare_fewScores_areNotEnough() {
        assertThat(DETECTOR.compare(tally(scores(2, 99, 3))).verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    }

    @Test
    void merge_anyOrder_changesNoBit() {
        double[] all = scores(9, 5000, 1.5);
        ScoreTally whole = tally(all);
        ScoreTally parts = tally();
        for (int part = 4; part >= 0; part--) {
            parts.merge(tally(Arrays.copyOfRange(all, 1000 * part, 1000 * part + 1000)));
        }
        assertThat(parts.rows()).isEqualTo(5000);
        assertThat(parts.mean()).isEqualTo(whole.mean());
        assertThat(parts.bins()).isEqualTo(whole.bins());
        parts.clear();
        assertThat(parts.rows()).isZero();
        assertThat(parts.mean()).isNaN();
    }

    @Test
    void window_withScores_reportsThemAndNeverCountsThem() {
        double[] column = IntStream.range(0, 1000).mapToDouble(i -> i % 50).toArray();
        ReferenceProfile reference =
                new ReferenceProfile(1000, List.of(NumberProfile.of("x", column)), REFERENCE.scoresOrNull());
        DriftWindow window = new DriftWindow(reference);
        DriftWindow other = new DriftWindow(reference);
        double[] low = scores(5, 1000, 3);
        for (int i = 0; i < 1000; i++) {
            DriftWindow to = i % 2 == 0 ? window : other;
            to.addNumber(0, i % 50);
            to.addScore(low[i]);
            to.endRow();
        }
        window.merge(other);
        DriftReport report = DETECTOR.compare(window);
        assertThat(report.score().orElseThrow().verdict()).isEqualTo(Verdict.DRIFTED);
        assertThat(report.score()).contains(DETECTOR.compare(tally(low)));
        assertThat(report.overallDrift()).isFalse();
        assertThat(report.columns()).extracting(ColumnDrift::name).containsExactly("x");

        Map<String, Object> map = report.toMap();
        assertThat(map.get("features"))
                .isEqualTo(Map.of("x", report.columns().get(0).psi()));
        assertThat(map.get("not_counted")).isEqualTo(Map.of());
        assertThat(map.get("score"))
                .isEqualTo(DriftReportMap.column(report.score().orElseThrow()));

        window.clear();
        assertThat(DETECTOR.compare(window).score()).isEmpty();
    }

    @Test
    void window_ofAReferenceWithoutScores_takesNoNotice() {
        DriftWindow window = new DriftWindow(new ReferenceProfile(0, List.of()));
        window.addScore(0.5);
        window.endRow();
        assertThat(DETECTOR.compare(window).score()).isEmpty();
        assertThat(DETECTOR.compare(window).toMap()).doesNotContainKey("score");
    }
}
