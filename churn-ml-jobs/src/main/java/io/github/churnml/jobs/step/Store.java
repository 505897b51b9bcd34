package io.github.churnml.jobs.step;

import io.github.churnml.data.read.TableRows;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.OutputFile;
import io.github.churnml.files.RemoteFiles;
import io.github.churnml.jdbc.ModelIdentity;
import io.github.churnml.jdbc.PredictionRow;
import io.github.churnml.jdbc.PredictionRun;
import io.github.churnml.jdbc.PredictionSink;
import io.github.churnml.jdbc.WrittenPredictions;
import io.github.churnml.jobs.step.StepResult.StepFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The step that hands predictions on: into a table of a database, each customer once for each run however often it is repeated, to a
 * file, to an address, or to several of them. Immutable.
 */
public final class Store implements StepWork {

    private static final String STORED = "stored";

    private final @Nullable DatabasePlace database;
    private final String table;
    private final @Nullable String id;
    private final List<Place> files;

    private Store(@Nullable DatabasePlace database, String table, @Nullable String id, List<Place> files) {
        this.database = database;
        this.table = table;
        this.id = id;
        this.files = List.copyOf(files);
    }

    /**
     * Into the usual table of a database.
     *
     * @param place the database
     * @param id the column with the customer's id
     * @return the work
     */
    public static Store into(DatabasePlace place, String id) {
        return new Store(place, PredictionSink.TABLE, id, List.of());
    }

    /**
     * To a file, replacing one that is there.
     *
     * @param place the file's path or address
     * @return the work
     */
    public static Store file(String place) {
        return new Store(null, "", null, List.of(new Place(place)));
    }

    /**
     * In another table of the database. Default: {@value io.github.churnml.jdbc.PredictionSink#TABLE}.
     *
     * @param name the table's name, perhaps with a schema before it
     * @return changed
     * @throws ConfigurationException if it is no such name, or no database is given
     */
    public Store table(String name) {
        if (database == null) {
            throw new ConfigurationException(
                    "A table is of a database, and none is given.", "Maybe add jdbc.", Where.nowhere());
        }
        return new Store(database, name, id, files);
    }

    /**
     * To a file as well.
     *
     * @param place the file's path or address
     * @return changed
     */
    public Store andFile(String place) {
        List<Place> more = new ArrayList<>(files);
        more.add(new Place(place));
        return new Store(database, table, id, more);
    }

    @Override
    public String kind() {
        return "store";
    }

    @Override
    public List<Place> places() {
        List<Place> places = new ArrayList<>(files);
        if (database != null) {
            places.addAll(database.places());
        }
        return places;
    }

    @Override
    public Set<String> needs() {
        return Set.of(Workspace.PREDICTIONS);
    }

    @Override
    public StepResult run(Workspace run) throws InterruptedException {
        Optional<StepResult> skipped = run.skipped(Optional.empty());
        if (skipped.isPresent()) {
            return skipped.get();
        }
        Workspace.Given predictions = run.given(Workspace.PREDICTIONS, "predict");
        List<StepFile> outputs = new ArrayList<>();
        Map<String, String> facts = new LinkedHashMap<>();
        if (database != null) {
            outputs.add(write(run, database.open(run), predictions, facts));
        }
        for (Place file : files) {
            outputs.add(copy(run, file, predictions));
        }
        return new StepResult(List.of(predictions.file()), outputs, facts, List.of(), Optional.empty());
    }

    private StepFile write(
            Workspace run, io.github.churnml.jdbc.Database to, Workspace.Given predictions, Map<String, String> facts)
            throws InterruptedException {
        PredictionSink sink = PredictionSink.to(to).table(table);
        Map<String, String> said = predictions.result().facts();
        Map<String, String> model = run.given(Workspace.MODEL, "model").result().facts();
        ModelIdentity identity = new ModelIdentity(
                String.valueOf(model.get(LoadModel.NAME)),
                String.valueOf(model.get(LoadModel.VERSION)),
                String.valueOf(model.get(LoadModel.SHA256)));
        Instant at = Instant.parse(String.valueOf(said.get(Predict.SCORED_AT)));
        int own = Integer.parseInt(String.valueOf(said.get(Predict.COLUMNS)));
        boolean hasReasons = !"0".equals(said.get(Predict.REASONS_KEY));
        WrittenPredictions written;
        try (TableRows rows = TableRows.open(predictions.path(), Workspace.plain());
                PredictionRun writing = sink.begin(run.context().run(), identity, at)) {
            int customer = idColumn(rows.header().subList(0, own));
            while (rows.hasNext()) {
                String[] row = rows.next();
                writing.add(row(row, customer, own, hasReasons, rows.rowNumber()), rows.rowNumber());
                if (rows.rowNumber() % 1_000 == 0) {
                    Workspace.requireGoing();
                }
            }
            written = writing.finish();
        }
        facts.put("written", String.valueOf(written.written()));
        facts.put("added", String.valueOf(written.added()));
        facts.put("replaced", String.valueOf(written.replaced()));
        facts.put("left", String.valueOf(written.left()));
        return new StepFile(STORED, sink.name(), "", written.written());
    }

    private static PredictionRow row(String[] row, int customer, int own, boolean hasReasons, long number) {
        String id = row[customer].strip();
        if (id.isEmpty() || id.length() > 200) {
            throw new DataException(
                    "Row " + number + " has "
                            + (id.isEmpty() ? "no customer's id." : "a customer's id of more than 200 characters."),
                    "Maybe another column holds the ids, or leave the row out.",
                    Where.nowhere().row(number));
        }
        return new PredictionRow(
                id, Double.parseDouble(row[own]), row[own + 1], row[own + 2], hasReasons ? row[row.length - 1] : "[]");
    }

    private int idColumn(List<String> header) {
        int column = header.stream().map(String::strip).toList().indexOf(String.valueOf(id));
        if (column < 0) {
            throw new DataException(
                    "The predictions have no column " + Wording.name(String.valueOf(id)) + " with the customers' ids.",
                    Wording.maybeNearest(String.valueOf(id), header),
                    Where.nowhere());
        }
        return column;
    }

    private static StepFile copy(Workspace run, Place place, Workspace.Given predictions) {
        String to = run.fill(place);
        if (RemoteFiles.isAddress(to)) {
            RemoteFiles.of(to).store(predictions.path(), to, run.context().environment());
        } else {
            OutputFile.write(Path.of(to), out -> Files.copy(predictions.path(), out));
        }
        StepFile file = predictions.file();
        String given = run.shown(place);
        // A relative path would be one of the run's folder.
        String shown = RemoteFiles.isAddress(to)
                ? given
                : "file:"
                        + (given.startsWith("$")
                                ? given
                                : Path.of(given).toAbsolutePath().normalize());
        return new StepFile(STORED, shown, file.sha256(), file.rows());
    }
}
