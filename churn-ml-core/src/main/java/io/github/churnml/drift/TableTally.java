package io.github.churnml.drift;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.read.AsciiRows;
import io.github.churnml.data.read.HiddenNumbers;
import io.github.churnml.data.read.LevelCells;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.RowSink;
import io.github.churnml.data.read.TableScan;
import io.github.churnml.prepare.Input;
import io.github.churnml.prepare.Variable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A table that has gone by: of every column its distribution, in memory that does not grow with the rows. From it follow a
 * {@link ReferenceProfile}, and the comparison with one. Mutable while rows are added, for one thread; {@link #of} reads a
 * file on all cores, and gives the same bits whatever their number.
 */
public final class TableTally implements RowSink<TableTally> {

    private final TableLayout layout;
    private final List<String> header;
    private final CellTally[] tallies;
    private long rows;
    private double[] space = {};

    private TableTally(TableLayout layout, TableLayout written, List<String> header) {
        this.layout = layout;
        this.header = header;
        this.tallies = written.tallies(header);
    }

    /**
     * Goes through a file once, in bounded memory; twice more if it may write its decimals otherwise than the layout does.
     *
     * @param path a table of any format
     * @param options how to read it
     * @param layout what its columns mean
     * @return what it holds
     * @throws io.github.churnml.error.DataException if the file is not there, or not a table with rows, or a row is wrong
     */
    public static TableTally of(Path path, ReadOptions options, TableLayout layout) {
        return settled(path, options, scan(path, options, layout, layout));
    }

    private static TableTally scan(Path path, ReadOptions options, TableLayout layout, TableLayout written) {
        return TableScan.run(path, options, header -> new TableTally(layout, written, header));
    }

    /** The tally, or another if this table may write numbers otherwise than the layout does. */
    private static TableTally settled(Path path, ReadOptions options, TableTally tally) {
        TableLayout layout = tally.layout;
        List<String> unlike = tally.unlike(layout, false);
        List<String> plain = new ArrayList<>();
        for (int i = 0; i < tally.tallies.length; i++) {
            String name = tally.header.get(i);
            if (tally.tallies[i] instanceof CellTally.Numbers
                    && layout.type(name) == ColumnType.NUMERIC
                    && !options.types().containsKey(name)) {
                plain.add(name);
            }
        }
        boolean open = plain.stream().anyMatch(unlike::contains);
        for (CellTally cells : tally.tallies) {
            open |= cells instanceof CellTally.InputNumbers numbers && numbers.isOpen();
        }
        return open ? scan(path, options, layout, layout.withDressed(plain).in(path, options)) : tally;
    }

    /**
     * Goes through a file whose columns explain themselves: types are inferred from its first rows, and a column of numbers
     * or dates in which something else turns up later is one of levels. The file is then gone through once more.
     *
     * @param path a table of any format
     * @param options how to read it
     * @return what it holds
     * @throws io.github.churnml.error.DataException if the file is not there, or not a table with rows, or a row is wrong
     */
    public static TableTally of(Path path, ReadOptions options) {
        return checked(path, options, TableLayout.infer(path, options));
    }

    /**
     * Goes through a file by a layout that was inferred from its first rows. Where something else than a plain number or a
     * date turns up later in a column of those, the file is gone through again: nearly all numbers once their format is taken
     * off ({@code $1,234.50}) are numbers still, anything else is levels.
     *
     * @param path a table of any format
     * @param options how to read it
     * @param layout what its columns seem to mean
     * @return what it holds; its layout is the given one if that has proved right
     * @throws io.github.churnml.error.DataException if the file is not there, or not a table with rows, or a row is wrong
     */
    public static TableTally checked(Path path, ReadOptions options, TableLayout layout) {
        TableTally tally = scan(path, options, layout, layout);
        List<String> mixed = tally.unlike(layout, false);
        if (!mixed.isEmpty()) {
            List<String> numbers = mixed.stream()
                    .filter(name -> layout.type(name) == ColumnType.NUMERIC
                            && !options.types().containsKey(name))
                    .toList();
            tally = of(path, options, layout.withLevels(mixed).withDressed(numbers));
        } else {
            tally = settled(path, options, tally);
        }
        List<String> others = tally.unlike(tally.layout, true);
        return others.isEmpty() ? tally : of(path, options, tally.layout.withLevels(others));
    }

    /** Columns of numbers, formatted or not, that hold too much else. */
    private List<String> unlike(TableLayout meant, boolean dressed) {
        List<String> unlike = new ArrayList<>();
        for (int i = 0; i < tallies.length; i++) {
            String name = header.get(i);
            boolean asked = dressed ? meant.isDressed(name) : tallies[i] instanceof CellTally.Numbers;
            NumberTally tally = asked ? numbers(name).orElseThrow() : null;
            if (tally != null && tally.unreadable() > (dressed ? mostUnreadable(tally) : 0)) {
                unlike.add(name);
            }
        }
        return unlike;
    }

    private double mostUnreadable(NumberTally tally) {
        return (1 - HiddenNumbers.LEAST_SHARE) * (rows - tally.missing());
    }

    @Override
    public void cell(int column, char[] s, int from, int to) {
        tallies[column].add(s, from, to);
    }

    @Override
    public void endRow() {
        rows++;
    }

    @Override
    public void rows(AsciiRows many) {
        if (space.length < many.size()) {
            space = new double[many.size()];
        }
        for (int column = 0; column < tallies.length; column++) {
            tallies[column].add(many, column, space);
        }
        rows += many.size();
    }

    @Override
    public void merge(TableTally later) {
        rows += later.rows;
        for (int i = 0; i < tallies.length; i++) {
            tallies[i].merge(later.tallies[i]);
        }
    }

    /** {@return how many rows went by} */
    public long rows() {
        return rows;
    }

    /** {@return the names of the columns, as the table has them} */
    public List<String> header() {
        return List.copyOf(header);
    }

    /** {@return what the columns mean} */
    public TableLayout layout() {
        return layout;
    }

    /**
     * The profile of the rows: bins, moments and frequent levels of every column that holds numbers, dates or levels.
     *
     * @return the profile
     */
    public ReferenceProfile profile() {
        List<ColumnProfile> profiles = new ArrayList<>();
        for (int i = 0; i < tallies.length; i++) {
            String name = header.get(i);
            numbers(name).map(tally -> numberProfile(name, tally)).ifPresent(profiles::add);
            if (tallies[i] instanceof CellTally.Levels) {
                profiles.add(levelProfile(name));
            }
        }
        return new ReferenceProfile(rows, profiles);
    }

    /** What is kept of a column of numbers or dates. */
    Optional<NumberTally> numbers(String name) {
        CellTally tally = tally(name);
        if (tally instanceof CellTally.Numbers numbers) {
            return Optional.of(numbers.tally());
        }
        return tally instanceof CellTally.InputNumbers numbers ? Optional.of(numbers.tally()) : Optional.empty();
    }

    /** The rows of a column of levels by the levels of a reference, then those of other levels, then the missing ones. */
    long[] levels(LevelProfile reference) {
        long[] counts = new long[reference.levels().size() + 2];
        if (!(tally(reference.name()) instanceof CellTally.Levels found)) {
            counts[counts.length - 1] = rows;
            return counts;
        }
        Map<String, Integer> positions = new LinkedHashMap<>();
        for (int i = 0; i < reference.levels().size(); i++) {
            positions.put(key(reference.type(), reference.levels().get(i)), i);
        }
        int other = counts.length - 2;
        LevelCells cells = found.cells();
        List<String> texts = cells.texts();
        for (int i = 0; i < texts.size(); i++) {
            String level = level(reference.name(), cells, i, texts.get(i));
            int place = level == null ? counts.length - 1 : positions.getOrDefault(key(reference.type(), level), other);
            counts[place] += cells.count(i);
        }
        counts[other] += cells.others();
        return counts;
    }

    /** What a text means: null for missing; an empty level, which no column has, for one that the model does not know. */
    private @Nullable String level(String column, LevelCells cells, int index, String text) {
        if (cells.isMissing(index)) {
            return null;
        }
        Input input = layout.input(column);
        if (input == null) {
            return text.strip();
        }
        int code = (int) input.read(text, 0);
        return code == Variable.MISSING
                ? null
                : code == Variable.UNKNOWN ? "" : input.levels().get(code);
    }

    private static String key(ColumnType type, String level) {
        return type == ColumnType.BOOLEAN ? level.strip().toLowerCase(Locale.ROOT) : level.strip();
    }

    private CellTally tally(String name) {
        int column = header.indexOf(name);
        return column < 0 ? new CellTally.Ignored() : tallies[column];
    }

    private NumberProfile numberProfile(String name, NumberTally tally) {
        WeightedValues values = tally.sketch().weighted();
        double[] edges = QuantileBins.edges(values);
        return new NumberProfile(
                name,
                layout.type(name),
                rows,
                // What is no number is not there.
                tally.missing() + tally.unreadable(),
                tally.min(),
                tally.max(),
                tally.moments().mean(),
                tally.moments().standardDeviation(),
                DoubleStream.of(edges).boxed().toList(),
                LongStream.of(values.counts(edges)).boxed().toList());
    }

    private LevelProfile levelProfile(String name) {
        ColumnType type = layout.type(name).isCoded() ? layout.type(name) : ColumnType.CATEGORICAL;
        LevelCells cells = ((CellTally.Levels) tally(name)).cells();
        List<String> texts = cells.texts();
        Map<String, String> spelt = new LinkedHashMap<>();
        Map<String, Long> counts = new LinkedHashMap<>();
        long missing = 0;
        long other = cells.others();
        for (int i = 0; i < texts.size(); i++) {
            String level = level(name, cells, i, texts.get(i));
            if (level == null) {
                missing += cells.count(i);
            } else if (level.isEmpty()) {
                other += cells.count(i);
            } else {
                spelt.putIfAbsent(key(type, level), level);
                counts.merge(key(type, level), cells.count(i), Long::sum);
            }
        }
        List<String> levels = new ArrayList<>();
        List<Long> frequent = new ArrayList<>();
        // By name, since the order of first appearance says something about the first customers.
        for (String key : counts.keySet().stream().sorted().toList()) {
            long count = counts.getOrDefault(key, 0L);
            if (count >= LevelProfile.NAMES_NO_ONE) {
                levels.add(spelt.getOrDefault(key, key));
                frequent.add(count);
            } else {
                other += count;
            }
        }
        return new LevelProfile(name, type, rows, missing, levels, frequent, other);
    }
}
