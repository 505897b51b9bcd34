package io.github.churnml.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DecodingReaderTest {

    private static DecodingReader reader(byte[] bytes) {
        return new DecodingReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8, 3, done -> {});
    }

    @Test
    void read_oneCharacterAtATime_keepsSurrogatePairs() throws IOException {
        String text = "a😀é😀";
        try (DecodingReader reader = reader(text.getBytes(StandardCharsets.UTF_8))) {
            StringBuilder read = new StringBuilder();
            for (int c = reader.read(); c >= 0; c = reader.read()) {
                read.append((char) c);
            }
            assertThat(read).hasToString(text + "\n" + DecodingReader.MARK);
            assertThat(reader.ended()).isTrue();
            assertThat(reader.read()).isEqualTo(-1);
            assertThat(reader.read(new char[3], 0, 0)).isZero();
        }
    }

    @Test
    void read_malformedBytes_areFoundAfterTheTextBeforeThem() throws IOException {
        try (DecodingReader reader = reader(new byte[] {'a', 'b', (byte) 0xFF, 'c'})) {
            assertThat(reader.read(new char[10], 0, 10)).isEqualTo(2);
            assertThatThrownBy(() -> reader.read(new char[10], 0, 10))
                    .isInstanceOfSatisfying(DecodingReader.Malformed.class, e -> {
                        assertThat(e.offset()).isEqualTo(5);
                        assertThat(e.firstByte()).isEqualTo(0xFF);
                    });
        }
    }
}
