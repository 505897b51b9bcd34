package io.github.churnml.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Notice;
import io.github.churnml.error.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that another module opens, with a source made for the test: cells between bars, numbers with a colon before. */
class TableSourceTest {

    private static final String FIRST = "BARS\n";

    @TempDir
    Path folder;

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @AfterEach
    void restoreLoader() {
        Thread.currentThread().setContextClassLoader(before);
    }

    /** Reads tables of bars. */
    public static final class Bars implements TableSource {

        /** Made by the service loader. */
        public Bars() {}

        @Override
        public boolean recognises(byte[] head) {
            return new String(head, StandardCharsets.UTF_8).startsWith(FIRST);
        }

        @Override
        public SourceTable open(Path path, ReadOptions options) {
            try {
                options.progress().at("looking", 5, 10);
                return new Table(path, Files.readAllLines(path));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private record Table(Path path, List<String> lines) implements SourceTable {

        @Override
        public String name() {
            return "The bars of " + TableFile.shortName(path);
        }

        @Override
        public int columns() {
            return lines.get(1).split("\\|", -1).length;
        }

        @Override
        public long size() {
            return 10;
        }

        @Override
        public boolean isMixed(boolean header) {
            return true;
        }

        @Override
        public List<Notice> notices() {
            return List.of(new Notice("bars", "", "Bars are old-fashioned."));
        }

        @Override
        public SourceRows rows(boolean header, LongConsumer progress) {
            return new Rows(lines, progress);
        }

        @Override
        public void close() {
            closed++;
        }
    }

    private static int closed;

    private static final class Rows implements SourceRows {
        private final List<String> lines;
        private final LongConsumer progress;
        private int at;

        Rows(List<String> lines, LongConsumer progress) {
            this.lines = lines;
            this.progress = progress;
        }

        @Override
        public boolean next() {
            progress.accept(10L * at / (lines.size() - 1));
            return ++at < lines.size();
        }

        private String cell(int column) {
            return lines.get(at).split("\\|", -1)[column];
        }

        @Override
        public String text(int column) {
            return cell(column).replace(":", "");
        }

        @Override
        public boolean isNumber(int column) {
            return cell(column).startsWith(":");
        }

        @Override
        public List<Notice> notices(List<String> names) {
            return List.of(new Notice("end", names.get(0), "The end is near."));
        }

        @Override
        public void close() {
            closed++;
        }
    }

    private Path file(String... lines) throws IOException {
        return Files.writeString(folder.resolve("table.csv"), FIRST + String.join("\n", lines));
    }

    /** Puts the source where containers put an application's own jars. */
    private void offerBars() throws IOException {
        Path services = Files.createDirectories(folder.resolve("more/META-INF/services"));
        Files.writeString(services.resolve(TableSource.class.getName()), "not.there.Source\n" + Bars.class.getName());
        Thread.currentThread()
                .setContextClassLoader(new URLClassLoader(
                        new URL[] {folder.resolve("more").toUri().toURL()}));
    }

    @Test
    void read_sourceOfTheContextLoader_isFoundAndTypedByCore() throws IOException {
        Path file = file("id|plan|fee||since", "a-1|Basic|:9.5|x|2026-01-02", "a-2|Plus||y|2026-03-04");
        offerBars();
        List<String> progress = new ArrayList<>();
        Dataset data = Tables.read(
                file, ReadOptions.standard().withProgress((stage, done, total) -> progress.add(done + "/" + total)));
        assertThat(data.schema().names()).containsExactly("id", "plan", "fee", "column_4", "since");
        assertThat(data.column("fee").type()).isEqualTo(ColumnType.NUMERIC);
        assertThat(data.column("since").type()).isEqualTo(ColumnType.DATE);
        assertThat(data.column("fee").isMissing(1)).isTrue();
        assertThat(data.notices()).extracting(Notice::code).startsWith("bars", "empty-header", "end");
        assertThat(progress).startsWith("5/30").contains("20/30").endsWith("30/30");

        try (TableRows rows = TableRows.open(file)) {
            assertThat(rows.header()).isEqualTo(data.schema().names());
            assertThat(rows.next()).containsExactly("a-1", "Basic", "9.5", "x", "2026-01-02");
            assertThat(rows.next()).containsExactly("a-2", "Plus", "", "y", "2026-03-04");
            assertThat(rows.hasNext()).isFalse();
        }
        assertThat(TableScan.hasTexts(file)).isFalse();
    }

    @Test
    void read_fileThatNoSourceRecognises_isCsvAsBefore() throws IOException {
        Path file = file("a", "1", "2");
        assertThat(Tables.read(file).schema().names()).containsExactly("BARS");
        offerBars();
        assertThat(Tables.read(file).schema().names()).containsExactly("a");
        Path csv = Files.writeString(folder.resolve("other"), "x,y\n1,2\n");
        assertThat(Tables.read(csv).schema().names()).containsExactly("x", "y");
    }

    @Test
    void read_numbersBesideTexts_keepTheirValue() throws IOException {
        Path file = file("fee", ":1.234", "1.234,5", ":7", "2.345,5");
        Dataset data = SourcePasses.read(new Bars(), file, ReadOptions.standard());
        assertThat(List.of(data.column("fee").text(0), data.column("fee").text(1)))
                .containsExactly("1.234e+0000", "1.234,5");
    }

    @Test
    void read_tableBeyondTheLimits_isRefused() throws IOException {
        TableLimits limits = new TableLimits(10_000, 2, 2);
        Path wide = file("a|b|c", "1|2|3");
        assertThatThrownBy(() -> SourcePasses.read(new Bars(), wide, ReadOptions.standard(), limits))
                .isInstanceOf(DataException.class)
                .hasMessage("The bars of 'table.csv' has more than 2 columns.\nMaybe it is not a table of customers.");
        Path tall = file("a", "1", "2", "3");
        assertThatThrownBy(() -> SourcePasses.read(new Bars(), tall, ReadOptions.standard(), limits))
                .hasMessage("'table.csv' has more than 2 rows.\nMaybe train on a sample of them.");
    }

    @Test
    void read_tableWithoutHeaderOrRows_isRefusedAsCsvIs() throws IOException {
        Path customers = file("k1|Basic|9.5", "k2|Basic|3", "k3|Plus|4", "k4|Plus|5");
        assertThatThrownBy(() -> SourcePasses.read(new Bars(), customers, ReadOptions.standard()))
                .hasMessageStartingWith("The first row of 'table.csv' looks like a customer");
        Dataset data =
                SourcePasses.read(new Bars(), customers, ReadOptions.standard().withHeader(false));
        assertThat(data.schema().names()).containsExactly("c1", "c2", "c3");
        Path header = file("a|b");
        assertThatThrownBy(() -> SourcePasses.read(new Bars(), header, ReadOptions.standard()))
                .hasMessageContaining("has a header but no rows");
        Path twice = file("a|a", "1|2");
        assertThatThrownBy(() -> SourcePasses.read(new Bars(), twice, ReadOptions.standard()))
                .hasMessageStartingWith("Columns 1 and 2 are both named 'a'.");
    }

    @Test
    void read_anyOutcome_closesTheTable() throws IOException {
        closed = 0;
        Path file = file("a", "1");
        SourcePasses.read(new Bars(), file, ReadOptions.standard());
        // The header's look, the look for mixed columns, two passes and the table.
        assertThat(closed).isEqualTo(5);
        closed = 0;
        Path twice = file("a|a", "1|2");
        assertThatThrownBy(() -> SourcePasses.read(new Bars(), twice, ReadOptions.standard()))
                .isInstanceOf(DataException.class);
        assertThat(closed).isEqualTo(3);
    }

    @Test
    void read_workbookWithoutItsModule_namesTheArtifact() throws IOException {
        for (String first : List.of("[Content_Types].xml", "other.xml")) {
            Path file = folder.resolve("customers.xlsx");
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
                zip.putNextEntry(new ZipEntry(first));
                zip.putNextEntry(new ZipEntry("x/[Content_Types].xml"));
                if (first.startsWith("o")) {
                    zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
                }
            }
            String message = "The file (" + file + ") is an Excel workbook, and no reader of workbooks is there.\n"
                    + "Maybe add io.github.churnml:churn-ml-excel to the class path, or export the table as CSV.";
            assertThatThrownBy(() -> Tables.read(file))
                    .isInstanceOf(DataException.class)
                    .hasMessage(message);
            assertThatThrownBy(() -> TableRows.open(file)).hasMessage(message);
        }
    }
}
