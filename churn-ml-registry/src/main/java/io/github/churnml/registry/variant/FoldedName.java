package io.github.churnml.registry.variant;

import io.github.churnml.files.Sha256;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

/**
 * A value as part of a name: lower-case ASCII letters and digits with single dashes between, safe as a folder and in the names of
 * models and experiments. {@code ClientA} becomes {@code clienta}, {@code Côte d'Ivoire} becomes {@code cote-d-ivoire}.
 *
 * <p>Where a letter or digit of another alphabet is lost, or more than {@value #LONGEST} characters would be left, eight digits of
 * the value's SHA-256 end the name, so that two values that lose as much keep names of their own. Values that differ only in
 * case, accents or punctuation still get one name; {@link SegmentNames} finds that.
 */
final class FoldedName {

    static final int LONGEST = 40;
    private static final int DIGEST = 8;

    private FoldedName() {}

    static String of(String value) {
        String plain = Normalizer.normalize(value, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT);
        String name = plain.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        boolean lost = plain.codePoints().anyMatch(point -> point > 127 && Character.isLetterOrDigit(point));
        if (name.isEmpty()) {
            return "value-" + digest(value);
        }
        if (lost || name.length() > LONGEST) {
            int kept = Math.min(name.length(), LONGEST - DIGEST - 1);
            return name.substring(0, kept).replaceAll("-$", "") + "-" + digest(value);
        }
        return name;
    }

    private static String digest(String value) {
        return Sha256.hex(value.getBytes(StandardCharsets.UTF_8)).substring(0, DIGEST);
    }
}
