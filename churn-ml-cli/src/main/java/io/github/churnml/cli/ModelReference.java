package io.github.churnml.cli;

import io.github.churnml.ChurnModel;
import io.github.churnml.data.Progress;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.drift.DriftDetector;
import io.github.churnml.drift.TableLayout;
import io.github.churnml.drift.TableTally;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.monitor.drift.DomainClassifier;
import io.github.churnml.registry.variant.VariantSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a model was trained on as reference: its profile, without a row.
 *
 * @param file where the model came from
 * @param model the model
 * @param current the new table
 * @param options how to read the new table
 * @param progress shows reading and scoring it
 */
record ModelReference(Path file, ChurnModel model, Path current, ReadOptions options, Progress progress)
        implements DriftReference {

    static ModelReference load(Path file, Path current, ReadOptions options, Progress progress) {
        // Of a set of variants the model of all customers, which all of the new ones are compared with.
        ChurnModel model = VariantSet.isSet(file) ? VariantSet.load(file).pooled() : ChurnModel.load(file);
        if (model.referenceProfile().columns().isEmpty()) {
            throw new ConfigurationException(
                    "The model " + Wording.path(file) + " does not say what it was trained on.",
                    "Maybe it was imported from another system: give its training table with --ref.",
                    Where.in(file));
        }
        return new ModelReference(file, model, current, options, progress);
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public TableLayout layout() {
        return TableLayout.of(model.inputs());
    }

    @Override
    public Optional<String> target() {
        return Optional.of(model.target().column());
    }

    @Override
    public List<String> targets() {
        return List.of();
    }

    @Override
    public List<String> ignored() {
        return List.of();
    }

    @Override
    public DriftReference at(Path other) {
        return new ModelReference(file, model, other, options, progress);
    }

    @Override
    public TableTally tally() {
        return TableTally.of(current, options.withProgress(progress), layout());
    }

    @Override
    public ScoreDrift compare(DriftDetector detector, TableTally found) {
        return ScoreDrift.of(
                model,
                detector,
                detector.compare(model.referenceProfile(), found),
                current,
                found.header(),
                options.withProgress((stage, done, total) -> progress.at("scoring", done, total)));
    }

    @Override
    public Optional<DomainClassifier.Difference> tellApart(Set<String> excluded) {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
