package io.github.churnml.cli;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.files.OutputFile;
import io.github.churnml.registry.variant.Segment;
import io.github.churnml.registry.variant.VariantSet;
import io.github.churnml.report.TrainedOn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The folder that a training of variants writes into: {@code variants.json}, what every training writes for the model of all
 * customers, and the same in a folder of its own for every segment with a model.
 *
 * @param folder where
 * @param set the models
 */
record VariantArtifacts(Path folder, VariantSet set) {

    Path index() {
        return folder.resolve(VariantSet.FILE);
    }

    List<Path> files() {
        List<Path> files = new ArrayList<>(List.of(index()));
        set.models().keySet().forEach(name -> files.addAll(of(name).files()));
        return files;
    }

    /** Models of segments that an earlier training left here, and which this one does without. */
    List<Path> leftBehind() {
        return set.segments().stream()
                .filter(segment -> segment.answers() == Segment.Answers.POOLED)
                .map(segment -> new Artifacts(folder.resolve(segment.variant().path())).model())
                .filter(Files::exists)
                .toList();
    }

    private Artifacts of(String name) {
        Path parent = folder.resolve(set.file(name)).getParent();
        return new Artifacts(parent == null ? folder : parent);
    }

    /**
     * Writes all files or none: every one is written aside before the first is moved into place; {@code variants.json} is moved
     * last, and names each model's digest, so that no other mixture is taken for a set.
     *
     * @param table says where the raw files of a snapshot lie from another folder
     * @param trained what is known beside each model, and where it is written
     * @param force whether what was there is overwritten without being kept
     * @return what was kept of the model of all customers
     */
    Optional<Versions.Kept> write(
            LearningTable table, BiFunction<ChurnModel, Artifacts, TrainedOn> trained, boolean force) {
        set.models().keySet().forEach(name -> of(name).check());
        List<Versions.Kept> kept = new ArrayList<>();
        OutputFile.write(index(), out -> {
            out.write(set.toJson());
            writeFrom(set.models().keySet().iterator(), table, trained, force, kept);
        });
        return kept.stream()
                .filter(one -> one.folder().startsWith(new Versions(new Artifacts(folder)).folder()))
                .findFirst();
    }

    private void writeFrom(
            Iterator<String> left,
            LearningTable table,
            BiFunction<ChurnModel, Artifacts, TrainedOn> trained,
            boolean force,
            List<Versions.Kept> kept) {
        if (!left.hasNext()) {
            return;
        }
        String name = left.next();
        ChurnModel model = set.model(name);
        Artifacts artifacts = of(name);
        ChurnPipeline ran = ChurnPipeline.ofSettings(model.manifest().pipeline());
        artifacts
                .write(
                        model,
                        table.writtenIn(artifacts.folder(), ran),
                        TrainReport.metrics(model),
                        trained.apply(model, artifacts),
                        force,
                        () -> writeFrom(left, table, trained, force, kept))
                .ifPresent(kept::add);
    }
}
