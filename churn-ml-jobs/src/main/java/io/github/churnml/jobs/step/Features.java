package io.github.churnml.jobs.step;

import io.github.churnml.data.Column;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Notice;
import io.github.churnml.data.Progress;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.OutputFile;
import io.github.churnml.jobs.step.StepResult.StepFile;
import io.github.churnml.snapshot.EventTable;
import io.github.churnml.snapshot.SnapshotPlan;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The step that makes customers as they were on the day that the run is for out of raw tables of customers and events: nothing of that
 * day or later is seen, whenever the run takes place. A step that fetches under the name of one of the plan's tables gives that
 * table; the others are files of the plan's folder. Immutable.
 */
public final class Features implements StepWork {

    private static final int ROWS = 1_000;

    private final Place plan;
    private final @Nullable Place folder;

    private Features(Place plan, @Nullable Place folder) {
        this.plan = plan;
        this.folder = folder;
    }

    /**
     * By the section {@code snapshot} of a pipeline's file.
     *
     * @param pipeline the file's path
     * @return the work
     */
    public static Features of(String pipeline) {
        return new Features(Place.ofPath(pipeline), null);
    }

    /**
     * Where tables are that no step fetches. Default: as the plan says, beside its file.
     *
     * @param path the folder
     * @return changed
     */
    public Features folder(String path) {
        return new Features(plan, Place.ofPath(path));
    }

    @Override
    public String kind() {
        return "features";
    }

    @Override
    public List<Place> places() {
        return folder == null ? List.of(plan) : List.of(plan, folder);
    }

    @Override
    public Set<String> gives() {
        return Set.of(Workspace.FEATURES, Workspace.TABLE);
    }

    @Override
    public StepResult run(Workspace run) {
        Optional<StepResult> skipped = run.skipped(Optional.empty());
        if (skipped.isPresent()) {
            return skipped.get();
        }
        Path file = run.path(plan);
        SnapshotPlan read = SnapshotPlan.read(file)
                .orElseThrow(() -> new ConfigurationException(
                        "Pipeline file " + Wording.path(file) + " has no section 'snapshot'.",
                        "Maybe another file was meant.",
                        Where.in(file)));
        List<StepFile> inputs = new ArrayList<>();
        inputs.add(new StepFile("plan", run.shown(plan), Workspace.sha256(file), -1));
        Path raw = gather(run, read, file, inputs);
        Dataset rows =
                read.in("").snapshots(read.in("").read(raw, Progress.none())).at(run.day());
        Path made = run.folder().resolve("features.csv");
        OutputFile.write(made, out -> write(rows, new OutputStreamWriter(out, StandardCharsets.UTF_8.newEncoder())));
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("at", run.day().toString());
        facts.put(Workspace.ROWS, String.valueOf(rows.rows()));
        facts.put(Workspace.FORM, Workspace.PLAIN);
        return new StepResult(
                inputs,
                List.of(run.file(Workspace.FEATURES, made, rows.rows())),
                facts,
                rows.notices().stream().map(Notice::message).toList(),
                Optional.empty());
    }

    /** A folder in which all tables of the plan are under its names. */
    private Path gather(Workspace run, SnapshotPlan read, Path file, List<StepFile> inputs) {
        Map<String, String> names = new LinkedHashMap<>();
        names.put(Workspace.CUSTOMERS, read.customers().fileName());
        read.others().ifPresent(others -> names.put("others", others.fileName()));
        for (EventTable events : read.events()) {
            names.put(events.name(), events.fileName());
        }
        requireUsed(run, names.keySet());
        Path beside = file.toAbsolutePath().resolveSibling(read.folder());
        Path own = folder != null ? run.path(folder) : beside;
        Path raw = run.folder().resolve("raw");
        names.forEach((table, name) -> {
            Optional<Workspace.Given> fetched = run.find(Workspace.TABLE, Optional.of(table));
            Path from = fetched.map(Workspace.Given::path).orElseGet(() -> own.resolve(name));
            if (Files.isRegularFile(from)) {
                place(from, raw.resolve(name));
                inputs.add(fetched.map(Workspace.Given::file)
                        .orElseGet(() -> new StepFile(Workspace.TABLE, name, Workspace.sha256(from), -1)));
            }
        });
        return raw;
    }

    private static void requireUsed(Workspace run, Set<String> tables) {
        for (String step : run.context().earlier().keySet()) {
            if (run.find(Workspace.TABLE, Optional.of(step)).isPresent() && !tables.contains(step)) {
                throw new ConfigurationException(
                        "Step " + Wording.name(step)
                                + " fetches a table, and the plan of the features has none of that name: "
                                + Wording.names(tables) + ".",
                        "Maybe name the step after the table that it fetches: name: customers.",
                        Where.nowhere());
            }
        }
    }

    /** Under another name; without a copy where the disk can do that. */
    private static void place(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            Files.deleteIfExists(to);
            Files.createLink(to, from);
        } catch (IOException | UnsupportedOperationException e) {
            OutputFile.write(to, out -> Files.copy(from, out));
        }
    }

    private static void write(Dataset rows, Writer writer) throws IOException {
        List<Column> columns = rows.columns();
        List<String[]> lines = new ArrayList<>();
        lines.add(rows.schema().names().toArray(String[]::new));
        for (int row = 0; row < rows.rows(); row++) {
            String[] cells = new String[columns.size()];
            for (int i = 0; i < cells.length; i++) {
                String text = columns.get(i).text(row);
                cells[i] = text == null ? "" : text;
            }
            lines.add(cells);
            if (lines.size() == ROWS) {
                writer.write(CsvText.of(lines));
                lines.clear();
            }
        }
        writer.write(CsvText.of(lines));
        writer.flush();
    }
}
