package io.github.churnml.jobs.step;

import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.TableRows;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.OutputException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.jobs.step.StepResult.StepFile;
import java.io.IOException;
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
 * The step that brings in a table: a file, a file by address such as {@code s3://bucket/customers.csv}, or rows of a database. It is copied
 * into the run's folder, all of it or only what is new, so that later steps, and tries of them, all see the same rows. Immutable.
 */
public final class Fetch implements StepWork {

    private final TablePlace from;
    private final @Nullable Place fallback;
    private final @Nullable OnlyNew onlyNew;

    private Fetch(TablePlace from, @Nullable Place fallback, @Nullable OnlyNew onlyNew) {
        this.from = from;
        this.fallback = fallback;
        this.onlyNew = onlyNew;
        from.require(onlyNew);
    }

    /**
     * A file.
     *
     * @param place its path or address
     * @return the work
     */
    public static Fetch from(String place) {
        return new Fetch(new FilePlace(new Place(place)), null, null);
    }

    /**
     * All rows of a table or view of a database.
     *
     * @param database the database
     * @param table the table's name
     * @return the work
     */
    public static Fetch table(DatabasePlace database, String table) {
        return new Fetch(new QueryPlace(database, table, null), null, null);
    }

    /**
     * The rows of a query.
     *
     * @param database the database
     * @param sql the query; <code>{due}</code> in it is the day that the run is for, <code>{moment}</code> the moment, <code>{mark}</code> the greatest value of the column
     *     {@link OnlyNew#since} that earlier runs had. Both are handed over as values and are no part of the text
     * @param onlyNew which rows are new; null for all
     * @return the work
     * @throws ConfigurationException if the query has a mark that nothing gives
     */
    public static Fetch query(DatabasePlace database, String sql, @Nullable OnlyNew onlyNew) {
        return new Fetch(new QueryPlace(database, null, sql), null, onlyNew);
    }

    /**
     * A file of this machine that stands in where a file cannot be had; the run's record says that it did. For S3 that is where S3
     * cannot be asked, and not where keys or names are wrong; else where the file is not there.
     *
     * @param path its path
     * @return changed
     * @throws ConfigurationException if the table is in a database
     */
    public Fetch fallback(String path) {
        if (!(from instanceof FilePlace)) {
            throw new ConfigurationException(
                    "A local copy stands in for a file, and the table is in a database.",
                    "Maybe leave it out: the step is tried again while the database is away.",
                    Where.nowhere());
        }
        return new Fetch(from, Place.ofPath(path), onlyNew);
    }

    /**
     * Only rows that are new to the job.
     *
     * @param rule how they are known
     * @return changed
     */
    public Fetch onlyNew(OnlyNew rule) {
        return new Fetch(from, fallback, rule);
    }

    /** {@return whether only new rows are taken} */
    public boolean isOnlyNew() {
        return onlyNew != null;
    }

    @Override
    public String kind() {
        return "fetch";
    }

    @Override
    public List<Place> places() {
        List<Place> places = new ArrayList<>(from.places());
        if (fallback != null) {
            places.add(fallback);
        }
        return places;
    }

    @Override
    public Set<String> gives() {
        return Set.of(Workspace.TABLE);
    }

    @Override
    public StepResult run(Workspace run) throws InterruptedException {
        List<String> notices = new ArrayList<>();
        TablePlace.Fetched fetched = fetched(run, notices);
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(Workspace.SOURCE, fetched.from());
        String digest = Workspace.sha256(fetched.path());
        if (onlyNew == null) {
            long rows = fetched.rows() >= 0 ? fetched.rows() : count(fetched.path());
            facts.put(Workspace.ROWS, String.valueOf(rows));
            if (fetched.isPlain()) {
                facts.put(Workspace.FORM, Workspace.PLAIN);
            }
            if (rows == 0) {
                notices.add("Table " + Wording.name(run.step()) + " has no rows.");
            }
            return new StepResult(
                    List.of(new StepFile(Workspace.TABLE, fetched.from(), digest, rows)),
                    List.of(run.file(Workspace.TABLE, fetched.path(), rows)),
                    facts,
                    notices,
                    Optional.empty());
        }
        return onlyNew(onlyNew, run, fetched, digest, facts, notices);
    }

    private static StepResult onlyNew(
            OnlyNew rule,
            Workspace run,
            TablePlace.Fetched fetched,
            String digest,
            Map<String, String> facts,
            List<String> notices)
            throws InterruptedException {
        NewRows rows = new NewRows(rule, run);
        Path file = run.folder().resolve("new.csv");
        if (fetched.rows() == 0) {
            copy(fetched.path(), file);
        } else {
            ReadOptions options = fetched.isPlain() ? Workspace.plain() : ReadOptions.standard();
            rows.copy(fetched.path(), options, file);
        }
        delete(fetched.path());
        facts.put("rows_read", String.valueOf(rows.read()));
        facts.put(Workspace.ROWS, String.valueOf(rows.taken()));
        facts.put(Workspace.FORM, Workspace.PLAIN);
        if (rows.taken() == 0) {
            notices.add("There are no new rows: nothing is scored.");
        }
        return new StepResult(
                List.of(new StepFile(Workspace.TABLE, fetched.from(), digest, rows.read())),
                List.of(run.file(Workspace.TABLE, file, rows.taken())),
                facts,
                notices,
                Optional.of(rows.mark(run).text()));
    }

    private TablePlace.Fetched fetched(Workspace run, List<String> notices) throws InterruptedException {
        Path folder = folder(run);
        try {
            TablePlace.Fetched fetched = from instanceof FilePlace file
                    ? file.fetch(run, folder, fallback)
                    : from.fetch(run, folder, onlyNew);
            if (fetched.fallback() != null) {
                notices.add(fetched.fallback());
            }
            notices.addAll(fetched.notices());
            return fetched;
        } catch (DataException e) {
            Workspace.requireGoing();
            if (fallback == null || from.isSure(run)) {
                throw e;
            }
            String why = String.valueOf(e.getMessage()).split("\n", 2)[0];
            Path local = run.path(fallback);
            if (!Files.isRegularFile(local)) {
                throw new DataException(
                        why + " The local copy " + Wording.path(local) + " is not there either.",
                        "Maybe put a copy there, or mend what failed first.",
                        Where.in(local),
                        e);
            }
            notices.add(LocalCopy.notice(run.shown(fallback), local, from.shown(run), why));
            return new FilePlace(fallback).fetch(run, folder, onlyNew);
        }
    }

    private static Path folder(Workspace run) {
        Path folder = run.folder().resolve("as-fetched");
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new OutputException(
                    "The folder " + Wording.path(folder) + " cannot be made.",
                    "Maybe the disk is full.",
                    Where.in(folder),
                    e);
        }
    }

    private static long count(Path table) throws InterruptedException {
        long rows = 0;
        try (TableRows all = TableRows.open(table)) {
            while (all.hasNext()) {
                all.next();
                if (++rows % 1_000 == 0) {
                    Workspace.requireGoing();
                }
            }
        }
        return rows;
    }

    private static void copy(Path from, Path to) {
        io.github.churnml.files.OutputFile.write(to, out -> Files.copy(from, out));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(file.getParent());
        } catch (IOException e) {
            // It is in the run's own folder and goes with it.
        }
    }
}
