package io.github.churnml.jobs.step;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.files.SecretFile;
import io.github.churnml.jdbc.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A database that a step reads from or writes to, and the login for it, which is never part of the job itself.
 *
 * @param url the JDBC URL
 * @param user the user; null for the environment's {@code CHURN_JDBC_USER}, if there is one
 * @param password the environment variable with the password, as <code>${NAME}</code>; null for {@code CHURN_JDBC_PASSWORD}, if there is
 *     one
 * @param passwordFile a file whose first line is the password; null for none
 * @param secret the name of a secret that a manager keeps, with user and password; null for none
 */
public record DatabasePlace(
        Place url,
        @Nullable Place user,
        @Nullable Place password,
        @Nullable Place passwordFile,
        @Nullable Place secret) {

    /** Where the password is unless something else is said, as for the {@code churn} command. */
    static final String PASSWORD = "CHURN_JDBC_PASSWORD";

    private static final String USER = "CHURN_JDBC_USER";

    /** As a parameter or before the host; a variable may stand there. */
    private static final Pattern PASSWORD_IN_URL = Pattern.compile(
            "[?;&][a-z]*(?:password|passwd|pwd)=(?!\\$\\{)[^&;\\s]|//[^/@\\s]*:(?!\\$\\{)[^/@\\s]+@",
            Pattern.CASE_INSENSITIVE);

    /**
     * Looks the login over.
     *
     * @param url the JDBC URL
     * @param user the user
     * @param password the variable with the password
     * @param passwordFile the file with the password
     * @param secret the secret's name
     * @throws ConfigurationException if the password stands here itself, or is given twice
     */
    public DatabasePlace {
        if (password != null && !password.isVariable()) {
            throw new ConfigurationException(
                    "The database's password is not the name of an environment variable.",
                    "Maybe password: ${CRM_PASSWORD}, or password-file with the path of a file: a job keeps no secrets.",
                    Where.nowhere());
        }
        if (PASSWORD_IN_URL.matcher(url.text()).find()) {
            throw new ConfigurationException(
                    "The database's URL has a password in it.",
                    "Maybe password: ${CRM_PASSWORD}, or password-file with the path of a file: a job keeps no secrets.",
                    Where.nowhere());
        }
        long ways = Stream.of(password, passwordFile, secret)
                .filter(Objects::nonNull)
                .count();
        if (ways > 1 || secret != null && user != null) {
            throw new ConfigurationException(
                    "The database's login is given twice.",
                    "Maybe keep one of password, password-file and secret; a secret has the user, too.",
                    Where.nowhere());
        }
    }

    /**
     * A database whose login, if it needs one, is in the environment.
     *
     * @param url the JDBC URL
     * @return the place
     */
    public static DatabasePlace of(String url) {
        return new DatabasePlace(new Place(url), null, null, null, null);
    }

    /**
     * With a login that a manager of secrets keeps.
     *
     * @param name the secret's name
     * @return changed
     */
    public DatabasePlace secret(String name) {
        return new DatabasePlace(url, null, null, null, new Place(name));
    }

    List<Place> places() {
        List<Place> places = new ArrayList<>(List.of(url));
        for (@Nullable Place place : new @Nullable Place[] {user, password, passwordFile, secret}) {
            if (place != null) {
                places.add(place);
            }
        }
        return places;
    }

    Database open(Workspace run) {
        var environment = run.context().environment();
        if (secret != null) {
            return Database.of(run.fill(url), SecretLogins.find().login(run.fill(secret), environment));
        }
        @Nullable String word;
        if (passwordFile != null) {
            word = String.valueOf(SecretFile.password(run.path(passwordFile)));
        } else {
            word = password == null ? environment.get(PASSWORD) : run.fill(password);
        }
        return Database.of(run.fill(url), user == null ? environment.get(USER) : run.fill(user), word);
    }

    /** The URL without parameters and logins, as it may be shown. */
    String shown() {
        return url.text().replaceFirst("[?;].*", "").replaceFirst("//.*@", "//***@");
    }

    /** {@return the URL without parameters and logins} */
    @Override
    public String toString() {
        return "DatabasePlace[" + shown() + "]";
    }
}
