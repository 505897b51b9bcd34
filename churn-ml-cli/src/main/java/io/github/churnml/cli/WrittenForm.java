package io.github.churnml.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.churnml.data.CsvRows;
import io.github.churnml.data.TableRows;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How a scored table is written: a CSV file as it was read, a table of another format as plain CSV.
 *
 * @param delimiter the field separator
 * @param charset the character set
 * @param header the columns' names as the input has them
 */
record WrittenForm(char delimiter, Charset charset, List<String> header) {

    static WrittenForm of(TableRows rows) {
        return rows instanceof CsvRows csv
                ? new WrittenForm(csv.delimiter(), csv.charset(), csv.rawHeader())
                : new WrittenForm(',', StandardCharsets.UTF_8, rows.header());
    }

    /** Rows as lines of text, each ended by a line feed. */
    String lines(List<String[]> rows) {
        StringWriter lines = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder()
                .fieldSeparator(delimiter)
                .lineDelimiter(LineDelimiter.LF)
                .build(lines)) {
            rows.forEach(csv::writeRecord);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines.toString();
    }
}
