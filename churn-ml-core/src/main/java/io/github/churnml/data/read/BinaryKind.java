package io.github.churnml.data.read;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What a file that is no text looks like, by its first bytes.
 *
 * @param what for example {@code a Parquet file}
 * @param way what to do with it
 */
record BinaryKind(String what, String way) {

    private static final String UNPACK = "Maybe unpack it, or pack it with gzip or zip, which are read as they are.";
    private static final String PANDAS = "Maybe export the table as CSV, for example in Python with"
            + " pandas.%s(FILE).to_csv('table.csv', index=False).";
    private static final String R = "Maybe export the table as CSV, for example in R with"
            + " write.csv(TABLE, 'table.csv', row.names = FALSE).";
    private static final String CSV = "Maybe export the table as CSV.";

    private static final String PAGE = "Maybe the download led to a page to log in; or open it in a spreadsheet program"
            + " and save its table as CSV.";

    private record Magic(int at, String start, BinaryKind kind) {}

    /** From the formats' own definitions; in ISO 8859-1. */
    private static final List<Magic> MAGICS = List.of(
            magic("PK\3\4", "a zip archive or an Excel workbook", UNPACK),
            magic("\u00D0\u00CF\u0011\u00E0", "an old Excel workbook (.xls)", "Maybe save it as .xlsx or CSV."),
            magic("\u001F\u008B", "a gzip file inside a gzip file", UNPACK),
            magic("\u0028\u00B5\u002F\u00FD", "a Zstandard archive", UNPACK),
            new Magic(4, "1AY&SY", new BinaryKind("a bzip2 archive", UNPACK)),
            magic("\u00FD7zXZ\0", "an xz archive", UNPACK),
            magic("7z\u00BC\u00AF\u0027\u001C", "a 7-Zip archive", UNPACK),
            magic("Rar!\u001A", "a RAR archive", UNPACK),
            new Magic(257, "ustar", new BinaryKind("a tar archive", UNPACK)),
            magic("PAR1", "a Parquet file", pandas("read_parquet")),
            magic("ARROW1\0", "an Arrow or Feather file", pandas("read_feather")),
            magic("\u00FF\u00FF\u00FF\u00FF", "an Arrow stream", CSV),
            magic("FEA1", "a Feather file", pandas("read_feather")),
            magic("ORC", "an ORC file", pandas("read_orc")),
            magic("Obj\1", "an Avro file", CSV),
            magic("\u0089HDF", "an HDF5 file", pandas("read_hdf")),
            magic("\u0093NUMPY", "a NumPy array", CSV),
            magic("$FL2", "an SPSS file (.sav)", pandas("read_spss")),
            magic("$FL3", "an SPSS file (.zsav)", pandas("read_spss")),
            magic("\0\0\0\0\0\0\0\0\0\0\0\0\u00C2\u00EA\u0081\u0060", "a SAS data set", pandas("read_sas")),
            magic("HEADER RECORD*******LIB", "a SAS transport file", pandas("read_sas")),
            magic("<stata_dta>", "a Stata file", pandas("read_stata")),
            magic("RDX", "an R workspace (.RData)", R),
            magic("RDA", "an R workspace (.RData)", R),
            magic("X\n\0\0\0", "an R object (.rds)", R),
            magic("\u0089PNG", "a PNG image", CSV),
            magic("%PDF-", "a PDF document", CSV),
            magic("SQLite format 3\0", "an SQLite database", CSV),
            new Magic(8, "DUCK", new BinaryKind("a DuckDB database", CSV)),
            magic("\0\1\0\0Standard ", "an Access database", CSV),
            magic("<!DOCTYPE", "a web page", PAGE),
            magic("<!doctype", "a web page", PAGE),
            magic("<html", "a web page", PAGE),
            magic("<?xml", "an XML document", CSV));

    private static Magic magic(String start, String what, String way) {
        return new Magic(0, start, new BinaryKind(what, way));
    }

    private static String pandas(String reader) {
        return String.format(PANDAS, reader);
    }

    /** What the bytes look like, or empty if they may be text in a one-byte character set. */
    static Optional<BinaryKind> of(byte[] head) {
        String text = new String(head, 0, Math.min(head.length, 512), StandardCharsets.ISO_8859_1);
        for (Magic magic : MAGICS) {
            if (text.startsWith(magic.start, magic.at) && (magic.at > 0 || isBeyondText(magic.start, head))) {
                return Optional.of(magic.kind);
            }
        }
        boolean pickle = text.length() > 2 && text.charAt(0) == 0x80 && text.charAt(1) >= 2 && text.charAt(1) <= 5;
        return pickle
                ? Optional.of(new BinaryKind(
                        "a Python pickle",
                        pandas("read_pickle") + " Unpickling runs what the file says: only if you trust it."))
                : Optional.empty();
    }

    /** A header may begin with four capital letters; what is binary has a control character soon. */
    private static boolean isBeyondText(String start, byte[] head) {
        boolean words = start.chars().allMatch(c -> c >= 'A' && c <= 'Z' || c >= '0' && c <= '9');
        return !words || isControl(head, start.length()) || hasZero(head);
    }

    /** Whether there is a zero byte, which no text has in UTF-8 or a one-byte character set. */
    static boolean hasZero(byte[] head) {
        for (byte b : head) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isControl(byte[] head, int position) {
        return position < head.length
                && (head[position] & 0xFF) < ' '
                && head[position] != '\n'
                && head[position] != '\r'
                && head[position] != '\t';
    }
}
