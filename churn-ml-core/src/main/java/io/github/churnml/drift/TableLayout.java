package io.github.churnml.drift;

import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Dates;
import io.github.churnml.data.Decimals;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.data.read.HiddenNumbers;
import io.github.churnml.data.read.MissingMarkers;
import io.github.churnml.data.read.NumberCells;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.TableRows;
import io.github.churnml.data.read.Tables;
import io.github.churnml.prepare.DecimalScan;
import io.github.churnml.prepare.Input;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a table mean: which hold numbers, dates or levels, and how they are written. Two tables are compared
 * by one layout, that of the reference. Immutable.
 */
public final class TableLayout {

    /** Rows whose values settle the types; every later row is checked against them. */
    private static final int SAMPLE = 5_000;

    /**
     * What one column means: by an input, or by a type with its way of writing.
     *
     * @param dressed whether it is a column of numbers of which some are formatted ($1,234.50), and what is none is missing
     */
    private record Meaning(
            ColumnType type, Dates.Format format, @Nullable Input input, boolean dressed) {

        static Meaning dressed(Input input) {
            return new Meaning(ColumnType.NUMERIC, Dates.Format.ISO, input, true);
        }
    }

    private final Map<String, Meaning> meanings;
    private final MissingMarkers missing;

    private TableLayout(Map<String, Meaning> meanings, MissingMarkers missing) {
        this.meanings = meanings;
        this.missing = missing;
    }

    /**
     * Of the columns that a model reads.
     *
     * @param inputs the model's inputs
     * @return the layout
     */
    public static TableLayout of(List<Input> inputs) {
        Map<String, Meaning> meanings = new LinkedHashMap<>();
        for (Input input : inputs) {
            meanings.put(input.name(), new Meaning(input.type(), Dates.Format.ISO, input, false));
        }
        return new TableLayout(meanings, new MissingMarkers(java.util.Set.of()));
    }

    /**
     * Inferred from the first 5,000 rows of a table, as {@link Tables#read(Path)} infers types.
     *
     * @param path the table
     * @param options how to read it; its declared types and missing markers hold
     * @return the layout
     * @throws io.github.churnml.error.DataException if the file is not there, or not a table with rows
     */
    public static TableLayout infer(Path path, ReadOptions options) {
        try (TableRows rows = TableRows.open(path, options.withProgress(io.github.churnml.data.Progress.none()))) {
            List<String[]> sample = new ArrayList<>();
            while (sample.size() < SAMPLE && rows.hasNext()) {
                sample.add(rows.next());
            }
            ReadOptions quietly = options.withProgress(io.github.churnml.data.Progress.none());
            return of(Tables.ofTexts(rows.header(), sample, quietly), options);
        }
    }

    private static TableLayout of(Dataset sample, ReadOptions options) {
        Map<String, Meaning> meanings = new LinkedHashMap<>();
        Map<String, HiddenNumbers> formatted =
                HiddenNumbers.in(sample, options.missing(), options.types().keySet());
        for (Column column : sample.columns()) {
            Dates.Format format = column instanceof NumericColumn numbers ? numbers.dateFormat() : Dates.Format.ISO;
            HiddenNumbers found = formatted.get(column.name());
            meanings.put(
                    column.name(),
                    found == null
                            ? new Meaning(column.type(), format, null, false)
                            : Meaning.dressed(Input.formatted(column.name(), found.decimals(), options.missing())));
        }
        return new TableLayout(meanings, options.missing());
    }

    /** {@return the columns' names} */
    public List<String> names() {
        return List.copyOf(meanings.keySet());
    }

    /**
     * What a column means.
     *
     * @param name its name
     * @return its type
     * @throws IllegalArgumentException if there is no such column
     */
    public ColumnType type(String name) {
        return meaning(name).type();
    }

    /**
     * With columns taken as levels after all, since they hold texts that are neither numbers nor dates.
     *
     * @param names the columns
     * @return a changed copy
     */
    public TableLayout withLevels(List<String> names) {
        Map<String, Meaning> changed = new LinkedHashMap<>(meanings);
        for (String name : names) {
            changed.put(name, new Meaning(ColumnType.CATEGORICAL, Dates.Format.ISO, null, false));
        }
        return new TableLayout(changed, missing);
    }

    /** With columns of numbers of which some are formatted. */
    TableLayout withDressed(List<String> names) {
        Map<String, Meaning> changed = new LinkedHashMap<>(meanings);
        for (String name : names) {
            changed.put(name, Meaning.dressed(Input.formatted(name, Decimals.POINT, missing)));
        }
        return new TableLayout(changed, missing);
    }

    /** With the decimal marks of one table, as far as its columns tell. */
    TableLayout in(Path table, ReadOptions options) {
        List<Input> inputs = meanings.values().stream()
                .map(Meaning::input)
                .filter(Objects::nonNull)
                .toList();
        Map<String, Meaning> changed = new LinkedHashMap<>(meanings);
        for (Input input : DecimalScan.inputs(inputs, table, options)) {
            Meaning meaning = meaning(input.name());
            changed.put(input.name(), new Meaning(meaning.type(), meaning.format(), input, meaning.dressed()));
        }
        return new TableLayout(changed, missing);
    }

    /** Whether some numbers of a column are formatted; what is no number is then missing, as it is to a model. */
    boolean isDressed(String name) {
        Meaning meaning = meanings.get(name);
        return meaning != null && meaning.dressed();
    }

    @Nullable
    Input input(String name) {
        return meaning(name).input();
    }

    /** A tally for each column of a table, by the table's header; of columns that are not known here, nothing is kept. */
    CellTally[] tallies(List<String> header) {
        CellTally[] tallies = new CellTally[header.size()];
        Iterator<String> names = header.iterator();
        for (int i = 0; i < tallies.length; i++) {
            Meaning meaning = meanings.get(names.next());
            tallies[i] = meaning == null ? new CellTally.Ignored() : tally(meaning);
        }
        return tallies;
    }

    private CellTally tally(Meaning meaning) {
        if (meaning.type().isNumber()) {
            return meaning.input() != null
                    ? new CellTally.InputNumbers(meaning.input())
                    : new CellTally.Numbers(
                            new NumberCells(meaning.type(), meaning.format(), missing), new NumberTally());
        }
        return meaning.type().isCoded() || meaning.input() != null
                ? new CellTally.Levels(missing)
                : new CellTally.Ignored();
    }

    private Meaning meaning(String name) {
        Meaning meaning = meanings.get(name);
        if (meaning == null) {
            throw new IllegalArgumentException("no column " + name);
        }
        return meaning;
    }
}
