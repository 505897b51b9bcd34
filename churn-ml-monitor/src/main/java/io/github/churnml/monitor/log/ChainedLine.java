package io.github.churnml.monitor.log;

import io.github.churnml.error.ChurnException;
import io.github.churnml.files.Sha256;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.PlainJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One line of a chained log, whatever it is kept in: a JSON object that ends with the hash of the entry before ({@code prev})
 * and the SHA-256 of its own line up to there ({@code hash}).
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 *
 * @param number the entry's number ({@code seq}), from 1
 * @param previous the hash that it says the entry before has
 * @param hash the hash that it says it has
 * @param isUnchanged whether it has that hash
 * @param entry the whole object
 */
public record ChainedLine(long number, String previous, String hash, boolean isUnchanged, Map<String, Object> entry) {

    /** What the first entry says of the one before it: 64 zeros. */
    public static final String FIRST = "0".repeat(64);

    /** The longest line, in bytes. */
    static final int LONGEST = 1 << 20;

    private static final String HASH_KEY = ",\"hash\":\"";
    private static final int HASH_TAIL = HASH_KEY.length() + 64 + 2;

    /**
     * Writes a line.
     *
     * @param entry null, texts, numbers, flags, lists and mappings by name; the names {@code seq}, {@code prev} and {@code
     *     hash} are the line's own
     * @param number the entry's number, from 1
     * @param previous the hash of the entry before, or {@link #FIRST}
     * @return UTF-8 with one line feed, at its end; empty if it would be longer than {@link #LONGEST}
     */
    public static Optional<byte[]> write(Map<String, ?> entry, long number, String previous) {
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("seq", number);
        whole.putAll(entry);
        whole.put("seq", number);
        whole.keySet().removeAll(List.of("prev", "hash"));
        whole.put("prev", previous);
        byte[] line = PlainJson.writeLine(whole);
        int body = line.length - 2; // without the closing brace and the line feed
        if (body > LONGEST - HASH_TAIL - 1) {
            return Optional.empty();
        }
        byte[] end = (HASH_KEY + hash(line, body) + "\"}\n").getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(line, body + end.length);
        System.arraycopy(end, 0, all, body, end.length);
        return Optional.of(all);
    }

    /**
     * Reads a line.
     *
     * @param line holds it, without its line feed
     * @param length how many of the bytes count
     * @return the line; empty if it is none, as what a crash cut short
     */
    public static Optional<ChainedLine> read(byte[] line, int length) {
        int body = length - HASH_TAIL;
        if (body < 1 || line[0] != '{') {
            return Optional.empty();
        }
        String tail = new String(line, body, HASH_TAIL, StandardCharsets.ISO_8859_1);
        if (!tail.startsWith(HASH_KEY) || !tail.endsWith("\"}")) {
            return Optional.empty();
        }
        String hash = tail.substring(HASH_KEY.length(), HASH_KEY.length() + 64);
        try {
            Map<String, Object> entry =
                    PlainJson.read(Arrays.copyOf(line, length), Blame.configuration(null), "The entry");
            return entry.get("seq") instanceof Number number && entry.get("prev") instanceof String before
                    ? Optional.of(
                            new ChainedLine(number.longValue(), before, hash, hash.equals(hash(line, body)), entry))
                    : Optional.empty();
        } catch (ChurnException e) {
            return Optional.empty();
        }
    }

    /** The hash of the first bytes of a line. */
    private static String hash(byte[] line, int length) {
        Sha256 digest = new Sha256();
        digest.add(line, 0, length);
        return digest.hex();
    }
}
