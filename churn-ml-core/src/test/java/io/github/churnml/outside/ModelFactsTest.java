package io.github.churnml.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.ChurnModel;
import io.github.churnml.FitOptions;
import io.github.churnml.HeldOutRows;
import io.github.churnml.SmallModel;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.drift.ColumnBins;
import io.github.churnml.drift.ColumnDrift;
import io.github.churnml.drift.ColumnProfile;
import io.github.churnml.drift.DriftReport;
import io.github.churnml.drift.DriftSettings;
import io.github.churnml.drift.KsDistance;
import io.github.churnml.drift.LevelProfile;
import io.github.churnml.drift.PopulationStabilityIndex;
import io.github.churnml.drift.ScoreTally;
import io.github.churnml.drift.ShareChange;
import io.github.churnml.judge.Evaluation;
import io.github.churnml.metrics.RocAuc;
import io.github.churnml.model.Identity;
import io.github.churnml.model.Manifest;
import io.github.churnml.model.Training;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a model says of itself, of the rows that it was judged on, and of customers who have changed since. */
class ModelFactsTest {

    private static final Dataset CUSTOMERS = SmallModel.customers(600, 3);

    @Test
    void heldOutRows_ofAFit_areThoseOfItsEvaluation() {
        List<Double> areas = new ArrayList<>();
        HeldOutRows judged = (kept, model, rows, labels, probabilities) -> {
            assertThat(rows.rows()).isEqualTo(labels.length);
            assertThat(model.scorer().score(rows).probabilities()).containsExactly(probabilities);
            areas.add(RocAuc.of(labels, probabilities));
        };

        ChurnModel model = SmallModel.pipeline(SmallModel.boosting())
                .fit(CUSTOMERS, FitOptions.standard().withJudged(judged));

        assertThat(areas).containsExactly(model.evaluation().rocAuc().value());
        assertThat(FitOptions.standard().judged()).isSameAs(HeldOutRows.UNUSED);
    }

    @Test
    void manifest_ofATraining_saysOfWhatAndWhen() {
        ChurnModel model = SmallModel.pipeline(SmallModel.boosting())
                .fit(
                        CUSTOMERS,
                        FitOptions.standard().withCreated(SmallModel.THEN).withGitCommit("abc1234"));

        Training training = model.manifest().training();
        assertThat(training.dataFingerprint()).isEqualTo(CUSTOMERS.fingerprint());
        assertThat(training.gitCommit()).isEqualTo("abc1234");
        assertThat(training.rows()).isEqualTo(model.manifest().rows());
        assertThat(training.positives()).isBetween(50L, 300L);
        assertThat(training.seed()).isEqualTo(5);
    }

    @Test
    void manifest_ofFactsOfOnesOwn_hasThemAll() {
        Identity identity = new Identity("retention", "2.1.0", Instant.EPOCH, "1.0.0", "17.0.15");
        Training training = new Training(1000, 120, 7, "f".repeat(64), null);

        Manifest manifest = Manifest.trained(identity, training, Evaluation.unknown(0.4), Map.of(), Map.of());

        assertThat(manifest.name()).isEqualTo(identity.name());
        assertThat(manifest.created()).isEqualTo(Instant.EPOCH);
        assertThat(manifest.gitCommit()).isEmpty();
        assertThat(manifest.training()).isEqualTo(training);
        assertThat(manifest.withVersion("2.1.1").version()).isEqualTo("2.1.1");
    }

    @Test
    void drift_ofLaterCustomers_hasDistancesAndBins() {
        ChurnModel model = SmallModel.of(SmallModel.boosting(), CUSTOMERS);
        DriftReport same = model.drift(CUSTOMERS, DriftSettings.standard());
        ColumnDrift tenure = same.find("tenure_months").orElseThrow();

        KsDistance none = tenure.ks().orElseThrow();
        assertThat(none.statistic()).isCloseTo(0, within(0.05));
        assertThat(none.pValue()).isGreaterThan(0.5);

        int[] longest = IntStream.range(0, CUSTOMERS.rows())
                .filter(row ->
                        Double.parseDouble(CUSTOMERS.column("tenure_months").text(row)) > 24)
                .toArray();
        ColumnDrift moved = model.drift(CUSTOMERS.select(longest), DriftSettings.standard())
                .find("tenure_months")
                .orElseThrow();
        KsDistance far = moved.ks().orElseThrow();
        assertThat(far.statistic()).isGreaterThan(0.3);
        assertThat(far.source()).as("a model keeps no values").isEqualTo(KsDistance.Source.BINS);
        assertThat(far.error()).as("a lower bound").isNaN();
        ColumnBins bins = moved.bins();
        assertThat(bins.current().stream().mapToLong(Long::longValue).sum()).isEqualTo(longest.length);
        assertThat(bins.current())
                .hasSameSizeAs(bins.reference())
                .hasSize(bins.edges().size() + 3);
        assertThat(bins.levels()).isEmpty();
        assertThat(PopulationStabilityIndex.of(counts(bins.reference()), counts(bins.current())))
                .isCloseTo(moved.psi(), within(1e-9));
    }

    private static long[] counts(List<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).toArray();
    }

    @Test
    void referenceProfile_ofTraining_hasColumnsAndScores() {
        ChurnModel model = SmallModel.of(SmallModel.boosting(), CUSTOMERS);
        ColumnProfile contract = model.referenceProfile().find("contract").orElseThrow();

        assertThat(contract.rows()).isEqualTo(model.referenceProfile().rows());
        LevelProfile levels = (LevelProfile) contract;
        assertThat(levels.levels()).contains("Month-to-month");
        assertThat(levels.counts().stream().mapToLong(Long::longValue).sum() + levels.other() + levels.missing())
                .isEqualTo(contract.rows());

        ScoreTally first = new ScoreTally(model.referenceProfile().scores().orElseThrow());
        ScoreTally second = new ScoreTally(model.referenceProfile().scores().orElseThrow());
        first.add(0.25);
        second.add(0.75);
        second.add(0.5);
        first.merge(second);
        assertThat(first.rows()).isEqualTo(3);
        assertThat(first.mean()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void drift_ofMissingValues_isAChangeOfTheirShare() {
        ChurnModel model = SmallModel.of(SmallModel.boosting(), CUSTOMERS);
        double[] gaps = new double[CUSTOMERS.rows()];
        for (int row = 0; row < gaps.length; row++) {
            gaps[row] = row % 2 == 0 ? Double.NaN : 12;
        }
        List<Column> columns = new ArrayList<>();
        for (Column column : CUSTOMERS.columns()) {
            columns.add(
                    column.name().equals("tenure_months")
                            ? NumericColumn.of("tenure_months", ColumnType.NUMERIC, gaps)
                            : column);
        }

        ShareChange missing = model.drift(Dataset.of(columns), DriftSettings.standard())
                .find("tenure_months")
                .orElseThrow()
                .missing();

        assertThat(missing.reference()).isLessThan(0.1);
        assertThat(missing.current()).isEqualTo(0.5);
        assertThat(missing.pValue()).isLessThan(1e-6);
    }
}
