package io.github.churnml.serving.contacts;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.churnml.Prediction;
import io.github.churnml.data.Numbers;
import io.github.churnml.data.Outcome;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is downloaded. A whole table is as it was sent, in its order and with its field separator, and what the model says of each row behind it: the columns
 * that {@code churn predict} adds, the money of {@code churn contact}, and why a row could not be scored. In UTF-8; texts that a
 * spreadsheet would run have an apostrophe before them.
 */
final class ScoredFile {

    private static final String TAKEN = "_churnml";

    private final SentTable table;
    private final Outcome outcome;
    private final boolean interval;
    private final boolean money;

    ScoredFile(SentTable table) {
        this.table = table;
        this.outcome = table.model().model().outcome();
        this.interval = table.model().decisions().vennAbers().isPresent();
        this.money = table.money() != null;
    }

    /**
     * Writes a list of contacts in place of all rows, with the columns of {@code churn contact} and the table's own that the model
     * does not need.
     */
    void writeList(Path file, BestContacts best, int reasons, Holder holder) throws IOException, BadRequest {
        List<String> header = new ArrayList<>(List.of("rank", "row"));
        List<String> own = best.own();
        header.addAll(own);
        header.add(outcome.probabilityKey());
        if (money) {
            header.addAll(List.of("value", "expected_cost", "expected_gain"));
        }
        for (int k = 1; k <= reasons; k++) {
            header.add("reason_" + k);
        }
        List<String> lines = best.list(reasons, own, (place, contact) -> {
            StringWriter line = new StringWriter();
            try (CsvWriter csv = writer(line)) {
                csv.writeRecord(safe(line(place + 1, contact, header.size())));
            }
            holder.hold(line.toString());
            return line.toString();
        });
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            CsvWriter csv = begun(out);
            csv.writeRecord(safe(header));
            csv.flush();
            for (String line : lines) {
                out.write(line);
            }
        }
    }

    /** Is told of each line that waits for the others. */
    interface Holder {

        void hold(String line) throws BadRequest;
    }

    private List<String> line(int rank, Contact contact, int width) {
        List<String> line = new ArrayList<>(List.of(String.valueOf(rank), String.valueOf(contact.row())));
        line.addAll(contact.cells());
        line.add(Numbers.text(contact.probability()));
        if (money) {
            line.add(amount(contact.value()));
            line.add(amount(contact.cost()));
            line.add(amount(contact.gain()));
        }
        contact.reasons().forEach(reason -> line.add(reason.sentence()));
        while (line.size() < width) {
            line.add("");
        }
        return line;
    }

    private CsvWriter begun(Writer out) throws IOException {
        out.write(table.marked() ? "\uFEFF" : "");
        return writer(out);
    }

    private CsvWriter writer(Writer out) {
        return CsvWriter.builder()
                .fieldSeparator(table.delimiter())
                .lineDelimiter(LineDelimiter.LF)
                .build(out);
    }

    /** @return how many rows there are */
    long writeAll(Path file) throws IOException, BadRequest {
        long[] rows = {0};
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            CsvWriter csv = begun(out);
            csv.writeRecord(safe(header()));
            table.each(row -> {
                rows[0]++;
                csv.writeRecord(safe(line(row)));
            });
            csv.flush();
        }
        return rows[0];
    }

    private List<String> header() {
        List<String> names = new ArrayList<>(table.rawHeader());
        List<String> added =
                new ArrayList<>(List.of(outcome.probabilityKey(), outcome.decisionKey(), outcome.tierKey()));
        if (interval) {
            added.addAll(List.of(outcome.probabilityKey() + "_low", outcome.probabilityKey() + "_high"));
        }
        if (money) {
            added.addAll(List.of("value", "expected_cost", "expected_gain"));
        }
        added.add("problem");
        for (String name : added) {
            String free = name;
            while (isTaken(free)) {
                free += TAKEN;
            }
            names.add(free);
        }
        return names;
    }

    private boolean isTaken(String name) {
        return table.header().stream().anyMatch(other -> other.strip().equals(name));
    }

    private List<String> line(SentTable.Row row) {
        List<String> line = new ArrayList<>(List.of(row.cells()));
        Prediction prediction = row.prediction();
        int width = table.header().size() + 3 + (interval ? 2 : 0) + (money ? 3 : 0);
        if (prediction != null) {
            line.add(Numbers.text(prediction.probability()));
            line.add(outcome.decision(prediction.positive(), prediction.label()));
            line.add(prediction.tier().label());
            prediction.interval().ifPresent(bounds -> {
                line.add(Numbers.text(bounds.low()));
                line.add(Numbers.text(bounds.high()));
            });
            if (money) {
                line.add(amount(row.value()));
                line.add(amount(table.cost(prediction.probability())));
                line.add(amount(row.gain()));
            }
        }
        while (line.size() < width) {
            line.add("");
        }
        line.add(row.fault() == null ? "" : table.words(row.fault()));
        return line;
    }

    private static String amount(double amount) {
        return String.format(Locale.ROOT, "%.2f", amount);
    }

    private static List<String> safe(List<String> cells) {
        return cells.stream().map(SpreadsheetText::safe).toList();
    }
}
