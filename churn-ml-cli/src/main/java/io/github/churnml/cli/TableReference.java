package io.github.churnml.cli;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Progress;
import io.github.churnml.data.TargetNames;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.drift.DriftDetector;
import io.github.churnml.drift.TableLayout;
import io.github.churnml.drift.TableTally;
import io.github.churnml.monitor.drift.DomainClassifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Another table as reference. Types follow from its first rows, so the new table is read at the same time as the rest of it;
 * should a later row say otherwise, the new table is read again.
 */
final class TableReference implements DriftReference {

    private static final long SEED = 42;

    private final Path file;
    private final Path current;
    private final ReadOptions options;
    private final Progress progress;
    private final TableLayout likely;
    private final Ahead<TableTally> ahead;
    private final TableTally tally;

    private TableReference(Path file, Path current, ReadOptions options, Progress progress) {
        this.file = file;
        this.current = current;
        this.options = options;
        this.progress = progress;
        this.likely = TableBlame.of(file, path -> TableLayout.infer(path, options));
        // The progress to show is that of the table that takes longer.
        boolean larger = current.toFile().length() > file.toFile().length();
        Progress ofCurrent = larger ? progress : Progress.none();
        Progress ofReference = larger ? Progress.none() : progress;
        this.ahead = Ahead.of(() -> TableTally.of(current, options.withProgress(ofCurrent), likely));
        try {
            this.tally =
                    TableBlame.of(file, path -> TableTally.checked(path, options.withProgress(ofReference), likely));
        } catch (RuntimeException e) {
            ahead.close();
            throw e;
        }
    }

    private TableReference(TableReference same, Path other) {
        this.file = same.file;
        this.current = other;
        this.options = same.options;
        this.progress = same.progress;
        this.tally = same.tally;
        this.likely = tally.layout();
        this.ahead = Ahead.of(() -> TableTally.of(other, options.withProgress(progress), likely));
    }

    static TableReference read(Path file, Path current, ReadOptions options, Progress progress) {
        return new TableReference(file, current, options, progress);
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public TableLayout layout() {
        return tally.layout();
    }

    @Override
    public Optional<String> target() {
        return Optional.empty();
    }

    @Override
    public List<String> targets() {
        return TargetNames.usualAmong(layout().names());
    }

    @Override
    public List<String> ignored() {
        return layout().names().stream()
                .filter(name -> !isCompared(layout().type(name)))
                .toList();
    }

    private static boolean isCompared(ColumnType type) {
        return type.isNumber() || type.isCoded();
    }

    @Override
    public DriftReference at(Path other) {
        return new TableReference(this, other);
    }

    @Override
    public TableTally tally() {
        return layout().equals(likely) ? ahead.get() : TableTally.of(current, options.withProgress(progress), layout());
    }

    @Override
    public ScoreDrift compare(DriftDetector detector, TableTally found) {
        return ScoreDrift.none(detector.compare(tally, found));
    }

    @Override
    public Optional<DomainClassifier.Difference> tellApart(Set<String> excluded) {
        return Optional.of(DomainClassifier.standard()
                .compare(SampledRows.of(file, options), SampledRows.of(current, options), excluded, SEED));
    }

    @Override
    public void close() {
        ahead.close();
    }
}
