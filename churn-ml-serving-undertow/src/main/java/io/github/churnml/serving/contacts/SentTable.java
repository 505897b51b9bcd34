package io.github.churnml.serving.contacts;

import io.github.churnml.Prediction;
import io.github.churnml.RowScorer;
import io.github.churnml.Scorer;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Numbers;
import io.github.churnml.data.read.CsvOptions;
import io.github.churnml.data.read.CsvRows;
import io.github.churnml.data.read.MissingMarkers;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.decide.CustomerValue;
import io.github.churnml.error.ChurnException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.prepare.Input;
import io.github.churnml.serving.http.Problem;
import io.github.churnml.serving.http.Problem.RowError;
import io.github.churnml.serving.model.ColumnRule;
import io.github.churnml.serving.model.ServedModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table that was sent, read as {@code churn predict} reads it: as often as is wanted, a row at a time. A value that the model
 * cannot read concerns its row alone; a row that is none ends the table.
 */
final class SentTable {

    /**
     * A row with what the model says of it.
     *
     * @param number from 1; the header does not count
     * @param cells as they stand in the table
     * @param prediction null if the row cannot be scored
     * @param value what the customer is worth; NaN where nothing says
     * @param gain what contacting is expected to bring; without money, the probability, by which customers are then ranked
     * @param fault why it cannot be scored, or null
     */
    record Row(
            long number,
            String[] cells,
            @Nullable Prediction prediction,
            double value,
            double gain,
            @Nullable DataException fault) {}

    /** Takes rows in their order. */
    interface Taker {

        void take(Row row) throws BadRequest, IOException;
    }

    private final Path file;
    private final ServedModel model;
    private final CsvOptions options;
    private final @Nullable CustomerValue money;
    private final List<String> header;
    private final List<String> rawHeader;
    private final char delimiter;
    private final Charset charset;
    private final boolean marked;
    private final List<String> absent;
    private final RowScorer scorer;
    private final int valueColumn;
    private final @Nullable Input valueInput;

    private SentTable(Path file, ServedModel model, ContactsRequest request, CsvRows rows) throws BadRequest {
        this.file = file;
        this.model = model;
        this.options = CsvOptions.standard().withCharset(request.charset());
        this.money = request.money();
        this.header = rows.header();
        this.rawHeader = rows.rawHeader();
        this.delimiter = rows.delimiter();
        this.charset = rows.charset();
        this.marked = rows.marked();
        this.absent = absent(request.impute());
        List<String> columns = new ArrayList<>(header);
        columns.addAll(absent);
        Scorer byTable =
                model.model().scorer().forTable(file, ReadOptions.standard().withCharset(request.charset()));
        this.scorer = byTable.forColumns(columns);
        String named = money == null ? "" : money.column();
        this.valueColumn = named.isEmpty() ? -1 : place(named);
        if (!named.isEmpty() && valueColumn < 0) {
            throw BadRequest.parameter(
                    "Column " + Wording.name(named)
                            + " says what customers are worth, and the table has no such column.",
                    Wording.nearest(named, header)
                            .map(near -> "Maybe " + Wording.name(near) + " was meant.")
                            .orElse("Maybe give one amount for all, with value=AMOUNT."));
        }
        this.valueInput = byTable.inputs().stream()
                .filter(input -> input.type() == ColumnType.NUMERIC
                        && input.name().strip().equals(named.strip()))
                .findFirst()
                .orElse(null);
    }

    /**
     * Looks at a table.
     *
     * @throws BadRequest if it is none, or lacks columns that may not be left out
     */
    static SentTable of(Path file, ServedModel model, ContactsRequest request) throws BadRequest, IOException {
        refusePacked(file);
        try (CsvRows rows = CsvRows.open(file, CsvOptions.standard().withCharset(request.charset()))) {
            return new SentTable(file, model, request, rows);
        } catch (ChurnException e) {
            throw BadRequest.table(e, file);
        }
    }

    /** A few bytes that are packed may be gigabytes. */
    private static void refusePacked(Path file) throws IOException, BadRequest {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(4);
            boolean gzip = start.length > 1 && start[0] == 0x1f && (start[1] & 0xff) == 0x8b;
            // A column may be called PK; what follows it in an archive is no letter.
            boolean zip = start.length > 3 && start[0] == 'P' && start[1] == 'K' && start[2] < ' ' && start[3] < ' ';
            if (gzip || zip) {
                throw new BadRequest(Problem.of(
                        400,
                        "bad-table",
                        "The file is packed (" + (gzip ? "gzip" : "zip, as a workbook of Excel is, too") + ").",
                        "Unpack it or save it as CSV, and send that file."));
            }
        }
    }

    private List<String> absent(boolean impute) throws BadRequest {
        Set<String> known = new HashSet<>(header);
        header.forEach(name -> known.add(name.strip()));
        List<String> absent = new ArrayList<>();
        List<RowError> errors = new ArrayList<>();
        for (ColumnRule rule : model.rules()) {
            if (!known.contains(rule.name()) && !known.contains(rule.name().strip())) {
                absent.add(rule.name());
                if (!rule.optional()) {
                    errors.add(new RowError(
                            "",
                            rule.name(),
                            null,
                            model.allowed(rule, false),
                            Wording.nearest(rule.name(), header).orElse(null),
                            "missing column"));
                }
            }
        }
        if (absent.size() == model.rules().size()) {
            throw new BadRequest(Problem.of(
                    400,
                    "bad-table",
                    "The header names none of the model's columns: " + Wording.names(header) + ".",
                    "GET /schema says which they are."));
        }
        if (!impute && !errors.isEmpty()) {
            throw new BadRequest(new Problem(
                    400,
                    "missing-columns",
                    "The table lacks columns of the model",
                    "The table lacks " + Wording.count(errors.size(), "column", "columns") + " of the model: "
                            + Wording.names(
                                    errors.stream().map(RowError::column).toList())
                            + ". With missing=" + ContactsRequest.IMPUTE + " they are taken as not known.",
                    errors,
                    0));
        }
        return absent;
    }

    private int place(String column) {
        int exact = header.indexOf(column);
        return exact >= 0 ? exact : header.stream().map(String::strip).toList().indexOf(column.strip());
    }

    /** Goes through the table from its beginning. */
    void each(Taker taker) throws BadRequest, IOException {
        try (CsvRows rows = CsvRows.open(file, options)) {
            while (rows.hasNext()) {
                String[] cells = rows.next();
                taker.take(scored(cells, rows.rowNumber()));
            }
        } catch (ChurnException e) {
            throw BadRequest.table(e, file);
        }
    }

    /** The same for rows of certain numbers alone. */
    void eachOf(Set<Long> numbers, Taker taker) throws BadRequest, IOException {
        try (CsvRows rows = CsvRows.open(file, options)) {
            for (int left = numbers.size(); left > 0 && rows.hasNext(); ) {
                String[] cells = rows.next();
                if (numbers.contains(rows.rowNumber())) {
                    taker.take(scored(cells, rows.rowNumber()));
                    left--;
                }
            }
        } catch (ChurnException e) {
            throw BadRequest.table(e, file);
        }
    }

    private Row scored(String[] cells, long number) {
        try {
            // What the table lacks is null, which no column reads as a value of its own.
            List<@Nullable String> values = Arrays.asList(Arrays.copyOf(cells, cells.length + absent.size()));
            Prediction prediction = scorer.score(values, number);
            double value = value(cells, number);
            double probability = prediction.probability();
            double gain = money == null ? probability : money.campaign().gain(probability, value);
            return new Row(number, cells, prediction, value, gain, null);
        } catch (DataException e) {
            return new Row(number, cells, null, Double.NaN, Double.NaN, e);
        }
    }

    /** What a customer is worth, as {@link CustomerValue#of} reads it from a table. */
    private double value(String[] cells, long number) {
        CustomerValue of = money;
        if (of == null) {
            return Double.NaN;
        }
        double amount = of.amount();
        if (valueColumn >= 0) {
            String text = cells[valueColumn];
            boolean gap = MissingMarkers.standard().isMissing(text.strip());
            double found =
                    gap ? Double.NaN : valueInput == null ? Numbers.parse(text.strip()) : valueInput.read(text, number);
            gap |= valueInput != null && Double.isNaN(found);
            amount = gap ? of.amount() : found;
        }
        double value = amount * of.months();
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new DataException(
                    "Column " + Wording.name(of.column()) + " (row " + number
                            + ") says what the customer is worth, but holds " + Wording.value(cells[valueColumn])
                            + " where an amount of 0 or more is required.",
                    "Maybe say what customers with a gap are worth (valueMissing), or give the same amount for all.",
                    Where.column(of.column()).row(number));
        }
        return value;
    }

    /** What contacting a customer is expected to cost: the contact, and the offer as often as it is accepted. */
    double cost(double probability) {
        CustomerValue of = money;
        return of == null
                ? Double.NaN
                : of.campaign().contactCost()
                        + of.campaign().offerCost()
                                * (probability * of.campaign().acceptance() + 1 - probability);
    }

    String words(DataException fault) {
        return BadRequest.words(fault, file);
    }

    ServedModel model() {
        return model;
    }

    @Nullable
    CustomerValue money() {
        return money;
    }

    List<String> header() {
        return header;
    }

    List<String> rawHeader() {
        return rawHeader;
    }

    char delimiter() {
        return delimiter;
    }

    boolean marked() {
        return marked;
    }

    String charset() {
        return charset.name().toUpperCase(Locale.ROOT);
    }

    /** The model's columns that it lacks. */
    List<String> absent() {
        return absent;
    }

    /** Its columns that the model does not need, without that of known outcomes. */
    List<String> unused() {
        Set<String> needed = new HashSet<>();
        model.columns().forEach(name -> needed.add(name.strip()));
        return header.stream()
                .filter(name -> !needed.contains(name.strip()) && !model.isTarget(name))
                .toList();
    }

    boolean hasOutcomes() {
        return header.stream().anyMatch(model::isTarget);
    }
}
