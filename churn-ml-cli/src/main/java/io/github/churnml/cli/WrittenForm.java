package io.github.churnml.cli;

import io.github.churnml.data.CsvRows;
import io.github.churnml.data.TableRows;
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
}
