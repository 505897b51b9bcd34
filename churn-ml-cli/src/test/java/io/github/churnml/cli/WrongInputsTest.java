package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people give a command by mistake, and the sentence that gets them out of it. */
class WrongInputsTest {

    @TempDir
    Path folder;

    private Path bytes(String name, String latin) {
        return write(name, latin.getBytes(StandardCharsets.ISO_8859_1));
    }

    private Path write(String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String customers() {
        try {
            return Files.readString(Cli.customers());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void everyReader(Object data, int exit, String... sentences) {
        Path out = folder.resolve("out");
        for (Cli.Result result : List.of(
                Cli.run("profile", "--data", data),
                Cli.run("train", "--data", data, "--target", "churned", "--out", out),
                Cli.run("evaluate", "--model", Cli.model(), "--data", data),
                Cli.run("predict", "--model", Cli.model(), "--data", data, "--out", out),
                Cli.run("explain", "--model", Cli.model(), "--data", data, "--row", 1),
                Cli.run("estimate", "--model", Cli.model(), "--data", data),
                Cli.run("drift", "--ref", Cli.customers(), "--new", data, "--out", out))) {
            assertThat(result.err()).contains(sentences);
            assertThat(result.exit()).isEqualTo(exit);
            assertThat(out).doesNotExist();
        }
    }

    @Test
    void address_isNotFetched_andTheWayOutIsNamed() {
        everyReader(
                "https://example.org/customers.csv",
                2,
                "What is at (https:) addresses is not fetched.",
                "Maybe download it first");
    }

    @Test
    void tableWithoutAHeader_isRefused_andReadWhenSaidSo() {
        String text = customers();
        Path file = Cli.write(folder.resolve("t.csv"), text.substring(text.indexOf('\n') + 1));
        everyReader(file, 3, "looks like a customer and not like names of columns", "--no-header");
        Cli.Result named = Cli.run("profile", "--data", file, "--no-header");
        assertThat(named.exit()).isZero();
        assertThat(named.out()).startsWith("600 rows").contains("  c1 ");
        assertThat(Cli.run("profile", "--data", Cli.customers(), "--header").out())
                .startsWith("600 rows");
    }

    @Test
    void otherFormats_areNamedWithAWayOut() {
        everyReader(
                bytes("t.parquet", "PAR1\25\4\25\20"), 3, "it looks like a Parquet file", "pandas.read_parquet(FILE)");
        everyReader(bytes("t.pkl", "\u0080\4\u0095\1\0\0"), 3, "it looks like a Python pickle", "only if you trust it");
        everyReader(bytes("t.xls", "\u00D0\u00CF\u0011\u00E0"), 3, "is an old Office file", "Maybe save it as .xlsx");
    }

    @Test
    void pickleAsAModel_isNamed() {
        Path pickle = bytes("m.pkl", "\u0080\4\u0095\1\0\0\0\0\0\0\0");
        Cli.Result result =
                Cli.run("predict", "--model", pickle, "--data", Cli.customers(), "--out", folder.resolve("o"));
        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.err()).contains("It is a Python pickle", "which `churn import` reads");
    }

    @Test
    void packedTables_areRead() throws IOException {
        Path gzip = folder.resolve("t.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
            Files.copy(Cli.customers(), out);
        }
        Path zip = folder.resolve("t.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("customers.csv"));
            Files.copy(Cli.customers(), out);
        }
        Path plain = folder.resolve("plain.csv");
        Cli.run("predict", "--model", Cli.model(), "--data", Cli.customers(), "--out", plain);
        for (Path packed : List.of(gzip, zip)) {
            Path scored = folder.resolve("scored.csv");
            assertThat(Cli.run("predict", "--model", Cli.model(), "--data", packed, "--out", scored)
                            .exit())
                    .isZero();
            assertThat(scored).hasSameBinaryContentAs(plain);
            assertThat(Cli.run("profile", "--data", packed).out()).startsWith("600 rows");
            assertThat(Cli.run("evaluate", "--model", Cli.model(), "--data", packed)
                            .exit())
                    .isZero();
            assertThat(Cli.run("drift", "--ref", Cli.customers(), "--new", packed, "--out", folder.resolve("d"))
                            .exit())
                    .isZero();
        }
    }

    @Test
    void severalTablesAndTruncatedPacks_areNamed() throws IOException {
        Path zip = folder.resolve("t.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("may.csv"));
            out.putNextEntry(new ZipEntry("june.csv"));
        }
        everyReader(
                zip, 3, "is a zip archive of 2 files where one table is needed: 'may.csv', 'june.csv'", "unpack it");
        Path gzip = folder.resolve("t.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
            Files.copy(Cli.customers(), out);
        }
        byte[] whole = Files.readAllBytes(gzip);
        everyReader(
                write("half.gz", java.util.Arrays.copyOf(whole, whole.length / 2)),
                3,
                "is damaged or incomplete",
                "Maybe it was not written or copied to its end");
    }

    @Test
    void wrongCharset_isNamedWithRowColumnAndOption() {
        String text = customers();
        int line = text.indexOf('\n') + 1;
        String name = text.substring(0, text.indexOf(','));
        Path file = write(
                "t.csv",
                (text.substring(0, line) + "Z\u00FCrich" + text.substring(text.indexOf(',', line)))
                        .getBytes(Charset.forName("windows-1252")));
        everyReader(
                file,
                3,
                "Row 1 of 't.csv' (line 2) is not valid UTF-8 in column '" + name + "'",
                "in windows-1252 a '\u00FC'",
                "--charset windows-1252");
        assertThat(Cli.run("profile", "--data", file, "--charset", "windows-1252")
                        .exit())
                .isZero();
    }

    @Test
    void utf16_isRead_withAndWithoutAMark() {
        for (String mark : List.of("", "\uFEFF")) {
            Path file = write("t.csv", (mark + customers()).getBytes(StandardCharsets.UTF_16LE));
            assertThat(Cli.run("profile", "--data", file).out()).startsWith("600 rows");
        }
    }

    @Test
    void delimiterLine_isHonoured_andAnotherDelimiterRefused() {
        Path file = Cli.write(folder.resolve("t.csv"), "sep=;\r\n" + customers().replace(',', ';'));
        assertThat(Cli.run("profile", "--data", file, "--target", "churned").out())
                .startsWith("600 rows, 19 columns");
        Cli.Result other = Cli.run("profile", "--data", file, "--delimiter", "tab");
        assertThat(other.exit()).isEqualTo(2);
        assertThat(other.err()).contains("says that the delimiter is ';', and a tab was asked for");
    }

    @Test
    void outputBelowAFile_isWrongUse() {
        Path below = Cli.customers().resolve("x");
        for (Cli.Result result : List.of(
                Cli.run("train", "--data", Cli.customers(), "--target", "churned", "--out", below),
                Cli.run("profile", "--data", Cli.customers(), "--out", below.resolve("y")),
                Cli.run("predict", "--model", Cli.model(), "--data", Cli.customers(), "--out", below))) {
            assertThat(result.err()).contains("is a file, not a folder.", "Maybe choose another folder.");
            assertThat(result.exit()).isEqualTo(2);
        }
    }

    @Test
    void textOfOverAMillionCharacters_isRefusedBeforeTheTraining() {
        StringBuilder text = new StringBuilder("plan,usage,left\n");
        for (int i = 0; i < 60; i++) {
            text.append(i % 5 == 0 ? "x".repeat(1_200_000) : i % 2 == 0 ? "a" : "b")
                    .append(',')
                    .append(i * 37 % 60)
                    .append(i % 3 == 0 ? ",Yes\n" : ",No\n");
        }
        Path file = Cli.write(folder.resolve("t.csv"), text.toString());
        Cli.Result result = Cli.run("train", "--data", file, "--target", "left", "--out", folder.resolve("o"));
        assertThat(result.err()).contains("Column 'plan' holds a text of 1200000 characters", "--exclude");
        assertThat(result.exit()).isEqualTo(3);
    }

    @Test
    void formulas_becomePlainTextWhenAsked() {
        String text = customers();
        String[] lines = text.split("\n", 6);
        Path file = Cli.write(
                folder.resolve("t.csv"),
                lines[0] + ",note,@n\n" + lines[1] + ",=1+1,-5\n" + lines[2] + ",+49 (0)x,\"-1,5\"\n" + lines[3]
                        + ",@SUM(A1),+3\n" + lines[4] + ",-x,1\n");
        Path out = folder.resolve("o.csv");
        Cli.run("predict", "--model", Cli.model(), "--data", file, "--out", out);
        assertThat(out).content().contains(",=1+1,-5,", ",@n,").doesNotContain("'");
        Cli.Result safe =
                Cli.run("predict", "--model", Cli.model(), "--data", file, "--out", out, "--spreadsheet-safe");
        assertThat(safe.exit()).isZero();
        assertThat(out).content().contains(",'=1+1,-5,", ",'+49 (0)x,\"-1,5\",", ",'@SUM(A1),+3,", ",'-x,1,", ",'@n,");
        Cli.run("explain", "--model", Cli.model(), "--data", file, "--id", "note", "--out", out, "--spreadsheet-safe");
        assertThat(out).content().contains("'=1+1");
    }
}
