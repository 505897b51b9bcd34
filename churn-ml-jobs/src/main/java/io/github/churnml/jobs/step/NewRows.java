package io.github.churnml.jobs.step;

import io.github.churnml.data.read.NumberCells;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.TableRows;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.OutputFile;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Picks the rows of a table that are new to a job, and knows up to where the table is worked through then. For one table. */
final class NewRows {

    private static final int LINES_AT_ONCE = 1_000;

    private final OnlyNew rule;
    private final KeySet known;
    private final Mark.@Nullable Value before;
    private final KeySet.Gathered gathered = new KeySet.Gathered();
    private Mark.@Nullable Value greatest;
    private long read;
    private long taken;

    NewRows(OnlyNew rule, Workspace run) {
        this.rule = rule;
        Optional<Mark> mark = run.context().mark().map(Mark::parse);
        Path runs = run.runs();
        this.known = mark.map(one -> KeySet.read(runs.resolve(one.keys()), one.sha256()))
                .orElseGet(KeySet::empty);
        this.before = mark.map(Mark::value).orElse(null);
        this.greatest = before;
        if (mark.isPresent() && (before == null) != (rule.since() == null)) {
            throw new DataException(
                    "The job's last run told new rows " + (before == null ? "by key" : "by a column that grows")
                            + ", and now it is otherwise.",
                    "Maybe give the job another name to begin anew.",
                    Where.nowhere());
        }
    }

    /** Where a query begins: the mark, or the start of the first run. */
    static Optional<Mark.Value> start(OnlyNew rule, Workspace run) {
        return run.context()
                .mark()
                .map(Mark::parse)
                .flatMap(mark -> Optional.ofNullable(mark.value()))
                .or(() -> Optional.ofNullable(rule.start()).map(Mark.Value::of));
    }

    /** Copies the new rows of a table. */
    void copy(Path table, ReadOptions options, Path to) throws InterruptedException {
        try {
            OutputFile.write(to, out -> {
                try (TableRows rows = TableRows.open(table, options)) {
                    copy(rows, out);
                }
            });
        } catch (io.github.churnml.error.OutputException e) {
            Workspace.requireGoing();
            throw e;
        }
    }

    private void copy(TableRows rows, OutputStream out) throws IOException {
        List<String> header = rows.header();
        int key = rule.key() == null ? -1 : column(rule.key(), header);
        int since = rule.since() == null ? -1 : column(rule.since(), header);
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8.newEncoder());
        List<String[]> lines = new ArrayList<>();
        lines.add(header.toArray(new String[0]));
        while (rows.hasNext()) {
            String[] row = rows.next();
            for (int i = 0; i < row.length; i++) {
                row[i] = NumberCells.bare(row[i]);
            }
            read++;
            if (isNew(row, key, since)) {
                taken++;
                lines.add(row);
            }
            if (read % LINES_AT_ONCE == 0) {
                writer.write(CsvText.of(lines));
                lines.clear();
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException("interrupted");
                }
            }
        }
        writer.write(CsvText.of(lines));
        writer.flush();
    }

    private boolean isNew(String[] row, int key, int since) {
        if (since < 0) {
            KeySet.Key one = key(row, key);
            if (known.contains(one)) {
                return false;
            }
            gathered.add(one);
            return true;
        }
        Mark.Value value = Mark.Value.of(row[since], String.valueOf(rule.since()), read, greatest);
        if (isBeforeStart(value) || before != null && value.compareTo(before) < 0) {
            return false;
        }
        KeySet.Key one = key(row, key);
        if (before != null && value.compareTo(before) == 0 && known.contains(one)) {
            return false;
        }
        int order = greatest == null ? 1 : value.compareTo(greatest);
        if (order > 0) {
            greatest = value;
            gathered.clear();
        }
        if (order >= 0) {
            gathered.add(one);
        }
        return true;
    }

    private boolean isBeforeStart(Mark.Value value) {
        return before == null && rule.start() != null && value.compareTo(Mark.Value.of(rule.start())) < 0;
    }

    private KeySet.Key key(String[] row, int key) {
        if (key < 0) {
            return KeySet.Key.of(String.join("\u0000", row));
        }
        String text = row[key].strip();
        if (text.isEmpty()) {
            throw new DataException(
                    "Row " + read + " has no value in column " + Wording.name(String.valueOf(rule.key()))
                            + ", by which new rows are told.",
                    "Maybe leave such rows out of what is fetched.",
                    Where.column(String.valueOf(rule.key())).row(read));
        }
        return KeySet.Key.of(text);
    }

    private static int column(String name, List<String> header) {
        int column = header.stream().map(String::strip).toList().indexOf(name);
        if (column < 0) {
            throw new DataException(
                    "The table has no column " + Wording.name(name) + ", by which new rows are told.",
                    Wording.maybeNearest(name, header),
                    Where.nowhere());
        }
        return column;
    }

    long read() {
        return read;
    }

    long taken() {
        return taken;
    }

    /** Writes the keys that are known from now on, and tells the mark that names them. */
    Mark mark(Workspace run) {
        boolean isSame = greatest == before || before != null && greatest != null && greatest.compareTo(before) == 0;
        KeySet now = gathered.with(rule.since() == null || isSame ? known : KeySet.empty());
        Path file = run.folder().resolve("seen.bin");
        now.write(file);
        String place = run.runs()
                .relativize(file.toAbsolutePath().normalize())
                .toString()
                .replace('\\', '/');
        return new Mark(greatest, place, Workspace.sha256(file));
    }
}
