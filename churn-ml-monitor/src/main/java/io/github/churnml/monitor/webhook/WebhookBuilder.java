package io.github.churnml.monitor.webhook;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.SecretFile;
import io.github.churnml.monitor.ActionKind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts {@link Webhook}s together, one for each action. Mutable, for one thread; every default stands with its setter. */
public final class WebhookBuilder {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookBuilder.class);
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int SHORTEST_SECRET = 16;
    private static final int MOST_ATTEMPTS = 10;

    private @Nullable URI uri;
    private @Nullable WebhookSignature signature;
    Duration timeout = Duration.ofSeconds(10);
    int attempts = 4;
    Duration firstWait = Duration.ofSeconds(1);
    Clock clock = Clock.systemUTC();
    DoubleSupplier chance = () -> ThreadLocalRandom.current().nextDouble();
    Webhook.Sleeper sleeper = time -> TimeUnit.NANOSECONDS.sleep(time.toNanos());

    WebhookBuilder() {}

    /**
     * Sets the receiver.
     *
     * @param address an {@code https} address, or {@code http}, over which anybody on the way can read the plan
     * @return this
     * @throws ConfigurationException if it is no such address, or holds a user's name
     */
    public WebhookBuilder uri(URI address) {
        String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        if (!SCHEMES.contains(scheme) || address.getHost() == null) {
            throw new ConfigurationException(
                    "The webhook's address "
                            + (SCHEMES.contains(scheme)
                                    ? "has no host."
                                    : "begins with " + Wording.value(scheme) + " where http or https is required."),
                    "Maybe write it as https://hooks.example/churn.",
                    Where.nowhere());
        }
        if (address.getRawUserInfo() != null) {
            throw new ConfigurationException(
                    "The webhook's address " + Wording.value(Webhook.place(address))
                            + " has a user's name before its host, which is not sent.",
                    "Maybe leave it out: the signature says who sends.",
                    Where.nowhere());
        }
        if (scheme.equals("http") && !LOCAL.contains(address.getHost())) {
            LOG.warn("Webhook {} is no https address: anybody on the way can read the plan", Webhook.place(address));
        }
        uri = address;
        return this;
    }

    /**
     * Sets what bodies are signed with.
     *
     * @param secret at least 16 characters, which the receiver knows too
     * @return this
     * @throws ConfigurationException if it is shorter
     */
    public WebhookBuilder secret(String secret) {
        if (secret.length() < SHORTEST_SECRET) {
            throw new ConfigurationException(
                    "The webhook's secret has " + secret.length() + " characters where " + SHORTEST_SECRET
                            + " are the least.",
                    "Maybe make one with: openssl rand -hex 32.",
                    Where.nowhere());
        }
        signature = new WebhookSignature(secret);
        return this;
    }

    /**
     * Sets what bodies are signed with.
     *
     * @param file a file whose first line is the secret; blanks around it do not count
     * @return this
     * @throws ConfigurationException if it cannot be read, or the secret is shorter than 16 characters
     */
    public WebhookBuilder secretFile(Path file) {
        return secret(new String(SecretFile.firstLine("Secret file", "secret", file)).strip());
    }

    /**
     * Sets how long one attempt may take.
     *
     * @param time from 100 ms to five minutes. Default 10 s
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public WebhookBuilder timeout(Duration time) {
        if (time.toMillis() < 100 || time.compareTo(Duration.ofMinutes(5)) > 0) {
            throw new ConfigurationException(
                    "Webhook timeout is (" + time + ") where 100 ms to five minutes is allowed.",
                    "Maybe leave it out: there is a default.",
                    Where.nowhere());
        }
        timeout = time;
        return this;
    }

    /**
     * Sets how often it is tried.
     *
     * @param number from 1 to 10. Default 4
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public WebhookBuilder attempts(int number) {
        if (number < 1 || number > MOST_ATTEMPTS) {
            throw new ConfigurationException(
                    "Webhook attempts are (" + number + ") where 1 to " + MOST_ATTEMPTS + " are allowed.",
                    "Maybe leave it out: there is a default.",
                    Where.nowhere());
        }
        attempts = number;
        return this;
    }

    WebhookBuilder clock(Clock newClock) {
        clock = newClock;
        return this;
    }

    /** How waits are waited, and cut. */
    WebhookBuilder waits(Webhook.Sleeper newSleeper, DoubleSupplier newChance) {
        sleeper = newSleeper;
        chance = newChance;
        return this;
    }

    /**
     * Makes the webhook for an action; the builder may be used again for others.
     *
     * @param action the action that it posts
     * @return the webhook
     * @throws ConfigurationException if the address or the secret is not given
     */
    public Webhook build(ActionKind action) {
        if (uri == null || signature == null) {
            throw new ConfigurationException(
                    "The webhook has no " + (uri == null ? "address." : "secret."),
                    "Maybe call " + (uri == null ? "uri(...)." : "secretFile(...)."),
                    Where.nowhere());
        }
        return new Webhook(action, this, uri, signature);
    }
}
