package io.github.churnml.data.read;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OleFileTest {

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("table.xlsx");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> reading(Path file) {
        return assertThatThrownBy(() -> Tables.read(file));
    }

    @Test
    void read_officeFilesBefore2007AndEncryptedOnes_areNamed() throws IOException {
        reading(Files.write(file(), ole("Workbook")))
                .hasMessage("The file (" + file()
                        + ") is an old Office file, such as an Excel workbook of before 2007 (.xls).\n"
                        + "Maybe save it as .xlsx or CSV.");
        reading(Files.write(file(), Arrays.copyOf(ole("Workbook"), 100))).hasMessageContaining("is an old Office file");
        reading(Files.write(file(), ole("EncryptedPackage")))
                .hasMessage("The file (" + file() + ") is an encrypted Excel workbook.\n"
                        + "Maybe open it with its password and save it without one, or export the table as CSV.");
        assertThatThrownBy(() -> TableRows.open(file())).hasMessageContaining("is an encrypted Excel workbook");
    }

    /** An OLE file whose directory, in the fourth sector, has one entry of this name. */
    private static byte[] ole(String entry) {
        ByteBuffer bytes = ByteBuffer.allocate(5 * 512).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(0xE011CFD0).putInt(0xE11AB1A1).putShort(30, (short) 9).putInt(48, 3);
        bytes.put(4 * 512, entry.getBytes(StandardCharsets.UTF_16LE));
        return bytes.array();
    }
}
