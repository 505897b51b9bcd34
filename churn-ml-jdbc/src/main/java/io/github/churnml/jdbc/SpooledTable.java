package io.github.churnml.jdbc;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Notice;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.Tables;
import io.github.churnml.error.DataException;
import io.github.churnml.error.OutputException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a {@link JdbcTable} in a temporary CSV file: UTF-8, commas, every field in quotes, so that nothing about it has to be worked
 * out. It is in a folder that only its owner can enter, and goes when this is closed, when the process is told to end, or at once if
 * fetching fails; of a process that was killed outright it stays, in {@code java.io.tmpdir}, as {@code churn-jdbc-*}.
 */
public final class SpooledTable implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final String name;
    private final Path path;
    private final Thread onKill;
    private long rows;
    private List<Notice> notices = List.of();

    private SpooledTable(String name, Path path) {
        // It may stand inside a JSON text.
        this.name = name.replace('"', '\'').replace('\\', '/').replaceAll("\\p{Cntrl}", " ");
        this.path = path;
        this.onKill = new Thread(this::delete);
        Runtime.getRuntime().addShutdownHook(onKill);
    }

    static SpooledTable of(JdbcTable table) {
        try {
            Path folder = Files.createTempDirectory("churn-jdbc-");
            SpooledTable spooled = new SpooledTable(table.name(), folder.resolve("query.csv"));
            try {
                spooled.fetch(table);
            } catch (RuntimeException | Error | IOException e) {
                spooled.close();
                throw e;
            }
            return spooled;
        } catch (CharacterCodingException e) {
            throw new DataException(
                    "A text of " + Wording.plain(table.name()) + " holds half of a character.",
                    "Maybe repair it in the database, or leave out its column.",
                    Where.nowhere(),
                    e);
        } catch (IOException e) {
            throw new OutputException(
                    "The rows of " + Wording.plain(table.name()) + " cannot be kept in a temporary file.",
                    "Maybe the disk is full: JAVA_OPTS=-Djava.io.tmpdir=FOLDER names another.",
                    Where.nowhere(),
                    e);
        }
    }

    private void fetch(JdbcTable table) throws IOException {
        try (Writer text = new BufferedWriter(
                        new OutputStreamWriter(
                                Files.newOutputStream(path),
                                StandardCharsets.UTF_8
                                        .newEncoder()
                                        .onMalformedInput(CodingErrorAction.REPORT)
                                        .onUnmappableCharacter(CodingErrorAction.REPORT)),
                        BUFFER);
                CsvWriter csv = CsvWriter.builder()
                        .quoteStrategy(QuoteStrategies.ALWAYS)
                        .lineDelimiter(LineDelimiter.LF)
                        .build(text)) {
            notices = table.rows(new TextRows() {
                @Override
                public void columns(List<String> names) {
                    csv.writeRecord(names);
                }

                @Override
                public void row(@Nullable String[] texts) {
                    csv.writeRecord(texts);
                    rows++;
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause() == null ? new IOException(e) : e.getCause();
        }
    }

    /** {@return the file} */
    public Path path() {
        return path;
    }

    /** {@return how the table is called in messages, see {@link JdbcTable#name}} */
    public String name() {
        return name;
    }

    /** {@return how many rows there are} */
    public long rows() {
        return rows;
    }

    /** {@return what is to be known of the rows} */
    public List<Notice> notices() {
        return notices;
    }

    /**
     * Options to read the file with.
     *
     * @param options types and missing markers
     * @return the same with what is known of the file
     */
    public ReadOptions options(ReadOptions options) {
        return options.withCharset(StandardCharsets.UTF_8).withDelimiter(',').withHeader(true);
    }

    /**
     * Reads the file as a table.
     *
     * @param options types and missing markers where they are not to be worked out, and a listener
     * @return the table, with the notices of both fetching and reading
     * @throws DataException if it is not a usable table, such as one without rows
     */
    public Dataset read(ReadOptions options) {
        Dataset read;
        try {
            read = Tables.read(path, options(options));
        } catch (DataException e) {
            throw named(e);
        }
        List<Notice> all = new ArrayList<>(notices);
        all.addAll(read.notices());
        return notices.isEmpty() ? read : Dataset.of(read.columns(), all);
    }

    /** The same message about the table in the database instead of the temporary file. */
    private DataException named(DataException e) {
        String[] lines = named(String.valueOf(e.getMessage())).split("\n", 2);
        Where where = new Where(e.column().orElse(null), e.row().orElse(0), null);
        return new DataException(lines[0], lines.length > 1 ? lines[1] : "", where, e.getCause());
    }

    /**
     * A text in which the temporary file stands under the table's name.
     *
     * @param text the text
     * @return the text with other names
     */
    public String named(String text) {
        return text.replace(path.toString(), name).replace(path.getFileName() + " (line", name + " (line");
    }

    /** Deletes the file. */
    @Override
    public void close() {
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(onKill);
        } catch (IllegalStateException e) {
            // The process is ending, and the hook has done the same.
        }
    }

    private void delete() {
        try {
            Files.deleteIfExists(path);
            Files.deleteIfExists(path.getParent());
        } catch (IOException e) {
            // Only its owner can read what stays.
        }
    }

    /** {@return the table's name and the number of rows} */
    @Override
    public String toString() {
        return "SpooledTable[" + name + ", " + rows + " rows]";
    }
}
