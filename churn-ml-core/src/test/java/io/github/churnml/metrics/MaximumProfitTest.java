package io.github.churnml.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.churnml.SharedFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class MaximumProfitTest {

    @Provide
    Arbitrary<Rows> rows() {
        return Rows.any();
    }

    @Test
    void maximumProfit_publishedCases_areEqual() throws IOException {
        JsonNode rows = read("golden/metrics.json");
        int[] labels = StreamSupport.stream(rows.get("y_true").spliterator(), false)
                .mapToInt(JsonNode::intValue)
                .toArray();
        double[] scores = StreamSupport.stream(rows.get("y_score").spliterator(), false)
                .mapToDouble(JsonNode::doubleValue)
                .toArray();
        JsonNode cases = read("golden/profit.json").get("cases");
        for (JsonNode one : cases) {
            double alpha = one.get("alpha").doubleValue();
            double offers = alpha + one.get("beta").doubleValue();
            double contact = one.get("contact_cost").doubleValue();
            double offer = one.get("incentive_cost").doubleValue();
            double value = one.get("clv").doubleValue();
            Campaign certain = new Campaign(contact, offer, alpha / offers);
            Campaign campaign = new Campaign(contact, offer, alpha / offers, offers);

            MaximumProfit empc = MaximumProfit.of(labels, scores, campaign, value);
            MaximumProfit mp = MaximumProfit.of(labels, scores, certain, value);

            assertThat(empc.perCustomer()).isCloseTo(one.get("empc").doubleValue(), within(1e-5));
            assertThat(empc.contacted())
                    .isCloseTo(one.get("empc_target_fraction").doubleValue(), within(1e-5));
            assertThat(mp.perCustomer())
                    .isCloseTo(one.get("mpc_at_mean_acceptance").doubleValue(), within(1e-9));
            assertThat(mp.contacted()).isCloseTo(one.get("mpc_target_fraction").doubleValue(), within(1e-12));
            double[] values = new double[labels.length];
            Arrays.fill(values, value);
            assertThat(Metric.EMPC.compute(labels, scores, 0.5, campaign, values))
                    .isEqualTo(empc.perCustomer());
            assertThat(Metric.MAXIMUM_PROFIT.compute(labels, scores, 0.5, campaign, values))
                    .isCloseTo(mp.perCustomer(), within(1e-12));
        }
        assertThat(cases).hasSize(3);
    }

    @Property(tries = 200)
    void maximumProfit_valuesThatDiffer_equalTheBestOfAllThresholdsAtEachAcceptance(
            @ForAll("rows") Rows rows, @ForAll long seed, @ForAll @DoubleRange(min = 0.05, max = 1) double acceptance) {
        double[] values = values(rows, seed);
        Campaign campaign = new Campaign(1, 12, acceptance);

        double best = 0;
        for (double threshold : rows.scores()) {
            best = Math.max(best, Metric.PROFIT.compute(rows.labels(), rows.scores(), threshold, campaign, values));
        }

        assertThat(MaximumProfit.of(rows.labels(), rows.scores(), campaign, values)
                        .perCustomer())
                .isCloseTo(best, within(1e-9));
    }

    @Property(tries = 30)
    void empc_valuesThatDiffer_equalsTheMeanOfMaximaOverAcceptances(@ForAll("rows") Rows rows, @ForAll long seed) {
        double[] values = values(rows, seed);
        double sum = 0;
        double weights = 0;
        int points = 4_000;
        for (int i = 0; i < points; i++) {
            double acceptance = (i + 0.5) / points;
            // Beta(3, 5), not normalised
            double weight = Math.pow(acceptance, 2) * Math.pow(1 - acceptance, 4);
            sum += weight
                    * MaximumProfit.of(rows.labels(), rows.scores(), new Campaign(1, 12, acceptance), values)
                            .perCustomer();
            weights += weight;
        }

        Campaign campaign = new Campaign(1, 12, 3.0 / 8, 8);

        assertThat(MaximumProfit.of(rows.labels(), rows.scores(), campaign, values)
                        .perCustomer())
                .isCloseTo(sum / weights, within(1e-4));
    }

    @Property(tries = 100)
    void moneyMetrics_otherRowOrder_keepTheirBits(@ForAll("rows") Rows rows, @ForAll long seed) {
        double[] values = values(rows, seed);
        List<Integer> places =
                new ArrayList<>(IntStream.range(0, values.length).boxed().toList());
        Collections.shuffle(places, new Random(seed));
        int[] picked = places.stream().mapToInt(i -> i).toArray();
        Rows shuffled = rows.pick(picked);
        double[] moved = Arrays.stream(picked).mapToDouble(i -> values[i]).toArray();
        Campaign campaign = new Campaign(1, 12, 0.4, 6);
        for (Metric metric : Metric.values()) {
            assertThat(List.of(metric.compute(shuffled.labels(), shuffled.scores(), 0.5, campaign, moved)))
                    .as(metric.label())
                    .containsExactly(metric.compute(rows.labels(), rows.scores(), 0.5, campaign, values));
        }
    }

    @Test
    void maximumProfit_campaignThatNeverPays_contactsNobody() {
        Rows rows = Rows.simulated(100, 3);
        assertThat(MaximumProfit.of(rows.labels(), rows.scores(), new Campaign(50, 10, 0.3, 20), 20))
                .isEqualTo(new MaximumProfit(0, 0));
    }

    @Test
    void profit_knownDecisions_isTheirSum() {
        int[] labels = {1, 0, 1, 0};
        double[] scores = {0.9, 0.8, 0.3, 0.1};
        double[] values = {100, 500, 60, 0};
        Campaign campaign = new Campaign(1, 10, 0.5);

        // leaver: 0.5 (100 − 10) − 1 = 44; stayer: −11; leaver: 0.5 (60 − 10) − 1 = 24; stayer: −11
        assertThat(Metric.PROFIT.compute(labels, scores, 0.5, campaign, values)).isEqualTo((44 - 11) / 4.0);
        assertThat(Metric.PROFIT_EVERYONE.compute(labels, scores, 0.5, campaign, values))
                .isEqualTo((44 - 11 + 24 - 11) / 4.0);
        assertThat(Metric.PROFIT_GAIN.compute(labels, scores, 0.5, campaign, values))
                .isEqualTo((33 - 46) / 4.0);
        assertThat(Metric.MAXIMUM_PROFIT.compute(labels, scores, 0.5, campaign, values))
                .isEqualTo((44 - 11 + 24) / 4.0);
        assertThat(Metric.PROFIT.compute(labels, scores, 2, campaign, values)).isZero();
        assertThat(Metric.ROC_AUC.compute(labels, scores, 0.5, campaign, values))
                .isEqualTo(RocAuc.of(labels, scores));
    }

    @Test
    void moneyIntervals_ofTheProfit_areThoseOfAMean() {
        Rows rows = Rows.simulated(2_000, 9);
        double[] values = values(rows, 4);
        Campaign campaign = new Campaign(1, 12, 0.4, 6);

        Map<Metric, Estimate> estimates =
                StratifiedBootstrap.standard(5).moneyIntervals(rows.labels(), rows.scores(), 0.5, campaign, values);

        assertThat(estimates)
                .containsOnlyKeys(
                        Arrays.stream(Metric.values()).filter(Metric::isMoney).toArray(Metric[]::new));
        Estimate profit = estimates.get(Metric.PROFIT);
        assertThat(profit.value())
                .isEqualTo(Metric.PROFIT.compute(rows.labels(), rows.scores(), 0.5, campaign, values));
        assertThat(profit.high() - profit.low())
                .isCloseTo(
                        2 * 1.96 * standardError(rows, campaign, values), within(0.1 * (profit.high() - profit.low())));
        assertThat(estimates.get(Metric.EMPC).low()).isGreaterThan(0);
        assertThat(estimates)
                .isEqualTo(StratifiedBootstrap.standard(5)
                        .moneyIntervals(rows.labels(), rows.scores(), 0.5, campaign, values));
    }

    /** Of a mean over rows that are drawn within each class. */
    private static double standardError(Rows rows, Campaign campaign, double[] values) {
        double variance = 0;
        for (int label = 0; label <= 1; label++) {
            double n = 0;
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < rows.count(); i++) {
                if (rows.labels()[i] == label) {
                    double gain = rows.scores()[i] >= 0.5 ? campaign.gain(label, values[i]) : 0;
                    n++;
                    sum += gain;
                    squares += gain * gain;
                }
            }
            variance += n * (squares / n - sum / n * (sum / n));
        }
        return Math.sqrt(variance) / rows.count();
    }

    @Test
    void gain_ofAProbability_isTheMeanOfBothOutcomes() {
        Campaign campaign = new Campaign(1, 10, 0.3, 20);
        assertThat(campaign.gain(0.4, 200)).isCloseTo(0.4 * 0.3 * 190 - 0.6 * 10 - 1, within(1e-12));
        assertThat(campaign.gain(0.4, 200))
                .isCloseTo(0.4 * campaign.gain(1, 200) + 0.6 * campaign.gain(0, 200), within(1e-12));
    }

    @Test
    void moneyMetrics_withoutCampaign_areRefused() {
        assertThatThrownBy(() -> Metric.PROFIT.compute(new int[] {1, 0}, new double[] {0.5, 0.4}, 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A metric of money does not know what customers are worth.\n"
                        + "Maybe give a campaign and the customers' values with it.");
    }

    @Test
    void values_thatAreNone_areRefused() {
        Campaign campaign = new Campaign(1, 10, 0.3);
        int[] labels = {1, 0};
        double[] scores = {0.5, 0.4};
        assertThatThrownBy(() -> MaximumProfit.of(labels, scores, campaign, new double[] {10, -1}))
                .hasMessage("The value at index 1 is (-1.0) where an amount of 0 or more is required.\n"
                        + "Maybe a customer's value is missing.");
        assertThatThrownBy(() -> MaximumProfit.of(labels, scores, campaign, new double[] {10, Double.NaN}))
                .hasMessageContaining("(NaN)");
        assertThatThrownBy(() -> MaximumProfit.of(labels, scores, campaign, new double[] {10}))
                .hasMessage("There are 2 labels but 1 values of customers.\nMaybe they come from different tables.");
    }

    @Test
    void campaigns_thatAreNone_areRefused() {
        assertThatThrownBy(() -> new Campaign(-1, 10, 0.3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "A campaign has the contact cost (-1.0), the offer cost (10.0), the acceptance (0.3) known of"
                                + " (Infinity) offers where costs of 0 or more, an acceptance above 0 and at most 1, and offers"
                                + " above 0 are required.\nMaybe a cost has a minus, or the acceptance is in percent: 0.3 means"
                                + " 30 %.");
        assertThatThrownBy(() -> new Campaign(1, 10, 30)).hasMessageContaining("acceptance (30.0)");
        assertThatThrownBy(() -> new Campaign(1, Double.NaN, 0.3)).hasMessageContaining("(NaN)");
        assertThatThrownBy(() -> new Campaign(1, 10, 0.3, 0)).hasMessageContaining("(0.0) offers");
    }

    private static double[] values(Rows rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return random.ints(rows.count(), 0, 200).asDoubleStream().toArray();
    }

    private static JsonNode read(String relative) throws IOException {
        return JsonMapper.builder()
                .build()
                .readTree(SharedFiles.require(relative).toFile());
    }

    /** The acceptance is uniform from 0 to 1, so the maximum is the area under max(0, 100 γ − cost), here in closed form. */
    @Test
    void maximumProfit_uniformAcceptance_isTheAreaAboveBreakEven() {
        Campaign contactOnly = new Campaign(20, 0, 0.5, 2);
        // 100 γ − 20 over γ from 0.2: 50 · 0.8²
        MaximumProfit one = MaximumProfit.of(new int[] {1}, new double[] {0.7}, contactOnly, 100);
        assertThat(one.perCustomer()).isCloseTo(32, within(1e-9));
        assertThat(one.contacted()).isCloseTo(0.8, within(1e-12));
        assertThat(Metric.EMPC.compute(new int[] {1}, new double[] {0.7}, 0.5, contactOnly, new double[] {100}))
                .isEqualTo(one.perCustomer());
        assertThat(Metric.MAXIMUM_PROFIT.compute(
                        new int[] {1}, new double[] {0.7}, 0.5, contactOnly, new double[] {100}))
                .isEqualTo(0.5 * 100 - 20);

        // Leaver and stayer of equal score: 100 γ − 10 − 2 · 10 over γ from 0.3, between two customers
        MaximumProfit both = MaximumProfit.of(
                new int[] {1, 0}, new double[] {0.7, 0.7}, new Campaign(10, 10, 0.5, 2), new double[] {110, 900});
        assertThat(both.perCustomer()).isCloseTo(50 * 0.49 / 2, within(1e-9));
        assertThat(both.contacted()).isCloseTo(0.7, within(1e-12));

        // First 100 γ − 20, beyond γ = 0.5 with the next two rows 180 γ − 60: contacts 1, then 3 of 4 customers
        MaximumProfit hull = MaximumProfit.of(
                new int[] {1, 0, 1, 0}, new double[] {0.9, 0.6, 0.5, 0.1}, contactOnly, new double[] {100, 0, 80, 0});
        // 50 · (0.5² − 0.2²) − 20 · 0.3 up to 0.5, then 90 · (1 − 0.25) − 60 · 0.5
        assertThat(hull.perCustomer()).isCloseTo((50 * 0.21 - 20 * 0.3 + 90 * 0.75 - 60 * 0.5) / 4, within(1e-9));
        assertThat(hull.contacted()).isCloseTo((0.3 + 3 * 0.5) / 4, within(1e-12));
    }

    @Test
    void maximumProfit_acceptanceOfAll_isCertainWhateverTheOffersMade() {
        int[] labels = {1, 0};
        double[] scores = {0.7, 0.4};
        assertThat(MaximumProfit.of(labels, scores, new Campaign(20, 5, 1, 8), 100))
                .isEqualTo(new MaximumProfit((100 - 5 - 20) / 2.0, 0.5));
    }

    @Test
    void maximumProfit_contactThatJustPaysForItself_contactsNobody() {
        assertThat(MaximumProfit.of(new int[] {1}, new double[] {0.7}, new Campaign(10, 0, 0.5), 20))
                .isEqualTo(new MaximumProfit(0, 0));
    }

    @Test
    void moneyMetrics_rowsThatAreNone_areRefused() {
        Campaign campaign = new Campaign(1, 10, 0.3);
        double[] values = {10, 10};
        assertThatThrownBy(() -> MaximumProfit.of(new int[] {1, 0}, new double[] {0.5, Double.NaN}, campaign, values))
                .hasMessageStartingWith("The score at index 1 is (NaN) where a number is required.");
        assertThatThrownBy(() -> MaximumProfit.of(new int[] {1, 2}, new double[] {0.5, 0.4}, campaign, values))
                .hasMessageStartingWith("The label at index 1 is (2)");
        assertThatThrownBy(() ->
                        MaximumProfit.of(new int[] {1, 0}, new double[] {0.5, 0.4}, campaign, Double.POSITIVE_INFINITY))
                .hasMessageStartingWith("The value at index 0 is (Infinity) where an amount of 0 or more is required.");
    }

    @Test
    void campaigns_ofExtremeAmounts_areTakenUpToTheirLimits() {
        assertThat(new Campaign(0, 0, 1, Double.MIN_VALUE).gain(1, 70)).isEqualTo(70);
        assertThatThrownBy(() -> new Campaign(1, 10, 0)).hasMessageContaining("acceptance (0.0)");
        assertThatThrownBy(() -> new Campaign(1, -10, 0.3)).hasMessageContaining("offer cost (-10.0)");
        assertThatThrownBy(() -> new Campaign(Double.POSITIVE_INFINITY, 10, 0.3))
                .hasMessageContaining("contact cost (Infinity)");
        assertThatThrownBy(() -> new Campaign(Double.MAX_VALUE, Double.MAX_VALUE, 0.3))
                .hasMessageContaining("(1.7976931348623157E308)");
    }
}
