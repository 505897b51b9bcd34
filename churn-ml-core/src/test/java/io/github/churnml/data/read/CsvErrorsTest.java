package io.github.churnml.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.churnml.data.Dataset;
import io.github.churnml.error.ChurnException;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every message of the CSV readers; both refuse the same files. */
class CsvErrorsTest {

    @TempDir
    Path folder;

    private AbstractThrowableAssert<?, ? extends Throwable> reading(String text) {
        return reading(TempCsv.write(folder, text));
    }

    private AbstractThrowableAssert<?, ? extends Throwable> reading(Path file) {
        return reading(file, CsvOptions.standard());
    }

    private AbstractThrowableAssert<?, ? extends Throwable> reading(Path file, CsvOptions options) {
        ChurnException streamed = catchThrowableOfType(ChurnException.class, () -> {
            try (CsvRows rows = CsvRows.open(file, options)) {
                while (rows.hasNext()) {
                    rows.next();
                }
            }
        });
        return assertThatThrownBy(() -> Tables.readCsv(file, options))
                .isInstanceOf(DataException.class)
                .hasMessage(streamed == null ? "not refused by CsvRows" : streamed.getMessage())
                .satisfies(e -> assertThat(((DataException) e).path()).contains(file));
    }

    private Path file() {
        return folder.resolve("table.csv");
    }

    @Test
    void readCsv_noFile_isRefused() {
        reading(Path.of("no", "such.csv"))
                .hasMessage(
                        "There is no file (no/such.csv).\nMaybe the path is relative to another folder: this one is ("
                                + Path.of("no", "such.csv").toAbsolutePath() + ").");
    }

    @Test
    void readCsv_folder_isRefused() {
        reading(folder)
                .hasMessage("The path (" + folder + ") is a folder where a CSV file is needed.\n"
                        + "Maybe name one of the files in it.");
    }

    @Test
    void readCsv_notARegularFile_isRefused() {
        Path device = Path.of("/dev/null");
        assumeThat(device).exists();

        reading(device)
                .hasMessage("The path (/dev/null) is not a regular file, and a table is read more than once.\n"
                        + "Maybe write it to a file first.");
    }

    @Test
    void readCsv_unreadableFile_isRefused() {
        Path memory = Path.of("/proc/self/mem");
        assumeThat(Files.isRegularFile(memory)).isTrue();

        reading(memory)
                .hasMessageMatching("The file \\(/proc/self/mem\\) cannot be read: .+\\.\n"
                        + "Maybe its permissions do not let this user read it\\.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", " \r\n\n  ", "\uFEFF"})
    void readCsv_emptyFile_isRefused(String text) {
        reading(text).hasMessage("The file (" + file() + ") is empty.\nMaybe it was not written to its end.");
    }

    @Test
    void readCsv_nothingButBlanksForLong_isRefused() {
        reading("\n".repeat(100_000))
                .hasMessage("The file (" + file() + ") is empty.\nMaybe it was not written to its end.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b", "a,b\n", "a,b\r\n\r\n  \r\n"})
    void readCsv_headerOnly_isRefused(String text) {
        reading(text)
                .hasMessage("The file (" + file() + ") has a header but no rows.\n"
                        + "Maybe the query that made it found nothing.");
    }

    @Test
    void readCsv_raggedRow_isNamed() {
        reading("a,b,c\n1,2,3\n\n1,2\n")
                .hasMessage("Row 2 of 'table.csv' (line 4) has 2 fields where the header has 3.\n"
                        + "Maybe a quote is not closed, a field holds the delimiter without quotes, or the delimiter is"
                        + " not (,).")
                .satisfies(e -> assertThat(((DataException) e).row()).hasValue(2));
        reading("a\tb\n1\t2\n1\t2\t3\t4\n")
                .hasMessageContaining("Row 2 of 'table.csv' (line 3) has 4 fields where the header has 2.")
                .hasMessageEndingWith("or the delimiter is not a tab.");
        reading("a,b\n1,2\n1\n")
                .hasMessageContaining("Row 2 of 'table.csv' (line 3) has 1 field where the header has 2.");
    }

    @Test
    void readCsv_twoColumnsOfOneName_areNamed() {
        reading("a,b,c,b\n1,2,3,4\n")
                .hasMessage("Columns 2 and 4 are both named 'b'.\nMaybe rename one of them in the header.")
                .satisfies(e -> assertThat(((DataException) e).column()).contains("b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x", "\"", "\"x\n5,6\n", "\"x\"\"", "\"x,\n\n"})
    void readCsv_quoteNeverClosed_isNamed(String last) {
        reading("a,b\n1,2\n3," + last)
                .hasMessage("Row 2 of 'table.csv' (line 3) opens a quote that is never closed.\n"
                        + "Maybe a closing quote is missing, or a quote inside a field is not doubled.")
                .satisfies(e -> assertThat(((DataException) e).row()).hasValue(2));
    }

    @Test
    void readCsv_quoteNeverClosedInTheHeader_isNamed() {
        reading("a,\"b\n1,2\n")
                .hasMessageStartingWith("The header of 'table.csv' (line 1) opens a quote that is never closed.")
                .satisfies(e -> assertThat(((DataException) e).row()).isEmpty());
    }

    @Test
    void readCsv_textBehindAClosingQuote_isNamed() {
        reading("a,b\n1,2\n3,\"x\" y\n")
                .hasMessage("Row 2 of 'table.csv' (line 3) has text behind a closing quote.\n"
                        + "Maybe a quote inside a field is not doubled, or an earlier quote is not closed.");
    }

    @Test
    void readCsv_bytesOfAnotherCharset_areNamedWithTheirPlace() {
        reading(TempCsv.write(folder, "name,b\nMeier,1\nMüller,2\n", StandardCharsets.ISO_8859_1))
                .hasMessage(
                        "Row 2 of 'table.csv' (line 3) is not valid UTF-8 in column 'name': byte 0xFC at offset 16, in"
                                + " windows-1252 a 'ü'.\n"
                                + "Maybe the file is in windows-1252 or another character set: say which with --charset, such as"
                                + " --charset windows-1252 (in Java: withCharset).");
        String far = "name,b\n" + "Meier,1\n".repeat(100_000);
        reading(TempCsv.write(folder, far + "Müller,2\n", StandardCharsets.ISO_8859_1))
                .hasMessageStartingWith(
                        "Row 100001 of 'table.csv' (line 100002) is not valid UTF-8 in column 'name': byte 0xFC at"
                                + " offset " + (far.length() + 1) + ",");
        reading(TempCsv.write(
                        folder, new byte[] {'\u00EF' - 256, '\u00BB' - 256, '\u00BF' - 256, 'a', '\n', (byte) 0xC3}))
                .hasMessageStartingWith(
                        "Row 1 of 'table.csv' (line 2) is not valid UTF-8 in column 'a': byte 0xC3 at offset 5,");
        reading(TempCsv.write(folder, "näme,b\n1,2\n"), CsvOptions.standard().withCharset(StandardCharsets.US_ASCII))
                .hasMessageStartingWith(
                        "The header of 'table.csv' (line 1) is not valid US-ASCII: byte 0xC3 at offset 1.");
    }

    @Test
    void readCsv_otherBinaryFiles_areNamedWithAWayOut() {
        String csv = "Maybe export the table as CSV.";
        String unpack = "Maybe unpack it, or pack it with gzip or zip, which are read as they are.";
        String pandas = "Maybe export the table as CSV, for example in Python with pandas.";
        String r = "Maybe export the table as CSV, for example in R with write.csv(";
        refusesBinary(bytes("\u0089PNG\r\n\u001A\n"), "a PNG image", csv);
        refusesBinary(bytes("PAR1\u0015\u0004"), "a Parquet file", pandas + "read_parquet(FILE)");
        refusesBinary(bytes("ARROW1\0\0"), "an Arrow or Feather file", pandas + "read_feather(FILE)");
        refusesBinary(bytes("ORC\n\u0003\0"), "an ORC file", pandas + "read_orc(FILE)");
        refusesBinary(bytes("Obj\1\4"), "an Avro file", csv);
        refusesBinary(bytes("\u0080\4\u0095x"), "a Python pickle", pandas + "read_pickle(FILE)");
        refusesBinary(bytes("RDX3\nX\n\0\0\0\3"), "an R workspace (.RData)", r);
        refusesBinary(bytes("$FL2@(#)"), "an SPSS file (.sav)", pandas + "read_spss(FILE)");
        refusesBinary(bytes("\0".repeat(12) + "\u00C2\u00EA\u0081\u0060"), "a SAS data set", pandas + "read_sas(FILE)");
        refusesBinary(
                bytes("\u00D0\u00CF\u0011\u00E0\u00A1"), "an old Excel workbook (.xls)", "Maybe save it as .xlsx");
        refusesBinary(bytes("(\u00B5/\u00FDx"), "a Zstandard archive", unpack);
        refusesBinary(bytes("BZh91AY&SYx"), "a bzip2 archive", unpack);
        refusesBinary(bytes("%PDF-1.7\n"), "a PDF document", csv);
        refusesBinary(bytes("SQLite format 3\0"), "an SQLite database", csv);
        refusesBinary(bytes("<!DOCTYPE html><p>Log in"), "a web page", "Maybe the download led to a page to log in");
        reading(TempCsv.write(folder, bytes("a,b\n1,\0\n")))
                .hasMessage(
                        "The file (" + file() + ") is not a CSV table: it holds zero bytes, so it is binary.\n"
                                + "Maybe it is text in UTF-16: say so with --charset UTF-16LE or UTF-16BE (in Java: withCharset).");
    }

    @Test
    void readCsv_addresses_areNotFetched() {
        reading(Path.of("https://example.org/customers.csv?key=secret"))
                .hasMessage(
                        "What begins with (https:) is an address and not a file of this computer; nothing is fetched from"
                                + " elsewhere.\nMaybe download it first, for example with `curl -o table.csv ADDRESS`, and name the"
                                + " file.");
        reading(Path.of("s3://bucket/customers.csv"))
                .hasMessageContaining("(s3:)")
                .hasMessageContaining("Maybe copy it");
        reading(Path.of("jdbc:postgresql://me:secret@db/x"))
                .hasMessageContaining("(jdbc:)")
                .hasMessageContaining("Maybe export the table to a CSV file first");
        reading(Path.of("file:/customers.csv")).hasMessageContaining("Maybe give the path alone");
        reading(Path.of("C:customers.csv")).hasMessageStartingWith("There is no file");
    }

    @Test
    void readCsv_headerThatBeginsLikeAParquetFile_isRead() {
        assertThat(Tables.readCsv(TempCsv.write(folder, "PAR1,b\n1,2\n")).rows())
                .isEqualTo(1);
    }

    private void refusesBinary(byte[] bytes, String kind, String way) {
        reading(TempCsv.write(folder, bytes))
                .hasMessageStartingWith(
                        "The file (" + file() + ") is not a CSV table: it looks like " + kind + ".\n" + way);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(chars = {'"', '\n', '\r'})
    void readCsv_delimiterThatCannotBe_isRefused(char delimiter) {
        Path file = TempCsv.write(folder, "a,b\n1,2\n");

        assertThatThrownBy(() -> Tables.readCsv(file, CsvOptions.standard().withDelimiter(delimiter)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("A quote or a line break cannot be the delimiter.\n"
                        + "Maybe leave the delimiter out: comma, semicolon, tab and bar are found by themselves.");
    }

    @Test
    void readCsv_beyondTheLimits_isRefusedInWords() {
        TableLimits limits = new TableLimits(10_000, 3, 2);

        assertThatThrownBy(() -> read("a,b,c,d\n", limits))
                .hasMessage("The header of 'table.csv' has more than 3 columns.\n"
                        + "Maybe the file has no line breaks that are known here, or is not a table of customers.");
        assertThatThrownBy(() -> read("a,b\n1,2\n1,2\n1,2\n", limits))
                .hasMessage("'table.csv' has more than 2 rows.\nMaybe train on a sample of them.");
        assertThatThrownBy(() -> read("a,b\n1,2\n1," + "x".repeat(20_000) + "\n", limits))
                .hasMessage("Row 2 of 'table.csv' (line 3) has a field of more than 10000 characters.\n"
                        + "Maybe a quote is opened and not closed.");
    }

    private Dataset read(String text, TableLimits limits) {
        return CsvTable.read(TempCsv.write(folder, text), CsvOptions.standard(), limits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b\n1,2\n", "a,b\n1,2\n3,4\n5,6\n", "a,b\n1,2\nx,4\n", "a,c\n1,2\n3,4\n"})
    void rowByRow_fileThatChangesMeanwhile_isRefused(String changed) {
        Path file = TempCsv.write(folder, "a,b\n1,2\n3,4\n");
        CsvOptions options = CsvOptions.standard().withProgress((stage, done, total) -> {
            // The first pass has taken the whole file in when it reports half of all the bytes.
            if (done * 2 == total) {
                replace(file, changed);
            }
        });

        CsvSource source = CsvSource.of(file, options);
        assertThatThrownBy(() -> CsvTable.rowByRow(source, ReadOptions.of(options), TableLimits.STANDARD))
                .isInstanceOf(DataException.class)
                .hasMessage("The file (" + file + ") changed while it was being read.\n"
                        + "Maybe another process still writes it: try again when it is done.");
    }

    /** Puts another file in its place, so that who reads the old one goes on reading it. */
    private void replace(Path file, String text) {
        try {
            Path other = Files.writeString(folder.resolve("other.csv"), text);
            Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
