package io.github.churnml.registry.gate;

import io.github.churnml.ChurnModel;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Schema;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.decide.CustomerValue;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.RegistryException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.judge.KnownOutcomes;
import io.github.churnml.metrics.Metric;
import io.github.churnml.prepare.Target;
import io.github.churnml.registry.GateResult;
import io.github.churnml.registry.ModelVersion;
import io.github.churnml.registry.Promotion;
import io.github.churnml.registry.Registry;
import io.github.churnml.registry.RegistryEvent;
import io.github.churnml.registry.RegistryState;
import io.github.churnml.registry.variant.OneVariant;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds versions of a registry to gates, and promotes those that pass. Immutable and safe for any thread.
 *
 * <pre>{@code
 * GateKeeper keeper = GateKeeper.of(registry, Gates.standard());
 * Dataset holdout = keeper.read("1.1.0", Path.of("holdout.csv"), ReadOptions.standard());
 * GateReport report = keeper.judge("1.1.0", holdout);
 * keeper.promote(report, false, "spring data"); // or keeps in the log that it was refused
 * }</pre>
 *
 * <p>The same version, champion, hold-out and gates give the same numbers, whatever the number of threads; only microseconds a
 * row depend on the machine.
 */
public final class GateKeeper {

    private static final String OR_SKIP = ", or judge it without comparing and say why (--skip-comparison --why)";

    private final Registry registry;
    private final Gates gates;
    private final @Nullable Target outcomes;
    private final @Nullable CustomerValue value;
    private final boolean skipsComparison;

    private GateKeeper(
            Registry registry,
            Gates gates,
            @Nullable Target outcomes,
            @Nullable CustomerValue value,
            boolean skipsComparison) {
        this.registry = registry;
        this.gates = gates;
        this.outcomes = outcomes;
        this.value = value;
        this.skipsComparison = skipsComparison;
    }

    /**
     * A keeper of gates.
     *
     * @param registry whose versions are judged
     * @param gates what they have to pass
     * @return the keeper, which reads outcomes and what customers are worth as the judged version does
     */
    public static GateKeeper of(Registry registry, Gates gates) {
        return new GateKeeper(registry, gates, null, null, false);
    }

    /**
     * The same keeper for hold-outs that say in their own way who left.
     *
     * @param target the column and the labels that say who left and who stayed
     * @return the changed copy
     */
    public GateKeeper withOutcomes(Target target) {
        return new GateKeeper(registry, gates, target, value, skipsComparison);
    }

    /**
     * The same keeper with what customers are worth, which gates on money need.
     *
     * @param worth what customers are worth, and what a campaign costs; taken for both models
     * @return the changed copy
     */
    public GateKeeper withValue(CustomerValue worth) {
        return new GateKeeper(registry, gates, outcomes, worth, skipsComparison);
    }

    /**
     * The same keeper, which compares with no champion: its columns or its outcome may be others. A promotion must say why.
     *
     * @return the changed copy
     */
    public GateKeeper withoutComparison() {
        return new GateKeeper(registry, gates, outcomes, value, true);
    }

    /**
     * Reads a table to judge a version by, so that the version and the champion both see the levels they know.
     *
     * @param version the version
     * @param table the file
     * @param options charset, delimiter, sheet and progress
     * @return the table
     * @throws ConfigurationException if there is no such version
     * @throws RegistryException if a model cannot be loaded, or was altered
     * @throws DataException if the file is no table, lacks a column that a model needs, or is the very table that the version was
     *     trained on
     */
    public Dataset read(String version, Path table, ReadOptions options) {
        Judged judged = judged(version);
        requireColumns(judged, Holdout.header(table, options), table);
        Holdout.fingerprint(table, options, judged.candidate())
                .ifPresent(fingerprint -> Holdout.requireUnseen(judged.of(), fingerprint));
        ReadOptions typed = judged.isCompared() ? Holdout.typed(options, judged.serving()) : options;
        return judged.candidate().read(table, typed);
    }

    /**
     * A version to judge beside the champion.
     *
     * @param champion the version that serves; null if none does
     * @param servingOrNull its model; null if it is not compared with
     */
    private record Judged(
            ModelVersion of,
            String version,
            ChurnModel candidate,
            @Nullable String champion,
            @Nullable ChurnModel servingOrNull) {

        boolean isCompared() {
            return servingOrNull != null;
        }

        ChurnModel serving() {
            if (servingOrNull == null) {
                throw new IllegalStateException("there is nothing to compare with");
            }
            return servingOrNull;
        }
    }

    private Judged judged(String version) {
        RegistryState state = registry.state();
        ModelVersion of = state.version(version);
        String number = of.version().toString();
        @Nullable ModelVersion champion = state.champion().orElse(null);
        if (champion != null && champion.version().equals(of.version())) {
            throw new ConfigurationException(
                    "Version " + number + " is the champion already; nothing was changed.",
                    "Maybe another version was meant.",
                    Where.nowhere());
        }
        boolean compares = champion != null && gates.compares() && !skipsComparison;
        return new Judged(
                of,
                number,
                registry.load(of),
                champion == null ? null : champion.version().toString(),
                champion == null || !compares ? null : registry.load(champion));
    }

    private static void requireColumns(Judged judged, Schema schema, @Nullable Path table) {
        Holdout.requireColumns("Version " + judged.version(), judged.candidate(), schema, table, "");
        if (judged.isCompared()) {
            Holdout.requireColumns("The champion " + judged.champion(), judged.serving(), schema, table, OR_SKIP);
        }
    }

    /**
     * Holds a version to the gates. Changes nothing.
     *
     * @param version the version, which is not the champion
     * @param holdout customers with their outcome whom it was not trained on, best read by {@link #read}; rows without an outcome
     *     are left out, and told
     * @return one result for each limit
     * @throws ConfigurationException if there is no such version, it is the champion, or a gate is on something that is not known:
     *     money, a column of segments, a direction
     * @throws RegistryException if a model cannot be loaded, or was altered
     * @throws DataException if the table lacks a column, has too few rows or one kind of outcome only, or is the one that the
     *     version was trained on
     */
    public GateReport judge(String version, Dataset holdout) {
        Judged judged = judged(version);
        Optional<OneVariant> variant = OneVariant.in(judged.candidate(), holdout);
        variant.ifPresent(part -> Holdout.requireUnseen(judged.of(), holdout.fingerprint())); // the whole table, too
        GateReport report = judgeRows(version, variant.map(OneVariant::data).orElse(holdout));
        return variant.filter(one -> one.data().rows() < holdout.rows())
                .map(one -> report.with("The version is the model of " + one.variant() + ": it is judged by its "
                        + Wording.count(one.data().rows()) + " of " + Wording.count(holdout.rows()) + " rows."))
                .orElse(report);
    }

    private GateReport judgeRows(String version, Dataset holdout) {
        Judged judged = judged(version);
        requireColumns(judged, holdout.schema(), null);
        String fingerprint = holdout.fingerprint();
        Holdout.requireUnseen(judged.of(), fingerprint);
        Target target = outcomes == null ? judged.candidate().target() : outcomes;
        KnownOutcomes known = KnownOutcomes.ofBothClasses(holdout, target);
        String leftOut = target.leftOut(holdout);
        Holdout.requireEnough(known, gates, target.column(), leftOut);
        Evidence evidence = evidence(judged, known);
        List<String> notices = new ArrayList<>();
        if (!leftOut.isEmpty()) {
            notices.add("Left out: " + leftOut + ".");
        }
        if (judged.isCompared()
                && registry.state().version(String.valueOf(judged.champion())).learntFrom(fingerprint)) {
            notices.add("The champion was trained on this very table, which favours it.");
        }
        return new GateReport(
                judged.version(),
                judged.champion(),
                skipsComparison && judged.champion() != null && gates.compares(),
                known.labels().length,
                Arrays.stream(known.labels()).sum(),
                results(evidence, judged),
                notices);
    }

    /**
     * Looks at all that {@link #judge} needs to know beside the scores, for a model that is no version yet.
     *
     * @param model the model, or one like it
     * @param holdout customers with their outcome
     * @throws ConfigurationException if a gate is on something that is not known: money, a column of segments, a direction
     * @throws DataException if the table lacks a column, or has too few rows or one kind of outcome only
     */
    public void requireJudgeable(ChurnModel model, Dataset holdout) {
        String version = model.manifest().version();
        Holdout.requireColumns("Version " + version, model, holdout.schema(), null, "");
        Target target = outcomes == null ? model.target() : outcomes;
        KnownOutcomes known = KnownOutcomes.ofBothClasses(holdout, target);
        Holdout.requireEnough(known, gates, target.column(), target.leftOut(holdout));
        money(model, version, known.data());
        gates.segments().forEach(gate -> gate.by()
                .forEach(name -> SegmentJudge.segments(known.data().column(name))));
        gates.monotone().keySet().forEach(new MonotoneJudge(model, known.data())::requireKnown);
    }

    private Evidence evidence(Judged judged, KnownOutcomes known) {
        Money money = money(judged.candidate(), judged.version(), known.data());
        Contender candidate = Contender.of(judged.version(), judged.candidate(), known.data());
        Contender champion = null;
        if (judged.isCompared()) {
            String number = String.valueOf(judged.champion());
            Holdout.requireSameOutcome(candidate, number, judged.serving());
            champion = Contender.of(number, judged.serving(), known.data());
        }
        String notCompared = judged.champion() == null
                ? "no champion to compare with"
                : champion == null ? "not compared with champion " + judged.champion() + ", as was asked for" : "";
        return new Evidence(
                known.data(),
                known.labels(),
                money,
                candidate,
                champion,
                notCompared,
                judged.candidate().manifest().seed());
    }

    private @Nullable Money money(ChurnModel candidate, String version, Dataset rows) {
        List<Metric> asked = gates.ofMoney();
        if (asked.isEmpty()) {
            return null;
        }
        String gate = "A gate is on " + asked.get(0).label();
        CustomerValue worth = value != null
                ? value
                : candidate
                        .customerValue()
                        .orElseThrow(() -> new ConfigurationException(
                                gate + ", and neither version " + version
                                        + " nor an option says what customers are worth; nothing was changed.",
                                "Maybe add --value monthly_charge --months 12 --contact-cost 1 --offer-cost 10"
                                        + " --acceptance 0.3, or take the gate out.",
                                Where.nowhere()));
        if (!worth.column().isEmpty() && rows.find(worth.column()).isEmpty()) {
            throw new DataException(
                    gate + ", which needs column " + Wording.name(worth.column())
                            + "; the hold-out does not have it, and nothing was changed.",
                    Wording.maybeNearest(worth.column(), rows.schema().names()),
                    Where.column(worth.column()));
        }
        return new Money(worth.of(rows, candidate.inputs()), worth.campaign());
    }

    private List<GateResult> results(Evidence evidence, Judged judged) {
        ChurnModel candidate = judged.candidate();
        ModelJudge model = new ModelJudge(candidate);
        ScoreJudge scores = new ScoreJudge(evidence);
        List<GateResult> results = new ArrayList<>();
        results.add(model.goldenRows(registry.goldenRows(judged.of())));
        gates.golden().ifPresent(golden -> results.add(model.golden(golden)));
        results.addAll(new MetricJudge(evidence).judge(gates.metrics()));
        gates.calibrationInTheLarge().ifPresent(limit -> results.add(scores.calibrationInTheLarge(limit)));
        gates.scoreDriftFromTraining().ifPresent(limit -> results.add(scores.driftFromTraining(limit)));
        gates.scoreDriftFromChampion().ifPresent(limit -> results.add(scores.driftFromChampion(limit)));
        gates.segments().forEach(gate -> results.addAll(new SegmentJudge(evidence).judge(gate)));
        gates.monotone()
                .forEach((column, direction) ->
                        results.add(new MonotoneJudge(candidate, evidence.data()).judge(column, direction)));
        gates.bytes().ifPresent(limit -> results.add(model.bytes(limit)));
        gates.microsPerRow().ifPresent(limit -> results.add(model.microsPerRow(evidence.data(), limit)));
        return results;
    }

    /**
     * Promotes a version that passed, or one that did not by force; else keeps in the log that it was refused. Golden rows cannot
     * be forced: what does not score as it did never serves.
     *
     * @param report what gates measured of it
     * @param forced whether to promote although a gate did not pass
     * @param why why; must be said where it is forced, or was not compared with the champion that there is
     * @return the event: that it was promoted, or refused
     * @throws ConfigurationException if it is forced or was not compared without saying why
     * @throws RegistryException if the champion is not the one any more that the report speaks of, or the version does not prove
     *     itself; nothing was changed
     */
    public RegistryEvent promote(GateReport report, boolean forced, String why) {
        if (why.isBlank() && (forced || report.comparisonSkipped())) {
            throw new ConfigurationException(
                    forced
                            ? "A promotion is forced without saying why."
                            : "A version is promoted without comparing it with the champion, and without saying why.",
                    "Maybe say why: it is kept.",
                    Where.nowhere());
        }
        String said = why.isBlank() ? report.verdict() : why;
        if (!report.passed() && !forced) {
            return registry.refuse(report.version(), report.results(), said);
        }
        return registry.promote(
                report.version(), new Promotion(report.champion(), report.results(), forced && !report.passed(), said));
    }
}
