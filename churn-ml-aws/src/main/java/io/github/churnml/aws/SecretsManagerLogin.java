package io.github.churnml.aws;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.Login;
import io.github.churnml.files.LoginSource;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A login that is kept in AWS Secrets Manager, as a secret {@code {"username": …, "password": …}} such as databases of Amazon's have.
 * It is remembered for five minutes. {@link #renewed} asks anew, at most once in thirty seconds, so that a password that stays wrong
 * does not ask for ever. While the manager cannot be asked, what is remembered holds on, with a warning. Safe for many threads.
 */
public final class SecretsManagerLogin implements LoginSource {

    private static final Logger LOG = LoggerFactory.getLogger(SecretsManagerLogin.class);
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration BETWEEN_RENEWALS = Duration.ofSeconds(30);

    private final String secret;
    private final Supplier<Login> manager;
    private final long kept;
    private final LongSupplier nanos;

    private @Nullable Login known;
    private long asked;
    private long renewed;
    private boolean wasRenewed;

    SecretsManagerLogin(String secret, Supplier<Login> manager, Duration kept, LongSupplier nanos) {
        this.secret = secret;
        this.manager = manager;
        this.kept = kept.toNanos();
        this.nanos = nanos;
    }

    /**
     * The login of a secret, remembered for five minutes.
     *
     * @param secret the secret's name or ARN
     * @param region its region; null for that of its ARN, else of {@code AWS_REGION} or the profile, else {@code us-east-1}
     * @param environment variables that say how AWS is reached, as {@code docs/s3.md} lists them
     * @return the source; nothing is asked yet
     * @throws ConfigurationException if the secret has no name
     */
    public static SecretsManagerLogin of(String secret, @Nullable String region, Map<String, String> environment) {
        return of(secret, region, environment, KEPT);
    }

    /**
     * The login of a secret, remembered for a time of one's own.
     *
     * @param secret the secret's name or ARN
     * @param region its region; null for that of its ARN, else of {@code AWS_REGION} or the profile, else {@code us-east-1}
     * @param environment variables that say how AWS is reached, as {@code docs/s3.md} lists them
     * @param kept how long it is remembered; zero to ask each time
     * @return the source; nothing is asked yet
     * @throws ConfigurationException if the secret has no name, or the time is negative
     */
    public static SecretsManagerLogin of(
            String secret, @Nullable String region, Map<String, String> environment, Duration kept) {
        if (secret.isBlank()) {
            throw new ConfigurationException(
                    "The secret that has the login is not named.",
                    "Maybe name it as in AWS Secrets Manager, such as churn/database.",
                    Where.nowhere());
        }
        if (kept.isNegative()) {
            throw new ConfigurationException(
                    "A login is to be remembered for " + Wording.value(kept) + ".",
                    "Maybe a time of zero or more was meant.",
                    Where.nowhere());
        }
        SecretRequest request = new SecretRequest(secret.strip(), region, new AwsEnvironment(environment));
        return new SecretsManagerLogin(secret.strip(), request::ask, kept, System::nanoTime);
    }

    @Override
    public synchronized Login login() {
        Login login = known;
        return login != null && nanos.getAsLong() - asked < kept ? login : ask();
    }

    @Override
    public synchronized Login renewed() {
        long now = nanos.getAsLong();
        Login login = known;
        if (login != null && wasRenewed && now - renewed < BETWEEN_RENEWALS.toNanos()) {
            return login;
        }
        wasRenewed = true;
        renewed = now;
        return ask();
    }

    private Login ask() {
        try {
            Login login = manager.get();
            known = login;
            asked = nanos.getAsLong();
            return login;
        } catch (Unavailable e) {
            Login login = known;
            if (login == null) {
                throw new ConfigurationException(
                        "The secret " + Wording.name(secret) + " cannot be read: " + e.why() + ".",
                        e.maybe(),
                        Where.nowhere());
            }
            LOG.warn(
                    "The secret {} cannot be read: {}. The login that is remembered holds on",
                    Wording.name(secret),
                    e.why());
            return login;
        }
    }

    /** {@return which secret; nothing of what is in it} */
    @Override
    public String toString() {
        return "SecretsManagerLogin[" + secret + "]";
    }
}
