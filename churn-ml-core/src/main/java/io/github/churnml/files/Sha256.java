package io.github.churnml.files;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 digest (FIPS 180-4) that takes its bytes piece by piece, and short ways for bytes that are there already. Digests
 * in text are 64 lower-case hexadecimal digits. Mutable, for one thread; {@link #hex()} starts it anew.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class Sha256 {

    private static final int BUFFER = 1 << 16;

    private final MessageDigest digest;

    /** The digest of no bytes yet. */
    public Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * The digest of bytes.
     *
     * @param bytes all of them
     * @return its 32 bytes
     */
    public static byte[] digest(byte[] bytes) {
        return new Sha256().digest.digest(bytes);
    }

    /**
     * The digest of bytes, as text.
     *
     * @param bytes all of them
     * @return 64 lower-case hexadecimal digits
     */
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(digest(bytes));
    }

    /**
     * The digest of a stream, as text, in memory that does not grow with it.
     *
     * @param in read to its end and left open
     * @return 64 lower-case hexadecimal digits
     * @throws IOException if reading fails
     */
    public static String hex(InputStream in) throws IOException {
        Sha256 sha256 = new Sha256();
        byte[] buffer = new byte[BUFFER];
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
            sha256.add(buffer, 0, length);
        }
        return sha256.hex();
    }

    /**
     * Takes bytes in.
     *
     * @param bytes holds them
     * @param from where they begin
     * @param length how many there are
     */
    public void add(byte[] bytes, int from, int length) {
        digest.update(bytes, from, length);
    }

    /** {@return the digest of what was taken in, as 64 lower-case hexadecimal digits} */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
