package io.github.churnml.serving.openapi;

import io.github.churnml.ChurnModel;
import io.github.churnml.decide.CustomerValue;
import io.github.churnml.judge.Evaluation;
import io.github.churnml.model.Manifest;
import io.github.churnml.model.Origin;
import io.github.churnml.prepare.Target;
import io.github.churnml.serving.http.Tree;
import io.github.churnml.serving.model.ServedModel;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code GET /model} tells: where the model comes from and how good it is. What is not known is left out. */
public final class ModelCard {

    private final ServedModel served;
    private final ChurnModel model;
    private final Manifest manifest;

    public ModelCard(ServedModel served) {
        this.served = served;
        this.model = served.model();
        this.manifest = model.manifest();
    }

    public Map<String, Object> tree() {
        Target target = model.target();
        Map<String, Object> card = Tree.of(
                "name",
                manifest.name(),
                "version",
                manifest.version(),
                "created",
                manifest.created().toString(),
                "loaded",
                served.loaded().toString(),
                "library",
                manifest.libraryVersion(),
                "jdk",
                manifest.jdk(),
                "target",
                Tree.of("column", target.column(), "positive", target.positive(), "negative", target.negative()),
                "outcome",
                model.outcome().isChurn() ? null : model.outcome().settings(),
                "threshold",
                Tree.number(model.threshold()),
                "columns",
                served.rules().size());
        card = Tree.with(card, manifest.origin().map(ModelCard::imported).orElseGet(this::trained));
        return Tree.with(
                card,
                Tree.of(
                        "found",
                        plain(manifest.found()),
                        "evaluation",
                        model.evaluation().isKnown() ? evaluation(model.evaluation()) : null,
                        "importances",
                        plain(model.importances()),
                        "value",
                        model.customerValue().map(CustomerValue::settings).orElse(null)));
    }

    private static Map<String, Object> imported(Origin origin) {
        return Tree.of(
                "origin",
                Tree.of("system", origin.system(), "objective", origin.objective(), "sha256", origin.sha256()));
    }

    private Map<String, Object> trained() {
        return Tree.of(
                "learner",
                learner(),
                "seed",
                manifest.seed(),
                "rows",
                manifest.rows(),
                "positives",
                manifest.positives(),
                "fingerprint",
                manifest.dataFingerprint(),
                "commit",
                manifest.gitCommit().orElse(null));
    }

    /** The learner's name and settings, as the pipeline's YAML has them. */
    private @Nullable Object learner() {
        Object learner = manifest.pipeline().get("learner");
        return learner instanceof Map<?, ?> settings ? plain(settings) : learner;
    }

    private static Map<String, Object> evaluation(Evaluation evaluation) {
        Map<String, Object> metrics = new LinkedHashMap<>();
        evaluation
                .metrics()
                .forEach((metric, estimate) -> metrics.put(
                        metric.label(),
                        Tree.of(
                                "value",
                                Tree.number(estimate.value()),
                                "low",
                                Tree.number(estimate.low()),
                                "high",
                                Tree.number(estimate.high()),
                                "level",
                                estimate.level())));
        return Tree.of(
                "describes",
                evaluation.describes(),
                "rows",
                evaluation.rows(),
                "positives",
                evaluation.positives(),
                "metrics",
                metrics);
    }

    /** What JSON has no number for is left out. */
    private static Map<String, Object> plain(Map<?, ?> values) {
        Map<String, Object> plain = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            Object known = value instanceof Double number ? Tree.number(number) : value;
            if (known != null) {
                plain.put(String.valueOf(key), known);
            }
        });
        return plain;
    }
}
