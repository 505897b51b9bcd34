package io.github.churnml.cli;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a table is to be read where that is not to be worked out; its format always is, by its content. */
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

    ReadOptions options() {
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
