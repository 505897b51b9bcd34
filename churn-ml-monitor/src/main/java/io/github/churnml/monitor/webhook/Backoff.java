package io.github.churnml.monitor.webhook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before another attempt: by chance between nothing and a bound that doubles from attempt to attempt ("full
 * jitter"), or as long as the other side asks for.
 *
 * @param first the bound before the second attempt
 * @param chance draws from 0 to 1
 */
record Backoff(Duration first, DoubleSupplier chance) {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration MOST_ASKED = Duration.ofMinutes(1);

    /**
     * The wait.
     *
     * @param attempt the attempt to come, from 2
     * @param asked what the other side asks for
     */
    Duration before(int attempt, Duration asked) {
        long bound = Math.min(LONGEST.toMillis(), first.toMillis() << Math.min(20, attempt - 2));
        Duration own = Duration.ofMillis((long) (chance.getAsDouble() * bound));
        return asked.compareTo(own) > 0 ? asked : own;
    }

    /** What {@code Retry-After} asks for, seconds or a date, up to a minute; nothing if it cannot be read. */
    static Duration asked(String header, Instant now) {
        String text = header.strip();
        try {
            Duration wait = text.matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(text))
                    : Duration.between(now, Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
            return wait.isNegative() ? Duration.ZERO : wait.compareTo(MOST_ASKED) > 0 ? MOST_ASKED : wait;
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }
}
