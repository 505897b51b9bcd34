package io.github.churnml.serving.keys;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.SecretFile;
import io.github.churnml.files.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The keys that callers of a server must show, each with a name for the log. Only their SHA-256 digests are kept. Immutable.
 *
 * <p>Keys are written one per line, as {@code name: key} or bare, when their place is their name ({@code key-1}). Empty lines
 * and those that begin with {@code #} do not count. A key has 16 to 256 letters, digits or any of {@code -._~+/=}.
 */
public final class ApiKeys {

    private static final int SHORTEST = 16;
    private static final int LONGEST = 256;
    private static final int MOST = 1_000;
    private static final int LARGEST_FILE = 1 << 20;
    private static final Pattern NAMED = Pattern.compile("([A-Za-z0-9._-]{1,64})\\s*:\\s*(.*)");
    /** What may stand behind "Bearer" (RFC 6750, section 2.1). */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private final List<String> names;
    private final byte[][] digests;

    private ApiKeys(List<String> names, List<byte[]> digests) {
        this.names = List.copyOf(names);
        this.digests = digests.toArray(new byte[0][]);
    }

    /**
     * Reads keys from a file. A file that others than its owner may read is taken, with a warning in the log.
     *
     * @param file one key per line, in UTF-8
     * @return the keys
     * @throws ConfigurationException if it cannot be read, holds no key, or a line is no key
     */
    public static ApiKeys read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST_FILE + 1);
            if (bytes.length > LARGEST_FILE) {
                throw new ConfigurationException(
                        "Key file " + Wording.path(file) + " is larger than " + LARGEST_FILE + " bytes.",
                        "Maybe another file was meant: one key per line is expected.",
                        Where.in(file));
            }
            SecretFile.warnOfReaders("Key file", file);
            return parse(new String(bytes, StandardCharsets.UTF_8), "Key file " + Wording.path(file), file);
        } catch (IOException e) {
            throw new ConfigurationException(
                    "Key file " + Wording.path(file) + " cannot be read.",
                    "Maybe the path is wrong, or the server's user may not read it.",
                    Where.in(file),
                    e);
        }
    }

    /**
     * Reads keys from the environment, where a comma ends a line as well.
     *
     * @param variable the variable's name
     * @return the keys
     * @throws ConfigurationException if it is not set, holds no key, or a line is no key
     */
    public static ApiKeys fromEnvironment(String variable) {
        String text = System.getenv(variable);
        if (text == null) {
            throw new ConfigurationException(
                    "Environment variable " + Wording.name(variable) + " is not set.",
                    "Maybe export it, or read the keys from a file.",
                    Where.nowhere());
        }
        return parse(text.replace(',', '\n'), "Environment variable " + Wording.name(variable), null);
    }

    /**
     * Reads keys from a text.
     *
     * @param text one key per line
     * @return the keys
     * @throws ConfigurationException if it holds no key, or a line is no key
     */
    public static ApiKeys parse(String text) {
        return parse(text, "The text of keys", null);
    }

    /** {@return how many keys there are} */
    public int size() {
        return names.size();
    }

    /**
     * Looks a key up; takes equally long whichever it is.
     *
     * @param presented what a caller has sent
     * @return its place, from 0; −1 if it is no key
     */
    public int find(String presented) {
        if (presented.length() < SHORTEST || presented.length() > LONGEST) {
            return -1;
        }
        byte[] digest = Sha256.digest(presented.getBytes(StandardCharsets.UTF_8));
        int found = -1;
        for (int i = 0; i < digests.length; i++) {
            if (MessageDigest.isEqual(digests[i], digest)) {
                found = i;
            }
        }
        return found;
    }

    /**
     * The name that a key goes by in logs.
     *
     * @param place the key's place, as {@link #find} gives it
     * @return the name
     */
    public String name(int place) {
        return names.get(place);
    }

    /** {@return how many keys there are; no key} */
    @Override
    public String toString() {
        return names.size() + " keys";
    }

    /** A key's own text stays out of all messages. */
    private static ApiKeys parse(String text, String source, @Nullable Path file) {
        List<String> names = new ArrayList<>();
        List<byte[]> digests = new ArrayList<>();
        int number = 0;
        for (String line : text.replace("\uFEFF", "").lines().toList()) {
            number++;
            String stripped = line.strip();
            if (stripped.isEmpty() || stripped.startsWith("#")) {
                continue;
            }
            Matcher named = NAMED.matcher(stripped);
            boolean hasName = named.matches();
            String name = hasName ? named.group(1) : "key-" + (names.size() + 1);
            String key = hasName ? named.group(2) : stripped;
            String wrong = wrong(name, key, names, digests);
            if (wrong != null) {
                throw new ConfigurationException(
                        source + " holds no usable key in line " + number + ": " + wrong + ".",
                        "Maybe write (name: key), with a key such as (openssl rand -hex 24) gives.",
                        Where.in(file));
            }
            names.add(name);
            digests.add(Sha256.digest(key.getBytes(StandardCharsets.UTF_8)));
        }
        if (names.isEmpty()) {
            throw new ConfigurationException(
                    source + " holds no key.", "Maybe write one per line: (name: key).", Where.in(file));
        }
        return new ApiKeys(names, digests);
    }

    private static @Nullable String wrong(String name, String key, List<String> names, List<byte[]> digests) {
        if (key.length() < SHORTEST || key.length() > LONGEST) {
            return "it has " + key.length() + " characters where " + SHORTEST + " to " + LONGEST + " are allowed";
        }
        if (!KEY.matcher(key).matches()) {
            return "it has a character other than letters, digits and -._~+/=";
        }
        if (names.contains(name)) {
            return "the name " + Wording.name(name) + " is there before";
        }
        byte[] digest = Sha256.digest(key.getBytes(StandardCharsets.UTF_8));
        if (digests.stream().anyMatch(known -> MessageDigest.isEqual(known, digest))) {
            return "the same key is there before";
        }
        return names.size() == MOST ? "there are more than " + MOST : null;
    }
}
