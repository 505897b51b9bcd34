package io.github.churnml.model;

import io.github.churnml.decide.Calibrator;
import io.github.churnml.decide.DecisionRule;
import io.github.churnml.decide.VennAbers;
import io.github.churnml.predictor.Predictor;
import io.github.churnml.prepare.FittedEncoding;
import io.github.churnml.prepare.FittedPreparation;
import io.github.churnml.prepare.Target;
import io.github.churnml.recipe.FittedRecipe;
import io.github.churnml.recipe.Member;
import io.github.churnml.settings.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The form of {@code pipeline.json} and of the predictors' entries, which it names: how a row is scored, and what the score
 * means.
 *
 * @param fitted how a row is read, prepared and scored
 * @param rule what is predicted, and how log-odds become decisions
 */
record PipelineJson(FittedRecipe fitted, DecisionRule rule) {

    private static final String COMBINER = "meanLogOdds";
    private static final String WEIGHTED = "weightedLogOdds";
    private static final String WEIGHT = "weight";
    private static final String CALIBRATOR = "calibrator";
    private static final String INTERVAL = "interval";
    private static final List<String> STEPS = List.of("lowFrom", "low", "highUpTo", "high");

    static PipelineJson of(FileEntries entries) {
        Settings state = entries.settings(FileEntries.PIPELINE);
        Settings target = state.section("target");
        FittedPreparation preparation = FittedPreparation.of(state.section("preparation"));
        List<Member> members = new ArrayList<>();
        boolean weighted = state.choice("combiner", List.of(COMBINER, WEIGHTED)).equals(WEIGHTED);
        for (Settings member : state.sections("members")) {
            double weight = weighted ? member.number(WEIGHT, Double.MIN_VALUE, Member.LARGEST_WEIGHT) : 1;
            members.add(member(member, preparation, entries).withWeight(weight));
        }
        Calibrator calibrator = calibrator(state);
        Target found = target(target);
        double threshold = state.number("threshold", Double.MIN_VALUE, 1);
        DecisionRule rule = DecisionRule.of(found, calibrator, threshold);
        if (state.has(INTERVAL)) {
            rule = rule.with(vennAbers(state.section(INTERVAL)));
        }
        state.finish();
        return new PipelineJson(new FittedRecipe(preparation, members), rule);
    }

    private static VennAbers vennAbers(Settings state) {
        state.choice("kind", List.of(VennAbers.KIND));
        VennAbers made = VennAbers.of(STEPS.stream().map(state::numbers).toArray(double[][]::new));
        state.finish();
        return made;
    }

    private static Calibrator calibrator(Settings state) {
        if (!(state.value(CALIBRATOR) instanceof Map)) {
            state.choice(CALIBRATOR, Calibrator.KINDS.subList(0, 1));
            return Calibrator.none();
        }
        Settings fitted = state.section(CALIBRATOR);
        Calibrator calibrator = Calibrator.of(fitted.choice("kind", Calibrator.KINDS), fitted.numbers("numbers"));
        fitted.finish();
        return calibrator;
    }

    private static Member member(Settings state, FittedPreparation preparation, FileEntries entries) {
        FittedEncoding encoding = FittedEncoding.of(state.section("encoding"), preparation.variables());
        String entry = state.text("entry");
        Member member = new Member(
                encoding,
                Predictor.fromBytes(state.text("kind"), entries.require(entry)),
                state.has("offset") ? state.number("offset") : 0,
                Arrays.stream(state.numbers("background")).boxed().toList(),
                1);
        state.finish();
        return member;
    }

    private static Target target(Settings state) {
        Target target = new Target(state.text("column"), state.text("positive"), state.text("negative"));
        if (state.has("negatives")) {
            target = new Target(target.column(), target.positive(), target.negative(), state.texts("negatives"));
        }
        state.finish();
        return target;
    }

    Map<String, Object> state() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("target", targetState());
        state.put("preparation", fitted.preparation().state());
        List<Object> members = new ArrayList<>();
        for (int i = 0; i < fitted.members().size(); i++) {
            members.add(memberState(i));
        }
        state.put("members", members);
        state.put("combiner", isWeighted() ? WEIGHTED : COMBINER);
        state.put(
                CALIBRATOR,
                isCalibrated() ? calibratorState() : rule.calibrator().kind());
        state.put("threshold", rule.threshold());
        rule.vennAbers().ifPresent(predictor -> state.put(INTERVAL, intervalState(predictor)));
        return state;
    }

    private static Map<String, Object> intervalState(VennAbers predictor) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("kind", VennAbers.KIND);
        for (int i = 0; i < STEPS.size(); i++) {
            state.put(STEPS.get(i), Arrays.stream(predictor.steps()[i]).boxed().toList());
        }
        return state;
    }

    /** Whether log-odds are moved before they become probabilities. */
    boolean isCalibrated() {
        return !rule.calibrator().equals(Calibrator.none());
    }

    /** Whether members count differently. */
    boolean isWeighted() {
        return fitted.members().stream().anyMatch(member -> member.weight() != 1);
    }

    private Map<String, Object> calibratorState() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("kind", rule.calibrator().kind());
        state.put("numbers", Arrays.stream(rule.calibrator().numbers()).boxed().toList());
        return state;
    }

    private Map<String, Object> targetState() {
        Target target = rule.target();
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("column", target.column());
        state.put("positive", target.positive());
        state.put("negative", target.negative());
        if (hasNegatives()) {
            state.put("negatives", target.negatives());
        }
        return state;
    }

    private Map<String, Object> memberState(int place) {
        Member member = fitted.members().get(place);
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("kind", member.predictor().kind());
        state.put("entry", entry(place));
        if (member.offset() != 0) {
            state.put("offset", member.offset());
        }
        if (isWeighted()) {
            state.put(WEIGHT, member.weight());
        }
        if (!member.background().isEmpty()) {
            state.put("background", member.background());
        }
        state.put("encoding", member.encoding().state());
        return state;
    }

    /** The predictors' bytes, by the names of their entries. */
    Map<String, byte[]> predictors() {
        Map<String, byte[]> predictors = new LinkedHashMap<>();
        for (int i = 0; i < fitted.members().size(); i++) {
            predictors.put(entry(i), fitted.members().get(i).predictor().toBytes());
        }
        return predictors;
    }

    private String entry(int place) {
        return "model." + place + "." + fitted.members().get(place).predictor().kind();
    }

    /** Whether the negative label alone does not say which labels mean that a customer stayed. */
    boolean hasNegatives() {
        Target target = rule.target();
        return !target.equals(new Target(target.column(), target.positive(), target.negative()));
    }
}
