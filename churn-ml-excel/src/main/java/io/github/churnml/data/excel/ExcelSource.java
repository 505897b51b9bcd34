package io.github.churnml.data.excel;

import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.SourceTable;
import io.github.churnml.data.read.TableSource;
import java.nio.file.Path;

/** Opens Excel workbooks ({@code .xlsx}, {@code .xlsm}); found as a service by the readers of core. */
public final class ExcelSource implements TableSource {

    /** Made by the service loader. */
    public ExcelSource() {}

    /** Every zip archive that is no packed table of another kind: what is wrong with a workbook is said here. */
    @Override
    public boolean recognises(byte[] head) {
        return head.length > 3 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
    }

    /**
     * Opens a sheet: that of the options, else the first visible one that holds anything. Numbers that are shown as dates
     * become dates, times of day alone stay numbers; formulas count by their stored value; errors such as {@code #N/A} are
     * missing, with a notice.
     *
     * @param path the file
     * @param options the sheet, and a listener
     * @return the sheet
     * @throws io.github.churnml.error.DataException if the file is no workbook, or unpacks to more than is safe: 10,000
     *     parts, 4 GB for a sheet, 256 MB or 10 million texts that cells share, 32 MB for any other part that is read, and
     *     250 times its packed size for a part of more than 16 MB
     * @throws io.github.churnml.error.ConfigurationException if there is no such sheet
     */
    @Override
    public SourceTable open(Path path, ReadOptions options) {
        return XlsxTable.open(path, options, XlsxLimits.STANDARD);
    }
}
