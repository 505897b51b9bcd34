package io.github.churnml.cli;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Notice;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.jdbc.SpooledTable;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * How a table is to be read where that is not to be worked out, its format always is, by its content; and where it is, if not in a
 * file. Rows fetched from a database are deleted by {@link Subcommand} when the command ends.
 */
final class ReadFlags {

    private static final Map<String, Character> NAMED =
            Map.of("tab", '\t', "\\t", '\t', "comma", ',', "semicolon", ';', "bar", '|', "pipe", '|');

    @Option(
            names = "--delimiter",
            paramLabel = "CHAR",
            description = "The field separator, as a character or a word (tab, semicolon). Default: worked out.")
    @Nullable
    String delimiter;

    @Option(
            names = "--charset",
            paramLabel = "NAME",
            description =
                    "The file's character set, such as windows-1252. Default: UTF-8, or what a byte order mark says.")
    @Nullable
    String charset;

    @Option(
            names = "--sheet",
            paramLabel = "NAME",
            description = "A workbook's sheet, by name or number. Default: the first that holds anything.")
    @Nullable
    String sheet;

    @Option(
            names = "--header",
            negatable = true,
            description = "Whether the first row names the columns; without names they are called c1, c2 and so on."
                    + " Default: it does, and one that looks like a customer is refused.")
    @Nullable
    Boolean header;

    @Mixin
    final DatabaseFlags database = new DatabaseFlags();

    @Spec(Spec.Target.MIXEE)
    @Nullable
    CommandSpec command;

    /** The rows of a database, once they are fetched. */
    private @Nullable SpooledTable fetched;

    /**
     * The table that is given: a file, or the rows of a database, which are fetched into a temporary file now.
     *
     * @param data the file, or null
     * @param option the option that names the file
     * @return the file to read, or null if neither is given
     */
    @Nullable
    Path table(@Nullable InputFile data, String option, Surroundings surroundings) {
        List<String> asked = database.asked();
        if (asked.isEmpty()) {
            return data == null ? null : data.path();
        }
        if (data != null) {
            throw new ConfigurationException(
                    "The options " + option + " and " + asked.get(0) + " both say where the customers are.",
                    "Maybe keep one of them.",
                    Where.nowhere());
        }
        if (delimiter != null || charset != null || sheet != null || header != null) {
            throw new ConfigurationException(
                    "The options --delimiter, --charset, --sheet and --header are about files, and the customers are in a"
                            + " database.",
                    "Maybe leave them out.",
                    Where.nowhere());
        }
        fetched = database.rows(surroundings).spool();
        return fetched.path();
    }

    /** The table that is given, where there must be one. */
    Path required(@Nullable InputFile data, String option, Surroundings surroundings) {
        Path table = table(data, option, surroundings);
        if (table == null) {
            throw new ParameterException(
                    Objects.requireNonNull(command).commandLine(), "Missing required option: '" + option + "=FILE'");
        }
        return table;
    }

    /** What was noticed when rows were fetched. */
    List<Notice> notices() {
        return fetched == null ? List.of() : fetched.notices();
    }

    boolean isFetched() {
        return fetched != null;
    }

    /** A text in which fetched rows stand under their own name, not that of a temporary file. */
    String named(String text) {
        return fetched == null ? text : fetched.named(text);
    }

    /** Deletes fetched rows. */
    void close() {
        if (fetched != null) {
            fetched.close();
        }
    }

    ReadOptions options() {
        return fetched == null ? fileOptions() : fetched.options(ReadOptions.standard());
    }

    /** The options where a file is read besides: that of fetched rows needs none, as all is in quotes. */
    ReadOptions fileOptions() {
        ReadOptions options = ReadOptions.standard();
        if (header != null) {
            options = options.withHeader(header);
        }
        if (delimiter != null) {
            options = options.withDelimiter(character(delimiter));
        }
        if (sheet != null) {
            options = options.withSheet(sheet);
        }
        return charset == null ? options : options.withCharset(charset(charset));
    }

    /** What a pipeline knows of the table holds for its reader too. */
    ReadOptions options(ChurnPipeline pipeline) {
        ReadOptions options = options();
        options = options.withMissing(options.missing().and(pipeline.clean().missing()));
        for (Map.Entry<String, ColumnType> type : pipeline.types().entrySet()) {
            options = options.withType(type.getKey(), type.getValue());
        }
        return options;
    }

    private static char character(String given) {
        Character named = NAMED.get(given.toLowerCase(Locale.ROOT));
        if (named != null) {
            return named;
        }
        if (given.length() != 1) {
            throw new ConfigurationException(
                    "The delimiter " + Wording.value(given) + " is not one character.",
                    "Maybe give a character such as ';', or one of the words comma, semicolon, tab and bar.",
                    Where.nowhere());
        }
        return given.charAt(0);
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    "There is no character set " + Wording.name(name) + ".",
                    Wording.nearest(name, Charset.availableCharsets().keySet())
                            .map(near -> "Maybe " + Wording.name(near) + " was meant.")
                            .orElse("Maybe UTF-8, UTF-16LE, ISO-8859-1 or windows-1252 was meant."),
                    Where.nowhere(),
                    e);
        }
    }
}
