package io.github.churnml.jobs.step;

import io.github.churnml.data.Notice;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.OutputFile;
import io.github.churnml.jdbc.JdbcTable;
import io.github.churnml.jdbc.SpooledTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a database.
 *
 * @param database the database
 * @param table the table; null for a query
 * @param sql the query; null for a table
 */
record QueryPlace(
        DatabasePlace database,
        @Nullable String table,
        @Nullable String sql) implements TablePlace {

    private static final List<String> GAPS = List.of("due", "moment", "mark");
    private static final Pattern GAP = Pattern.compile("\\{([a-z]+)\\}");
    private static final Pattern LOSES_TIES = Pattern.compile(">\\s*\\{mark\\}");

    QueryPlace {
        Matcher gaps = GAP.matcher(sql == null ? "" : sql);
        while (gaps.find()) {
            if (!GAPS.contains(gaps.group(1))) {
                throw new ConfigurationException(
                        "The gap " + Wording.value(gaps.group())
                                + " in the query is not known: there are {due}, {moment} and {mark}.",
                        "Maybe write the value itself.",
                        Where.nowhere());
            }
        }
        if (sql != null && LOSES_TIES.matcher(sql).find()) {
            throw new ConfigurationException(
                    "The query takes rows above the mark, and would lose rows with the same value that come later.",
                    "Maybe write >= {mark}: rows that were there already are left out by the job.",
                    Where.nowhere());
        }
    }

    @Override
    public List<Place> places() {
        return database.places();
    }

    @Override
    public String shown(Workspace run) {
        return (table == null ? "a query" : table) + " of " + database.shown();
    }

    @Override
    public void require(@Nullable OnlyNew onlyNew) {
        if (sql == null || !sql.contains("{mark}")) {
            return;
        }
        if (onlyNew == null || onlyNew.since() == null || onlyNew.start() == null) {
            throw new ConfigurationException(
                    "The query has {mark}, and it is not said which column it is of, or where the first run begins.",
                    "Maybe only-new: {since: updated_at, start: 2000-01-01}.",
                    Where.nowhere());
        }
    }

    @Override
    public Fetched fetch(Workspace run, Path folder, @Nullable OnlyNew onlyNew) {
        JdbcTable rows = JdbcTable.of(database.open(run));
        rows = table != null ? rows.table(table) : query(rows, run, onlyNew);
        try (SpooledTable spooled = rows.spool()) {
            Path file = folder.resolve("rows.csv");
            OutputFile.write(file, out -> Files.copy(spooled.path(), out));
            List<String> notices =
                    spooled.notices().stream().map(Notice::message).toList();
            return new Fetched(file, spooled.name(), spooled.rows(), true, null, notices);
        }
    }

    private JdbcTable query(JdbcTable rows, Workspace run, @Nullable OnlyNew onlyNew) {
        List<@Nullable Object> values = new ArrayList<>();
        String text = GAP.matcher(String.valueOf(sql)).replaceAll(gap -> {
            values.add(value(gap.group(1), run, onlyNew));
            return "?";
        });
        return rows.query(text, values.toArray());
    }

    private static Object value(String gap, Workspace run, @Nullable OnlyNew onlyNew) {
        return switch (gap) {
            case "due" -> run.day();
            case "moment" -> run.context().due().atOffset(ZoneOffset.UTC);
            default ->
                NewRows.start(Objects.requireNonNull(onlyNew), run)
                        .orElseThrow()
                        .of();
        };
    }
}
