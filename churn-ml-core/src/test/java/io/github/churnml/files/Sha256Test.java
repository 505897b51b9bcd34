package io.github.churnml.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Digests against the examples of NIST (FIPS 180-4, "SHA-256 examples"). */
class Sha256Test {

    private static final String OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @ParameterizedTest
    @CsvSource({
        "'', " + OF_NOTHING,
        "abc, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq,"
                + " 248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    })
    void digest_publishedExamples_match(String text, String expected) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        assertThat(Sha256.hex(bytes)).isEqualTo(expected);
        assertThat(Sha256.hex(new ByteArrayInputStream(bytes))).isEqualTo(expected);
        assertThat(Sha256.digest(bytes)).isEqualTo(HexFormat.of().parseHex(expected));
        Sha256 pieces = new Sha256();
        for (int i = 0; i < bytes.length; i++) {
            pieces.add(bytes, i, 1);
        }
        assertThat(pieces.hex()).isEqualTo(expected);
        assertThat(pieces.hex()).as("started anew").isEqualTo(OF_NOTHING);
    }

    @Test
    void digest_longStream_isThatOfItsBytes() throws IOException {
        byte[] bytes = "a".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
        assertThat(Sha256.hex(new ByteArrayInputStream(bytes)))
                .isEqualTo("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    }
}
