package io.github.churnml.cli;

import io.github.churnml.Prediction;
import io.github.churnml.RowScorer;
import io.github.churnml.data.Numbers;
import io.github.churnml.data.Outcome;
import io.github.churnml.data.read.NumberCells;
import io.github.churnml.data.read.TableRows;
import io.github.churnml.explain.Reason;
import io.github.churnml.jobs.rows.RowChunk;
import io.github.churnml.jobs.rows.RowPipeline;
import io.github.churnml.predictor.Sampling;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A contact list as a table: the rows of the customers on it are read again, for their reasons and their names. What is written is
 * UTF-8, with the table's own field separator.
 */
final class ContactTable {

    private final TableRows rows;
    private final RowScorer scorer;
    private final Outcome outcome;
    private final ContactList list;
    private final int most;
    private final int id;
    private final WrittenForm form;

    /**
     * A list to write.
     *
     * @param rows the table, none of whose rows has been read
     * @param scorer scores its rows
     * @param outcome what the model predicts
     * @param list who is contacted
     * @param most how many reasons to give per customer
     * @param id the position of a column to copy, or -1 for none
     * @param csv how it is written
     */
    ContactTable(TableRows rows, RowScorer scorer, Outcome outcome, ContactList list, int most, int id, CsvFlags csv) {
        this.rows = rows;
        this.scorer = scorer;
        this.outcome = outcome;
        this.list = list;
        this.most = most;
        this.id = id;
        this.form = WrittenForm.of(rows, csv);
    }

    /** A line of the list, at its place. */
    private record Line(int place, String[] cells) {}

    /** Explains and writes everything; flushes, and leaves the stream open. */
    void writeTo(OutputStream out) throws IOException {
        int[] places = new int[list.customers()];
        Arrays.fill(places, -1);
        for (int place = 0; place < list.size(); place++) {
            places[list.row(place)] = place;
        }
        String[][] lines = new String[list.size()][];
        new RowPipeline<List<Line>>(
                        chunk -> lines(chunk, places), done -> done.forEach(line -> lines[line.place()] = line.cells()))
                .run(rows);
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write(form.lines(List.<String[]>of(header())));
        writer.write(form.lines(Arrays.asList(lines)));
        writer.flush();
    }

    private String[] header() {
        List<String> header = new ArrayList<>(List.of("rank", "row"));
        if (id >= 0) {
            header.add(rows.header().get(id));
        }
        header.addAll(List.of(outcome.probabilityKey(), "value", "expected_cost", "expected_gain"));
        for (int k = 1; k <= most; k++) {
            header.add("reason_" + k);
        }
        return header.toArray(new String[0]);
    }

    private List<Line> lines(RowChunk chunk, int[] places) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < chunk.rows().size(); i++) {
            long number = chunk.first() + i;
            int place = places[Math.toIntExact(number - 1)];
            if (place >= 0) {
                lines.add(new Line(place, cells(place, number, chunk.rows().get(i))));
            }
        }
        return lines;
    }

    private String[] cells(int place, long number, String[] row) {
        Prediction prediction = scorer.score(Arrays.asList(row), number);
        int customer = list.row(place);
        List<String> cells = new ArrayList<>(List.of(String.valueOf(place + 1), String.valueOf(number)));
        if (id >= 0) {
            cells.add(NumberCells.bare(row[id]));
        }
        cells.add(Numbers.text(list.probability(customer)));
        cells.add(amount(list.value(customer)));
        cells.add(amount(list.cost(customer)));
        cells.add(amount(list.gain(customer)));
        int width = cells.size() + most;
        for (Reason reason : prediction.explanation(Sampling.standard()).reasons(most)) {
            cells.add(reason.sentence());
        }
        while (cells.size() < width) {
            cells.add("");
        }
        return cells.toArray(new String[0]);
    }

    private static String amount(double amount) {
        return String.format(Locale.ROOT, "%.2f", amount);
    }
}
