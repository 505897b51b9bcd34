package io.github.churnml.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.churnml.data.read.CsvRows;
import io.github.churnml.data.read.TableRows;
import io.github.churnml.serving.contacts.SpreadsheetText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * How a scored table is written: a CSV file as it was read, a table of another format as plain CSV.
 *
 * @param delimiter the field separator
 * @param charset the character set
 * @param header the columns' names as the input has them
 * @param flags whether texts must not be formulas
 */
record WrittenForm(char delimiter, Charset charset, List<String> header, CsvFlags flags) {

    static WrittenForm of(TableRows rows, CsvFlags flags) {
        return rows instanceof CsvRows csv
                ? new WrittenForm(csv.delimiter(), csv.charset(), csv.rawHeader(), flags)
                : new WrittenForm(',', StandardCharsets.UTF_8, rows.header(), flags);
    }

    /** A text that a spreadsheet shows and does not run: with an apostrophe before it where it needs one. */
    static String safe(String text) {
        return SpreadsheetText.safe(text);
    }

    private String[] written(String[] row) {
        return flags.spreadsheetSafe ? Arrays.stream(row).map(WrittenForm::safe).toArray(String[]::new) : row;
    }

    /** Rows as lines of text, each ended by a line feed. */
    String lines(List<String[]> rows) {
        StringWriter lines = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder()
                .fieldSeparator(delimiter)
                .lineDelimiter(LineDelimiter.LF)
                .build(lines)) {
            rows.forEach(row -> csv.writeRecord(written(row)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines.toString();
    }
}
