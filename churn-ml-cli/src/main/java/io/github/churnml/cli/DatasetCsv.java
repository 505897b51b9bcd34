package io.github.churnml.cli;

import io.github.churnml.data.Column;
import io.github.churnml.data.Dataset;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes tables of the same columns one after the other as one CSV file: UTF-8, commas, a missing value as nothing. */
final class DatasetCsv {

    private static final int ROWS = 1000;

    private final Writer writer;
    private final CsvFlags flags;
    private boolean begun;

    DatasetCsv(OutputStream out, CsvFlags flags) {
        this.writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        this.flags = flags;
    }

    void write(Dataset table) {
        List<String> names = table.schema().names();
        WrittenForm form = new WrittenForm(',', StandardCharsets.UTF_8, names, flags);
        List<String[]> lines = new ArrayList<>();
        if (!begun) {
            lines.add(names.toArray(String[]::new));
            begun = true;
        }
        List<Column> columns = table.columns();
        for (int row = 0; row < table.rows(); row++) {
            String[] cells = new String[columns.size()];
            for (int i = 0; i < cells.length; i++) {
                String text = columns.get(i).text(row);
                cells[i] = text == null ? "" : text;
            }
            lines.add(cells);
            if (lines.size() == ROWS || row == table.rows() - 1) {
                write(form.lines(lines));
                lines.clear();
            }
        }
    }

    void flush() throws IOException {
        writer.flush();
    }

    private void write(String text) {
        try {
            writer.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
