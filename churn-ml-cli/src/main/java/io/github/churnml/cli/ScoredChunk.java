package io.github.churnml.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.churnml.Prediction;
import io.github.churnml.RowScorer;
import io.github.churnml.data.Numbers;
import io.github.churnml.data.TableRows;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Some rows of a table: read by one thread, scored and turned into text by another, then written by the first. */
final class ScoredChunk {

    static final String TAKEN = "_churnml";
    private static final List<String> ADDED = List.of("probability", "predicted", "risk_tier");
    private static final int MOST_ROWS = 2_000;
    private static final int MOST_CHARACTERS = 1 << 20;

    private final char delimiter;
    private final List<String[]> rows;
    private final long firstRow;
    private final ScoreSummary summary = new ScoreSummary();
    private String text = "";

    private ScoredChunk(char delimiter, List<String[]> rows, long firstRow) {
        this.delimiter = delimiter;
        this.rows = rows;
        this.firstRow = firstRow;
    }

    /** The header line: the table's names, then ours, each with a suffix as long as it is taken. */
    static String header(TableRows table) {
        WrittenForm form = WrittenForm.of(table);
        List<String> names = new ArrayList<>(form.header());
        for (String name : ADDED) {
            String free = name;
            while (taken(free, table.header())) {
                free += TAKEN;
            }
            names.add(free);
        }
        return lines(form.delimiter(), List.<String[]>of(names.toArray(new String[0])));
    }

    /** Takes the next rows: so many, or fewer if they are long. */
    static ScoredChunk read(TableRows table) {
        List<String[]> rows = new ArrayList<>();
        long first = table.rowNumber() + 1;
        long characters = 0;
        while (rows.size() < MOST_ROWS && characters < MOST_CHARACTERS && table.hasNext()) {
            String[] row = table.next();
            rows.add(row);
            for (String value : row) {
                characters += value.length();
            }
        }
        return new ScoredChunk(WrittenForm.of(table).delimiter(), rows, first);
    }

    /** Scores the rows and turns them into text; the rows themselves are given up. */
    ScoredChunk score(RowScorer scorer) {
        for (int i = 0; i < rows.size(); i++) {
            String[] row = rows.get(i);
            Prediction prediction = scorer.score(Arrays.asList(row), firstRow + i);
            summary.add(prediction);
            String[] longer = Arrays.copyOf(row, row.length + ADDED.size());
            longer[row.length] = Numbers.text(prediction.probability());
            longer[row.length + 1] = prediction.label();
            longer[row.length + 2] = prediction.tier().label();
            rows.set(i, longer);
        }
        text = lines(delimiter, rows);
        rows.clear();
        return this;
    }

    String text() {
        return text;
    }

    ScoreSummary summary() {
        return summary;
    }

    private static boolean taken(String name, List<String> header) {
        return header.stream().anyMatch(other -> other.strip().equals(name));
    }

    private static String lines(char delimiter, List<String[]> rows) {
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
