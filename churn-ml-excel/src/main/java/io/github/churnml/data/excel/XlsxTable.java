package io.github.churnml.data.excel;

import io.github.churnml.data.Notice;
import io.github.churnml.data.Progress;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.SourceRows;
import io.github.churnml.data.read.SourceTable;
import io.github.churnml.data.read.TableFile;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;

/**
 * A sheet of an Excel workbook. A look beforehand refuses what is not safe to read and finds the columns that hold
 * anything; empty rows are skipped.
 */
final class XlsxTable implements SourceTable {

    private final Path path;
    private final ReadableWorkbook workbook;
    private final XlsxDates dates;
    private final List<Notice> notices = new ArrayList<>();
    private final Sheet sheet;
    private final XlsxScan scan;
    private final long size;

    private XlsxTable(Path path, ReadableWorkbook workbook, Sheet sheet, XlsxScan scan, long size) {
        this.path = path;
        this.workbook = workbook;
        this.dates = new XlsxDates(workbook.isDate1904());
        this.sheet = sheet;
        this.scan = scan;
        this.size = size;
    }

    /** Opens a workbook and looks at its sheet; the listener is told how far that is. */
    static XlsxTable open(Path path, ReadOptions options, XlsxLimits bounds) {
        try (XlsxArchive archive = new XlsxArchive(path, bounds)) {
            int shared = XlsxShared.count(archive, bounds);
            ReadableWorkbook workbook = workbook(path, archive, archive.bytes());
            try {
                return new Choice(archive, bounds, shared, workbook, options).open();
            } catch (RuntimeException e) {
                close(workbook, path);
                throw e;
            }
        }
    }

    private static ReadableWorkbook workbook(Path path, XlsxArchive archive, byte @Nullable [] bytes) {
        File file;
        ReadingOptions reading = new ReadingOptions(archive.hasStyles(), true);
        if (bytes != null) {
            try {
                return new ReadableWorkbook(new ByteArrayInputStream(bytes), reading);
            } catch (IOException | RuntimeException e) {
                throw XlsxArchive.damaged(path, e);
            }
        }
        try {
            file = path.toFile();
        } catch (UnsupportedOperationException e) {
            throw new DataException(
                    "The workbook " + Wording.path(path) + " is not a file of this computer's own file system.",
                    "Maybe copy it to a folder first.",
                    Where.in(path),
                    e);
        }
        try {
            return new ReadableWorkbook(file, reading);
        } catch (IOException | RuntimeException e) {
            throw XlsxArchive.damaged(path, e);
        }
    }

    /** Finds the sheet that is meant. */
    private record Choice(
            XlsxArchive archive, XlsxLimits bounds, int shared, ReadableWorkbook workbook, ReadOptions options) {

        XlsxTable open() {
            List<Sheet> sheets = workbook.getSheets().toList();
            String wanted = options.sheet();
            return wanted == null ? first(sheets) : table(named(sheets, wanted), true);
        }

        private XlsxTable first(List<Sheet> sheets) {
            List<Sheet> visible = sheets.stream()
                    .filter(sheet -> sheet.getVisibility() == SheetVisibility.VISIBLE)
                    .toList();
            for (int i = 0; i < visible.size(); i++) {
                XlsxTable table = table(visible.get(i), false);
                if (!table.scan.isEmpty()) {
                    List<Sheet> others = visible.subList(i + 1, visible.size());
                    requireLargest(table, others);
                    if (visible.size() > 1) {
                        List<Sheet> rest = new ArrayList<>(visible);
                        rest.remove(i);
                        table.notices.add(new Notice(
                                "sheet-chosen",
                                "",
                                "The workbook has " + visible.size() + " visible sheets; "
                                        + Wording.name(table.sheet.getName())
                                        + " is read, the first that holds anything. The others are "
                                        + Wording.names(names(rest)) + ": --sheet takes one of them."));
                    }
                    return table;
                }
            }
            throw new DataException(
                    "The workbook " + Wording.path(archive.path()) + " has no visible sheet that holds anything.",
                    sheets.isEmpty() ? "" : "Maybe name one of its sheets: " + Wording.names(names(sheets)) + ".",
                    Where.in(archive.path()));
        }

        /** What comes before a larger sheet may be notes about it, or a list of its columns: which is meant is asked. */
        private void requireLargest(XlsxTable first, List<Sheet> others) {
            for (Sheet other : others) {
                String part = archive.target(other.getId());
                if (archive.claimed(part) > first.size) {
                    XlsxScan scan = new XlsxScan(archive, shared, bounds.rowChars());
                    archive.walk(part, bounds.sheetBytes(), done -> {}, scan);
                    if (scan.rows() > first.scan.rows() && width(scan) > width(first.scan)) {
                        String name = Wording.name(other.getName());
                        throw new DataException(
                                "The first sheet of " + TableFile.shortName(archive.path()) + ", "
                                        + Wording.name(first.sheet.getName()) + ", is smaller than another one: "
                                        + size(first.scan) + " where " + name + " has " + size(scan) + ".",
                                "Maybe " + name + " is the table: say which sheet is meant with --sheet (in Java:"
                                        + " withSheet), one of "
                                        + Wording.names(
                                                names(workbook.getSheets().toList())) + ".",
                                Where.in(archive.path()));
                    }
                }
            }
        }

        private static int width(XlsxScan scan) {
            return scan.lastColumn() - scan.firstColumn() + 1;
        }

        private static String size(XlsxScan scan) {
            return scan.rows() + " rows of " + width(scan) + " columns";
        }

        private XlsxTable table(Sheet sheet, boolean required) {
            String part = archive.target(sheet.getId());
            long size = Math.max(1, archive.claimed(part));
            XlsxScan scan = new XlsxScan(archive, shared, bounds.rowChars());
            Progress progress = options.progress();
            LongConsumer seen = done -> progress.at("reading", Math.min(done, size), size);
            archive.walk(part, bounds.sheetBytes(), seen, scan);
            if (required && scan.isEmpty()) {
                throw new DataException(
                        "Sheet " + Wording.name(sheet.getName()) + " of " + TableFile.shortName(archive.path())
                                + " is empty.",
                        "Maybe the table is on another sheet: "
                                + Wording.names(names(workbook.getSheets().toList())) + ".",
                        Where.in(archive.path()));
            }
            return scan.hasIsoDates()
                    ? withDates(part, sheet, scan, size)
                    : new XlsxTable(archive.path(), workbook, sheet, scan, size);
        }

        /** The same sheet of a copy in which its ISO dates are texts. */
        private XlsxTable withDates(String part, Sheet sheet, XlsxScan scan, long size) {
            ReadableWorkbook copy = XlsxTable.workbook(archive.path(), archive, archive.withDatesAsTexts(part));
            Sheet same = copy.getSheet(sheet.getIndex()).orElseThrow();
            close(workbook, archive.path());
            return new XlsxTable(archive.path(), copy, same, scan, size);
        }

        /** By its exact name, then without blanks around it, then by its number. */
        private Sheet named(List<Sheet> sheets, String wanted) {
            for (Predicate<String> same : List.<Predicate<String>>of(
                    wanted::equals, name -> name.strip().equals(wanted.strip()))) {
                for (Sheet sheet : sheets) {
                    if (sheet.getName() != null && same.test(sheet.getName())) {
                        return sheet;
                    }
                }
            }
            if (wanted.strip().matches("[0-9]{1,6}")) {
                int number = Integer.parseInt(wanted.strip());
                if (number >= 1 && number <= sheets.size()) {
                    return sheets.get(number - 1);
                }
            }
            throw new ConfigurationException(
                    "The workbook " + TableFile.shortName(archive.path()) + " has no sheet " + Wording.name(wanted)
                            + "; it has " + Wording.names(names(sheets)) + ".",
                    Wording.maybeNearest(wanted, names(sheets)),
                    Where.in(archive.path()));
        }

        private static List<String> names(List<Sheet> sheets) {
            return sheets.stream().map(sheet -> String.valueOf(sheet.getName())).toList();
        }
    }

    Sheet sheet() {
        return sheet;
    }

    XlsxScan scan() {
        return scan;
    }

    XlsxDates dates() {
        return dates;
    }

    Path path() {
        return path;
    }

    @Override
    public String name() {
        return "The sheet " + Wording.name(sheet.getName()) + " of " + TableFile.shortName(path);
    }

    @Override
    public int columns() {
        return scan.lastColumn() - scan.firstColumn() + 1;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public boolean isMixed(boolean header) {
        return scan.isMixed(header);
    }

    @Override
    public List<Notice> notices() {
        return List.copyOf(notices);
    }

    @Override
    public SourceRows rows(boolean header, LongConsumer progress) {
        return new XlsxRows(this, header, progress);
    }

    @Override
    public void close() {
        close(workbook, path);
    }

    private static void close(ReadableWorkbook workbook, @Nullable Path path) {
        try {
            workbook.close();
        } catch (IOException e) {
            throw new DataException("The workbook cannot be closed: " + e.getMessage() + ".", "", Where.in(path), e);
        }
    }
}
