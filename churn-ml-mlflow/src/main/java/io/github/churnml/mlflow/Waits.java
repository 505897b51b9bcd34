package io.github.churnml.mlflow;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before a call is tried again. */
interface Waits {

    /**
     * Waits.
     *
     * @param attempt the attempt to come, from 2
     * @param asked what the server asks for, or nothing
     * @throws InterruptedException if the thread was interrupted
     */
    void before(int attempt, Duration asked) throws InterruptedException;

    /** By chance up to a bound that doubles from half a second to 20, or as long as the server asks for, up to a minute. */
    static Waits usual() {
        return (attempt, asked) -> {
            long bound = Math.min(20_000, 500L << Math.min(10, attempt - 2));
            long own = bound / 2 + ThreadLocalRandom.current().nextLong(bound / 2 + 1);
            Thread.sleep(Math.max(own, asked.toMillis()));
        };
    }

    /** What {@code Retry-After} asks for, seconds or a date, up to a minute; nothing if it cannot be read. */
    static Duration asked(String header, Instant now) {
        Duration most = Duration.ofMinutes(1);
        String text = header.strip();
        try {
            Duration wait = text.matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(text))
                    : Duration.between(now, Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
            return wait.isNegative() ? Duration.ZERO : wait.compareTo(most) > 0 ? most : wait;
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }
}
