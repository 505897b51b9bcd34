package io.github.churnml.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.DataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedTest {

    private static final String CSV = "id,plan,charge\nk1,Basic,9.5\nk2,Plus,12\nk3,Basic,\n";

    @TempDir
    Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(Object... namesAndContents) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) namesAndContents[i]));
                zip.write((byte[]) namesAndContents[i + 1]);
            }
        }
        return bytes.toByteArray();
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("table.any"), content);
    }

    private static List<String> rows(Path file) {
        List<String> rows = new ArrayList<>();
        try (TableRows table = TableRows.open(file)) {
            table.forEachRemaining(row -> rows.add(String.join("|", row)));
        }
        return rows;
    }

    private AbstractThrowableAssert<?, ?> reading(byte[] content) throws IOException {
        Path file = file(content);
        return assertThatThrownBy(() -> Tables.read(file)).isInstanceOf(DataException.class);
    }

    @Test
    void read_packedTables_areThoseInside() throws IOException {
        String fingerprint = Tables.read(file(bytes(CSV))).fingerprint();
        byte[] gzip = gzip(bytes(CSV));
        byte[] parts = Arrays.copyOf(gzip(bytes(CSV.substring(0, 20))), 200);
        byte[] second = gzip(bytes(CSV.substring(20)));
        int first = gzip(bytes(CSV.substring(0, 20))).length;
        System.arraycopy(second, 0, parts, first, second.length);
        for (byte[] packed : List.of(
                gzip,
                Arrays.copyOf(parts, first + second.length),
                zip("customers.csv", bytes(CSV)),
                zip("readme.txt", bytes("about it"), "__MACOSX/._a.csv", bytes("x"), "a/b.CSV", bytes(CSV)),
                zip("data", bytes(CSV)))) {
            Path file = file(packed);
            assertThat(Tables.read(file).fingerprint()).isEqualTo(fingerprint);
            assertThat(rows(file)).containsExactly("k1|Basic|9.5", "k2|Plus|12", "k3|Basic|");
        }
    }

    @Test
    void read_packedJson_isRead() throws IOException {
        byte[] json = bytes("[{\"a\": 1}, {\"a\": 2}]");
        for (byte[] packed : List.of(gzip(json), zip("t.jsonl", json))) {
            Path file = file(packed);
            assertThat(Tables.read(file).rows()).isEqualTo(2);
            assertThat(rows(file)).containsExactly("1", "2");
        }
    }

    @Test
    void scan_packedTable_isThatOfThePlainOne() throws IOException {
        StringBuilder many = new StringBuilder("id,plan\n");
        for (int i = 0; i < 400_000; i++) {
            many.append(i * 7919L % 1_000_003).append(",\"p").append(i % 11).append("\"\n");
        }
        Path plain = Files.writeString(folder.resolve("plain.csv"), many);
        Path packed = file(gzip(bytes(many.toString())));

        assertThat(TableScan.run(packed, ReadOptions.standard(), Sum::new).hash)
                .isEqualTo(TableScan.run(plain, ReadOptions.standard(), Sum::new).hash);
    }

    private static final class Sum implements RowSink<Sum> {
        private long hash;

        Sum(List<String> header) {
            hash = header.size();
        }

        @Override
        public void cell(int column, char[] s, int from, int to) {
            hash += (long) new String(s, from, to - from).hashCode() * (column + 1);
        }

        @Override
        public void endRow() {
            hash++;
        }

        @Override
        public void merge(Sum later) {
            hash += later.hash;
        }
    }

    @Test
    void read_severalTables_areNamed() throws IOException {
        reading(zip("may.csv", bytes(CSV), "june.csv", bytes(CSV), "readme.txt", bytes("x")))
                .hasMessage("The file (" + folder.resolve("table.any")
                        + ") is a zip archive of 2 files where one table is needed: 'may.csv', 'june.csv'.\n"
                        + "Maybe unpack it, and name the file that is meant.");
        reading(zip()).hasMessageContaining("is a zip archive without a file in it");
        reading(zip("folder/", bytes(""))).hasMessageContaining("is a zip archive without a file in it");
    }

    @Test
    void read_archivesInArchives_areNamed() throws IOException {
        reading(zip("inner.zip", zip("a.csv", bytes(CSV)))).hasMessageContaining("is a zip archive but not an Excel");
        reading(gzip(gzip(bytes(CSV)))).hasMessageContaining("a gzip file inside");
        reading(gzip(bytes("RDX3\nX\n\0\0\0\3"))).hasMessageContaining("an R workspace (.RData)");
        reading(zip("mimetype", bytes("application/vnd.oasis.opendocument.spreadsheet"), "content.xml", bytes("<x/>")))
                .hasMessageContaining("is an OpenDocument file (.ods), which is not read")
                .hasMessageContaining("Maybe save the table as .xlsx or CSV.");
    }

    @Test
    void read_damagedArchives_areRefusedWhereverTheyEnd() throws IOException {
        byte[] gzip = gzip(bytes(CSV));
        for (int length = 3; length < gzip.length; length++) {
            reading(Arrays.copyOf(gzip, length))
                    .hasMessage("The packed file (" + folder.resolve("table.any") + ") is damaged or incomplete.\n"
                            + "Maybe it was not written or copied to its end: fetch it again.");
        }
        byte[] zip = zip("a.csv", bytes(CSV));
        for (int length = 4; length < zip.length; length++) {
            reading(Arrays.copyOf(zip, length)).hasMessageContaining("damaged or incomplete");
        }
        byte[] wrong = zip("a.csv", bytes("a,b\n1,2\n"));
        int crc = new String(wrong, StandardCharsets.ISO_8859_1).indexOf("PK\1\2") + 16;
        wrong[crc] ^= 1;
        reading(wrong).hasMessageContaining("damaged or incomplete");
    }

    @Test
    void read_encryptedEntry_isNamed() throws IOException {
        byte[] zip = zip("a.csv", bytes(CSV));
        zip[6] |= 1;
        zip[new String(zip, StandardCharsets.ISO_8859_1).indexOf("PK\1\2") + 8] |= 1;
        reading(zip)
                .hasMessageContaining("holds 'a.csv', which is encrypted.\nMaybe unpack it with its password first.");
    }

    @Test
    void read_bomb_isRefused() throws IOException {
        byte[] zeros = new byte[1 << 20];
        Arrays.fill(zeros, (byte) '\n');
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(bytes("a,b\n1,2\n"));
            for (long i = 0; i <= Packed.FREE >> 20; i++) {
                out.write(zeros);
            }
        }
        reading(bytes.toByteArray()).hasMessageContaining("unpacks to more than 250 times its size");
    }
}
