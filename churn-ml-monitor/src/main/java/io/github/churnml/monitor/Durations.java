package io.github.churnml.monitor;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lengths of time as people write them: {@code 7d}, {@code 12h}, {@code 30m}, {@code 90s}, {@code 2w}.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class Durations {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*(s|m|h|d|w)");

    private Durations() {}

    /**
     * Reads a length of time.
     *
     * @param text a whole number of up to nine digits and a unit: {@code s}, {@code m}, {@code h}, {@code d} or {@code w}
     * @return the length, or empty if the text is none
     */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    case "d" -> Duration.ofDays(count);
                    default -> Duration.ofDays(7 * count);
                });
    }

    /** In the greatest unit that fits twice or exactly, rounded down: 7 days, 51 hours, 1 hour. */
    static String words(Duration length) {
        long seconds = length.toSeconds();
        long[] units = {86_400, 3_600, 60};
        String[] names = {"day", "hour", "minute"};
        for (int i = 0; i < units.length; i++) {
            if (seconds >= 3 * units[i] || seconds >= units[i] && seconds % units[i] == 0) {
                return counted(seconds / units[i], names[i]);
            }
        }
        return counted(seconds, "second");
    }

    private static String counted(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }
}
