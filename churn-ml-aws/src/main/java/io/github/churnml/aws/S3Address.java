package io.github.churnml.aws;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.regex.Pattern;

/**
 * A place in a bucket, {@code s3://bucket/key}, taken as it is written: a key knows neither escapes nor queries.
 *
 * @param bucket the bucket
 * @param key the key, without leading slash; empty for the bucket itself
 */
record S3Address(String bucket, String key) {

    private static final String SCHEME = "s3://";
    private static final int LONGEST_KEY = 1024;
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    /** Reads an address, or says what is wrong with it. */
    static S3Address of(String text) {
        if (!text.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw wrong(text, "does not begin with s3://", "Maybe write s3://bucket/folder/file.csv.");
        }
        String rest = text.substring(SCHEME.length());
        int slash = rest.indexOf('/');
        String bucket = slash < 0 ? rest : rest.substring(0, slash);
        String key = slash < 0 ? "" : rest.substring(slash + 1);
        if (rest.indexOf('@') >= 0 && (bucket.indexOf('@') >= 0 || bucket.indexOf(':') >= 0)) {
            throw wrong(
                    SCHEME + "***" + rest.substring(rest.lastIndexOf('@')),
                    "holds a login",
                    "Maybe set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, and write s3://bucket/file.csv.");
        }
        if (!BUCKET.matcher(bucket).matches()) {
            throw wrong(
                    text,
                    "has the bucket " + Wording.value(bucket) + ", which no bucket can be named",
                    "Maybe write s3://bucket/folder/file.csv: a bucket has 3 to 63 lower-case letters, digits, dots or hyphens.");
        }
        if (key.startsWith("/") || key.contains("//")) {
            throw wrong(
                    text, "has two slashes in a row", "Maybe one is too many: servers differ in what they make of it.");
        }
        if (key.chars().anyMatch(Character::isISOControl) || key.length() > LONGEST_KEY) {
            throw wrong(
                    text,
                    "has a key that is too long or has control characters",
                    "Maybe it was cut or pasted wrongly.");
        }
        return new S3Address(bucket, key);
    }

    private static ConfigurationException wrong(String text, String how, String maybe) {
        return new ConfigurationException(
                "The address " + Wording.value(text) + " " + how + ".", maybe, Where.nowhere());
    }

    /** Whether it stands for one of several objects: it ends with a slash, or its last part has a star. */
    boolean isPattern() {
        return key.isEmpty() || key.endsWith("/") || name().indexOf('*') >= 0;
    }

    /** The key up to and with its last slash. */
    String folder() {
        return key.substring(0, key.lastIndexOf('/') + 1);
    }

    /** What follows the last slash. */
    String name() {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    /** It in brackets, whole so that it can be found; control characters, which keys may have, as blanks. */
    String shown() {
        return "(" + toString().replaceAll("\\p{Cc}", " ") + ")";
    }

    /** Another object of the same bucket. */
    S3Address at(String otherKey) {
        return new S3Address(bucket, otherKey);
    }

    @Override
    public String toString() {
        return SCHEME + bucket + "/" + key;
    }
}
