package io.github.churnml.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ModelFileException;
import io.github.churnml.settings.Blame;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredZipTest {

    private static final Blame BLAME = Blame.modelFile(null);
    private static final String FOREIGN = "It is not a churn-ml model file.\nMaybe another file was meant.";

    @Test
    void write_thenRead_givesTheSameEntriesInOrder() {
        LinkedHashMap<String, byte[]> read = StoredZip.read(StoredZip.write(small()), BLAME);

        assertThat(read.keySet()).containsExactly("manifest.json", "empty", "model.0.forest");
        assertThat(read.get("manifest.json")).isEqualTo(bytes("{}"));
        assertThat(read.get("empty")).isEmpty();
        assertThat(read.get("model.0.forest")).isEqualTo(new byte[] {0, -1, 80, 75});
    }

    @Test
    void write_oneEntry_givesTheseBytesOnEveryJdk() {
        LinkedHashMap<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("a", bytes("123456789"));

        // The check value of CRC-32 is cbf43926.
        assertThat(HexFormat.of().formatHex(StoredZip.write(entries)))
                .isEqualTo("504b03040a0000000000000021002639f4cb0900000009000000010000006131323334353637" + "3839"
                        + "504b01020a000a0000000000000021002639f4cb0900000009000000010000000000000000000000"
                        + "00000000000061" + "504b05060000000001000100" + "2f00000028000000" + "0000");
    }

    @Test
    void write_readByZipFile_isAStoredZipOf1980(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("a.zip"), StoredZip.write(small()));
        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<? extends ZipEntry> entries = Collections.list(zip.entries());

            assertThat(entries).extracting(ZipEntry::getName).containsExactlyElementsOf(small().keySet());
            assertThat(entries).extracting(ZipEntry::getMethod).containsOnly(ZipEntry.STORED);
            assertThat(entries).extracting(ZipEntry::getTimeLocal).containsOnly(LocalDateTime.of(1980, 1, 1, 0, 0));
            assertThat(entries).extracting(ZipEntry::getExtra).containsOnlyNulls();
            for (ZipEntry entry : entries) {
                assertThat(zip.getInputStream(entry).readAllBytes()).isEqualTo(small().get(entry.getName()));
            }
        }
    }

    @Test
    void write_readByZipInputStream_givesTheSameEntries() throws IOException {
        LinkedHashMap<String, byte[]> read = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(StoredZip.write(small())))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                read.put(entry.getName(), zip.readAllBytes());
            }
        }

        assertThat(read).containsExactlyEntriesOf(small());
    }

    @Test
    void write_impossibleEntries_isRefused() {
        assertThatThrownBy(() -> StoredZip.write(new LinkedHashMap<>()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("0 entries where 1 to 1000 are allowed");
        assertThatThrownBy(() -> StoredZip.write(entries(1001))).isInstanceOf(IllegalArgumentException.class);
        for (String name : List.of("", "A", "a/b", "ä", "a b", "a".repeat(101))) {
            LinkedHashMap<String, byte[]> entries = new LinkedHashMap<>();
            entries.put(name, new byte[0]);
            assertThatThrownBy(() -> StoredZip.write(entries))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("does not match [a-z0-9._-]");
        }
    }

    @Test
    void read_asManyEntriesAsAllowed_givesThemAll() {
        assertThat(StoredZip.read(StoredZip.write(entries(1000)), BLAME)).hasSize(1000);
    }

    @Test
    void read_anyByteChangedInAnyWay_isRefused() {
        byte[] zip = StoredZip.write(small());
        for (int place = 0; place < zip.length; place++) {
            for (int change = 1; change < 256; change++) {
                byte[] altered = zip.clone();
                altered[place] ^= (byte) change;
                assertRefused(() -> StoredZip.read(altered, BLAME), "It");
            }
        }
    }

    @Test
    void read_cutAnywhere_isRefused() {
        byte[] zip = StoredZip.write(small());
        for (int length = 0; length < zip.length; length++) {
            byte[] cut = Arrays.copyOf(zip, length);
            assertRefused(
                    () -> StoredZip.read(cut, BLAME),
                    length < 4 ? FOREIGN : "It is cut short or damaged: it ends after " + length + " bytes where at");
        }
    }

    @Test
    void read_goingOnAfterItsEnd_isRefused() {
        byte[] zip = StoredZip.write(small());

        assertRefused(
                () -> StoredZip.read(Arrays.copyOf(zip, zip.length + 1), BLAME),
                "Its headers do not match its entries.\nMaybe the file was altered or damaged; fetch it again.");
    }

    @Test
    void read_noZip_isRefused() {
        for (byte[] file : List.of(new byte[0], bytes("PK"), bytes("customerID,tenure\n1,2\n"), new byte[1000])) {
            assertRefused(() -> StoredZip.read(file, BLAME), FOREIGN);
        }
    }

    @Test
    void read_zipBomb_isRefusedUnread() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bomb)) {
            zip.putNextEntry(new ZipEntry("manifest.json"));
            zip.write(new byte[1 << 22]);
        }

        assertRefused(
                () -> StoredZip.read(bomb.toByteArray(), BLAME),
                "Its entry 'manifest.json' is compressed, which a model file's entries never are.\n"
                        + "Maybe the file was packed again, or is not a churn-ml model file.");
    }

    @Test
    void read_sizeOfFourGigabytes_isRefusedWithoutAllocating() {
        byte[] zip = StoredZip.write(small());
        ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).putInt(22, -1);

        assertRefused(() -> StoredZip.read(zip, BLAME), "It is cut short or damaged");
    }

    @Test
    void read_changedContent_namesTheEntry() {
        byte[] zip = StoredZip.write(small());
        zip[30 + "manifest.json".length()] ^= 1;

        assertRefused(
                () -> StoredZip.read(zip, BLAME),
                "Its entry 'manifest.json' does not match its checksum.\n"
                        + "Maybe the file was altered or damaged; fetch it again.");
    }

    @Test
    void read_entryTwiceOrOfAForeignName_isRefused() {
        LinkedHashMap<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("a", new byte[0]);
        entries.put("b", new byte[0]);
        byte[] twice = StoredZip.write(entries);
        twice[31 + 30] = 'a';
        byte[] foreign = StoredZip.write(entries);
        foreign[31 + 30] = '/';

        assertRefused(() -> StoredZip.read(twice, BLAME), "Its entry 'a' cannot be part of a model file.");
        assertRefused(() -> StoredZip.read(foreign, BLAME), "Its entry '/' cannot be part of a model file.");
    }

    @Test
    void read_tooManyEntries_isRefused() {
        List<byte[]> heads = new ArrayList<>();
        for (int i = 0; i < 1001; i++) {
            LinkedHashMap<String, byte[]> one = new LinkedHashMap<>();
            one.put("e" + i, new byte[0]);
            heads.add(Arrays.copyOf(StoredZip.write(one), 30 + ("e" + i).length()));
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        heads.forEach(file::writeBytes);

        assertRefused(
                () -> StoredZip.read(file.toByteArray(), BLAME),
                "It has more than 1000 entries.\nMaybe it is not a churn-ml model file.");
    }

    private static LinkedHashMap<String, byte[]> small() {
        LinkedHashMap<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("manifest.json", bytes("{}"));
        entries.put("empty", new byte[0]);
        entries.put("model.0.forest", new byte[] {0, -1, 80, 75});
        return entries;
    }

    private static LinkedHashMap<String, byte[]> entries(int count) {
        LinkedHashMap<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            entries.put("e" + i, new byte[] {(byte) i});
        }
        return entries;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(ModelFileException.class).hasMessageStartingWith(message);
    }
}
