package io.github.churnml.registry.variant;

import io.github.churnml.ChurnModel;
import io.github.churnml.data.Dataset;
import io.github.churnml.decide.Calibrator;
import io.github.churnml.decide.DecisionRule;
import io.github.churnml.drift.ReferenceProfile;
import io.github.churnml.judge.Evaluation;
import io.github.churnml.model.Identity;
import io.github.churnml.model.Manifest;
import io.github.churnml.model.ModelContents;
import io.github.churnml.model.ModelFile;
import io.github.churnml.model.Training;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes the model of all customers that of a segment: its log-odds moved, its name and its reference those of the segment. */
final class ShiftedModel {

    private ShiftedModel() {}

    static ChurnModel of(
            ChurnModel pooled, Variant variant, VariantNames names, double shift, Evaluation evaluation, Dataset rows) {
        ModelContents from = ModelFile.read(pooled.toBytes(), contents -> contents);
        DecisionRule was = from.rule();
        DecisionRule rule = DecisionRule.of(was.target(), moved(was.calibrator(), shift), was.threshold());
        Manifest manifest = manifest(from.manifest(), variant, names, evaluation);
        ModelContents unscored = new ModelContents(manifest, from.fitted(), rule, from.reference());
        double[] scores =
                ChurnModel.load(ModelFile.bytes(unscored)).scorer().score(rows).probabilities();
        ReferenceProfile reference =
                ReferenceProfile.of(from.fitted().preparation().inputs(), rows).withScores(scores);
        return ChurnModel.load(ModelFile.bytes(new ModelContents(manifest, from.fitted(), rule, reference)));
    }

    /** A calibrator that says the same log-odds, moved. */
    static Calibrator moved(Calibrator from, double shift) {
        double[] numbers = from.numbers();
        if (numbers.length == 0) {
            return Calibrator.of("platt", new double[] {shift, 1});
        }
        // Knots come first and what becomes of them second; the curves begin with what they add to all log-odds.
        int first = from.kind().equals("isotonic") ? numbers.length / 2 : 0;
        int last = from.kind().equals("isotonic") ? numbers.length : 1;
        for (int i = first; i < last; i++) {
            numbers[i] += shift;
        }
        return Calibrator.of(from.kind(), numbers);
    }

    private static Manifest manifest(Manifest from, Variant variant, VariantNames names, Evaluation evaluation) {
        Identity identity =
                new Identity(variant.model(names), from.version(), from.created(), from.libraryVersion(), from.jdk());
        Map<String, Object> pipeline = new LinkedHashMap<>(from.pipeline());
        pipeline.put("name", variant.model(names));
        Map<String, Object> section =
                new LinkedHashMap<>(VariantSettings.only(variant).settings());
        section.put("experiment", variant.experiment(names));
        section.put("tags", variant.tags(LocalDate.ofInstant(from.created(), ZoneOffset.UTC)));
        pipeline.put("variants", section);
        Training training = from.training();
        return Manifest.trained(identity, training, evaluation, pipeline, from.found());
    }
}
