package io.github.churnml.registry.experiment;

import io.github.churnml.error.ChurnException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.monitor.log.BoundedLines;
import io.github.churnml.settings.PlainJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads an assignment log line by line, with the older files that have numbers behind its name, the oldest first; memory does not
 * grow with the log.
 *
 * <p>A process that is killed while it writes leaves part of a line: what is no whole JSON object is passed over and counted, up
 * to one line in a hundred (and ten in any case). A whole object that is no assignment is refused, for then the file is
 * something else.
 */
final class AssignmentReader {

    private static final int BROKEN_ANYHOW = 10;
    private static final int ONE_BROKEN_IN = 100;
    private static final Set<String> KEYS =
            Set.of("ts", "experiment", "customer", "arm", "version", "score", "champion_score", "decision");

    private final Consumer<Assignment> sink;
    private final Set<String> unread = new TreeSet<>();
    private long lines;
    private long broken;
    private String firstBroken = "";

    private AssignmentReader(Consumer<Assignment> sink) {
        this.sink = sink;
    }

    /**
     * Reads a log.
     *
     * @param path the log's file
     * @param sink takes the assignments, in the order in which they were written
     * @return what was read
     * @throws DataException if the file is not there, is no assignment log, or is broken in too many places
     */
    static AssignmentLines read(Path path, Consumer<Assignment> sink) {
        AssignmentReader reader = new AssignmentReader(sink);
        List<Path> files = files(path);
        if (files.isEmpty()) {
            throw new DataException(
                    "The assignment log " + Wording.path(path)
                            + (Files.isDirectory(path) ? " is a folder." : " is not there."),
                    "Maybe the path is wrong.",
                    Where.in(path));
        }
        files.forEach(reader::file);
        if (reader.broken > Math.max(BROKEN_ANYHOW, reader.lines / ONE_BROKEN_IN)
                || reader.broken > 0 && reader.broken == reader.lines) {
            throw new DataException(
                    "The assignment log " + Wording.path(path) + " holds "
                            + Wording.count(reader.broken, "line", "lines") + " of " + Wording.count(reader.lines)
                            + " that are no JSON objects, the first at " + reader.firstBroken + ".",
                    "Maybe it is another file, or was damaged.",
                    Where.in(path));
        }
        return new AssignmentLines(
                files.size(), reader.lines, reader.broken, reader.firstBroken, List.copyOf(reader.unread));
    }

    private static List<Path> files(Path path) {
        try {
            return Files.isDirectory(path) ? List.of() : AssignmentFile.all(path);
        } catch (IOException e) {
            throw new DataException(
                    "The folder of the assignment log " + Wording.path(path) + " cannot be looked through.",
                    "Maybe it may not be read by this user.",
                    Where.in(path),
                    e);
        }
    }

    private void file(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            BoundedLines bounded = new BoundedLines(in);
            while (bounded.next()) {
                if (!bounded.isBlank()) {
                    lines++;
                    line(path, bounded);
                }
            }
        } catch (IOException e) {
            throw new DataException(
                    "The assignment log " + Wording.path(path) + " cannot be read.",
                    "Maybe it may not be read by this user.",
                    Where.in(path),
                    e);
        }
    }

    private void line(Path path, BoundedLines bounded) {
        Map<String, Object> tree;
        try {
            byte[] bytes = Arrays.copyOf(bounded.bytes(), bounded.isTooLong() ? 0 : bounded.length());
            tree = PlainJson.read(bytes, (problem, maybe) -> new DataException(problem, maybe, Where.in(path)), "line");
        } catch (ChurnException e) {
            broken++;
            if (firstBroken.isEmpty()) {
                firstBroken = path.getFileName() + " line " + bounded.number();
            }
            return;
        }
        for (String key : tree.keySet()) {
            if (!KEYS.contains(key) && unread.size() < 100) {
                unread.add(key);
            }
        }
        sink.accept(new Fields(tree, path, bounded.number()).assignment());
    }

    /** A line's fields, each required to be what it must be. */
    private record Fields(Map<String, Object> tree, Path path, long line) {

        Assignment assignment() {
            Instant at = at(text("ts"));
            String experiment = text("experiment");
            String customer = text("customer");
            Arm arm = arm(text("arm"));
            String version = text("version");
            double score = number("score");
            double championScore = tree.get("champion_score") == null ? Double.NaN : number("champion_score");
            boolean decision = flag("decision");
            try {
                return new Assignment(at, experiment, customer, arm, version, score, championScore, decision);
            } catch (ChurnException e) {
                throw problem(String.valueOf(e.getMessage()).split("\n", 2)[0], e);
            }
        }

        private Instant at(String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                throw wrong("ts", text, "a time such as 2026-11-30T13:00:00Z", e);
            }
        }

        private Arm arm(String text) {
            for (Arm arm : Arm.values()) {
                if (arm.label().equals(text)) {
                    return arm;
                }
            }
            throw wrong("arm", text, "champion or challenger", null);
        }

        private String text(String key) {
            if (tree.get(key) instanceof String text) {
                return text;
            }
            throw wrong(key, tree.get(key), "a text", null);
        }

        private double number(String key) {
            if (tree.get(key) instanceof Number number) {
                return number.doubleValue();
            }
            throw wrong(key, tree.get(key), "a number", null);
        }

        private boolean flag(String key) {
            if (tree.get(key) instanceof Boolean flag) {
                return flag;
            }
            throw wrong(key, tree.get(key), "true or false", null);
        }

        private DataException wrong(String key, @Nullable Object value, String required, @Nullable Throwable cause) {
            boolean absent = !tree.containsKey(key);
            return problem(
                    "Its " + Wording.name(key) + (absent ? " is missing" : " holds " + Wording.value(value)) + " where "
                            + required + " is required.",
                    cause);
        }

        private DataException problem(String what, @Nullable Throwable cause) {
            List<String> keys = new ArrayList<>(tree.keySet());
            return new DataException(
                    "Line " + line + " of the assignment log " + Wording.path(path) + " is no assignment. " + what,
                    "Maybe it is another file: this line has " + Wording.names(keys) + ".",
                    Where.in(path).row(line),
                    cause);
        }
    }
}
