package io.github.churnml.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class GzipMembersTest {

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static byte[] unpacked(byte[] packed) throws IOException {
        try (GzipMembers in = new GzipMembers(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        }
    }

    @Property(tries = 200)
    void read_anyMembers_areWhatWasPacked(@ForAll byte[] first, @ForAll byte[] second) throws IOException {
        assertThat(unpacked(joined(gzip(first), gzip(second)))).isEqualTo(joined(first, second));
    }

    @Test
    void read_moreThanTheBuffer_isWhole() throws IOException {
        byte[] noise = new byte[1 << 18];
        new java.util.Random(1).nextBytes(noise);
        assertThat(unpacked(joined(gzip(noise), gzip(noise)))).isEqualTo(joined(noise, noise));
    }

    @Test
    void read_headerWithEveryField_isSkipped() throws IOException {
        byte[] plain = gzip("abc".getBytes(StandardCharsets.US_ASCII));
        byte[] start = Arrays.copyOf(plain, 10);
        start[3] = 2 | 4 | 8 | 16;
        byte[] fields = {3, 0, 'x', 'y', 'z', 'a', '.', 'c', 's', 'v', 0, 'n', 'o', 't', 'e', 0, 7, 7};
        assertThat(unpacked(joined(start, fields, Arrays.copyOfRange(plain, 10, plain.length))))
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("abc");
    }

    @Test
    void read_whatIsNoMember_isRefused() throws IOException {
        byte[] plain = gzip("abc".getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> unpacked(joined(plain, new byte[] {0}))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> unpacked(joined(plain, new byte[] {0x1F, (byte) 0x8B})))
                .isInstanceOf(EOFException.class);
        for (int at : new int[] {0, 1, 2, plain.length - 8, plain.length - 1}) {
            byte[] changed = plain.clone();
            changed[at] ^= 1;
            assertThatThrownBy(() -> unpacked(changed)).isInstanceOf(IOException.class);
        }
        byte[] reserved = plain.clone();
        reserved[3] = (byte) 0x80;
        assertThatThrownBy(() -> unpacked(reserved)).hasMessage("unknown flags");
    }
}
