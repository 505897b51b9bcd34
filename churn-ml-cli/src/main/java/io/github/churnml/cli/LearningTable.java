package io.github.churnml.cli;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Notice;
import io.github.churnml.data.Progress;
import io.github.churnml.data.read.Tables;
import io.github.churnml.data.split.Split;
import io.github.churnml.error.Wording;
import io.github.churnml.registry.variant.OneVariant;
import io.github.churnml.report.choice.StudiedTable;
import io.github.churnml.snapshot.SnapshotPlan;
import io.github.churnml.snapshot.SnapshotTable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The table that a command learns from, and the pipeline over it: a file of customers, or snapshots of the raw files that the
 * pipeline's file names. Mutable, for one thread: the pipeline is settled when the table is read.
 */
final class LearningTable {

    private final Path path;
    private final ReadFlags reading;
    private final @Nullable SnapshotPlan plan;

    /** Whether the table of the plan is there already. */
    private final boolean isGiven;

    private final List<Notice> notices;
    private ChurnPipeline pipeline;

    private LearningTable(
            Path path,
            ReadFlags reading,
            @Nullable SnapshotPlan plan,
            boolean isGiven,
            List<Notice> notices,
            ChurnPipeline pipeline) {
        this.path = path;
        this.reading = reading;
        this.plan = plan;
        this.isGiven = isGiven;
        this.notices = notices;
        this.pipeline = pipeline;
    }

    static LearningTable of(
            @Nullable InputFile file, PipelineFlags configuration, ReadFlags reading, Surroundings surroundings) {
        Path data = reading.table(file, "--data", surroundings);
        List<Notice> notices = new ArrayList<>(reading.notices());
        Path yaml = configuration.pipeline;
        Optional<SnapshotPlan> plan = yaml == null ? Optional.empty() : SnapshotPlan.read(yaml);
        if (plan.isPresent() && yaml != null) {
            ChurnPipeline asked = configuration.pipeline(plan.get().label().targetName());
            if (data == null) {
                return new LearningTable(yaml, reading, plan.get(), false, notices, withLabel(asked, plan.get()));
            }
            boolean isWhole = plan.get().events().stream()
                    .noneMatch(table -> table.values().isEmpty());
            notices.add(new Notice(
                    "snapshot-not-made",
                    "",
                    "The table is the one given by --data; no snapshots are made. "
                            + (isWhole
                                    ? "The section snapshot of the pipeline's file is kept with the model."
                                    : "The section snapshot of the pipeline's file is not kept with the model, as it does"
                                            + " not list the values of each table of events.")));
            if (!isWhole) {
                asked = asked.toBuilder().snapshot(Map.of()).build();
            }
            return new LearningTable(data, reading, plan.get(), true, notices, withLabel(asked, plan.get()));
        }
        TrainingInput input = TrainingInput.of(data, surroundings);
        String target = FoundTarget.unlessNamed(input, configuration.namesTarget(), reading.options(), notices);
        return new LearningTable(input.path(), reading, null, true, notices, configuration.pipeline(target));
    }

    /** The label that a plan makes, unless another column or label was named. */
    private static ChurnPipeline withLabel(ChurnPipeline asked, SnapshotPlan plan) {
        boolean own = asked.target().equals(plan.label().targetName())
                && asked.positive().isEmpty();
        return own
                ? asked.toBuilder()
                        .target(asked.target(), SnapshotTable.POSITIVE, List.of(SnapshotTable.NEGATIVE))
                        .build()
                : asked;
    }

    /** The file of the table, or of the plan that makes it. */
    Path path() {
        return path;
    }

    /** What was noticed before the table was read. */
    List<Notice> notices() {
        return notices;
    }

    /** What a page says of the table. */
    StudiedTable studied(SuspectedLeaks leaks) {
        return StudiedTable.of(
                String.valueOf(path.getFileName()),
                pipeline,
                leaks.sentences(),
                notices.stream().map(Notice::message).toList());
    }

    /** The pipeline; how its rows are divided is settled when the table is read. */
    ChurnPipeline pipeline() {
        return pipeline;
    }

    /** Reads the table, or makes it; of one variant's pipeline the rows of that variant alone. */
    Dataset read(Progress progress) {
        Dataset all = readAll(progress);
        return OneVariant.in(pipeline, all, Instant.EPOCH)
                .map(one -> {
                    notices.add(new Notice(
                            "variant",
                            "",
                            "The pipeline is that of " + one.variant() + ": these are "
                                    + Wording.count(one.data().rows()) + " of " + Wording.count(all.rows())
                                    + " rows."));
                    return one.data();
                })
                .orElse(all);
    }

    /** Reads the table, or makes it, with the rows of all variants. */
    Dataset readAll(Progress progress) {
        if (plan == null) {
            return Tables.read(path, reading.options(pipeline).withProgress(progress));
        }
        if (isGiven) {
            String customer = plan.customers().id();
            if (!pipeline.types().containsKey(customer)) {
                pipeline = pipeline.toBuilder()
                        .type(customer, ColumnType.IDENTIFIER)
                        .build();
            }
            Dataset read = Tables.read(path, reading.options(pipeline).withProgress(progress));
            divide(new SnapshotTable(plan, List.of(), read, List.of()));
            return read;
        }
        SnapshotTable table = plan.build(plan.read(folder(), progress));
        pipeline = pipeline.toBuilder().snapshot(table.plan().in("").settings()).build();
        divide(table);
        return table.data();
    }

    /** In time or by customer, unless the pipeline says how, or learns something else of the table. */
    private void divide(SnapshotTable table) {
        if (pipeline.split().equals(Split.auto())
                && pipeline.target().equals(table.target())
                && table.data().find(SnapshotTable.TIME).isPresent()) {
            pipeline = pipeline.toBuilder().split(table.split()).build();
        }
    }

    /** The pipeline as its file in another folder must have it, so that the raw files are found from there. */
    ChurnPipeline writtenIn(Path other, ChurnPipeline ran) {
        if (plan == null || isGiven) {
            return ran;
        }
        Path from = other.toAbsolutePath().normalize();
        Path to = folder().resolve(plan.folder()).toAbsolutePath().normalize();
        Map<String, Object> settings = new LinkedHashMap<>();
        String relative = from.relativize(to).toString().replace('\\', '/');
        if (!relative.isEmpty()) {
            settings.put("folder", relative);
        }
        settings.putAll(ran.snapshot());
        return ran.toBuilder().snapshot(settings).build();
    }

    private Path folder() {
        Path parent = path.getParent();
        return parent == null ? Path.of("") : parent;
    }
}
