package io.github.churnml.registry;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version such as {@code 1.4.0}, ordered as <a href="https://semver.org/spec/v2.0.0.html">semver.org</a> says (section 11).
 *
 * @param major rises when callers have to send other columns
 * @param minor rises when the model was trained again
 * @param patch rises when only calibration or threshold changed
 * @param preRelease what follows a hyphen, such as {@code rc.1}; empty if nothing does
 * @param build what follows a plus; empty if nothing does, and of no weight in the order
 */
public record SemanticVersion(int major, int minor, int patch, String preRelease, String build)
        implements Comparable<SemanticVersion> {

    private static final String PART = "(0|[1-9]\\d{0,8})";
    private static final String TEXT = "[0-9A-Za-z-]{1,60}(?:\\.[0-9A-Za-z-]{1,60}){0,9}";
    private static final Pattern FORM =
            Pattern.compile(PART + "\\." + PART + "\\." + PART + "(?:-(" + TEXT + "))?(?:\\+(" + TEXT + "))?");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    /** The version that a first model gets. */
    public static final SemanticVersion FIRST = new SemanticVersion(1, 0, 0, "", "");

    /**
     * Reads a version.
     *
     * @param text such as {@code 1.4.0} or {@code 2.0.0-rc.1}
     * @return the version
     * @throws ConfigurationException if it is none
     */
    public static SemanticVersion parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new ConfigurationException(
                    "The version holds " + Wording.value(text) + " where a semantic version is required.",
                    "Maybe write three numbers such as 1.4.0, without a leading v or leading zeros.",
                    Where.nowhere());
        }
        return new SemanticVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)),
                matcher.group(4) == null ? "" : matcher.group(4),
                matcher.group(5) == null ? "" : matcher.group(5));
    }

    /**
     * The version that follows.
     *
     * @param change what changed
     * @return for example {@code 1.5.0} after {@code 1.4.2} and a new training; without pre-release and build
     */
    public SemanticVersion next(VersionChange change) {
        return switch (change) {
            case MAJOR -> new SemanticVersion(major + 1, 0, 0, "", "");
            case MINOR -> new SemanticVersion(major, minor + 1, 0, "", "");
            case PATCH -> new SemanticVersion(major, minor, preRelease.isEmpty() ? patch + 1 : patch, "", "");
        };
    }

    /** Whether {@link #parse} reads it: numbers have at most nine digits. */
    boolean isWritable() {
        return FORM.matcher(toString()).matches();
    }

    @Override
    public int compareTo(SemanticVersion other) {
        int order = Integer.compare(major, other.major);
        order = order != 0 ? order : Integer.compare(minor, other.minor);
        order = order != 0 ? order : Integer.compare(patch, other.patch);
        order = order != 0 ? order : preReleases(preRelease, other.preRelease);
        return order != 0 ? order : build.compareTo(other.build);
    }

    private static int preReleases(String one, String other) {
        if (one.isEmpty() || other.isEmpty()) {
            return Boolean.compare(one.isEmpty(), other.isEmpty());
        }
        String[] left = one.split("\\.");
        String[] right = other.split("\\.");
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            int order = identifiers(left[i], right[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.length, right.length);
    }

    private static int identifiers(String one, String other) {
        boolean oneIsNumber = NUMBER.matcher(one).matches();
        boolean otherIsNumber = NUMBER.matcher(other).matches();
        if (oneIsNumber && otherIsNumber) {
            return new BigInteger(one).compareTo(new BigInteger(other));
        }
        return oneIsNumber != otherIsNumber ? (oneIsNumber ? -1 : 1) : one.compareTo(other);
    }

    /** {@return the version as it is written} */
    @Override
    public String toString() {
        return major + "." + minor + "." + patch + (preRelease.isEmpty() ? "" : "-" + preRelease)
                + (build.isEmpty() ? "" : "+" + build);
    }
}
