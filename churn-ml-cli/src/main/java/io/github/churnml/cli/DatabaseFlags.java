package io.github.churnml.cli;

import io.github.churnml.aws.SecretsManagerLogin;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.SecretFile;
import io.github.churnml.jdbc.Database;
import io.github.churnml.jdbc.JdbcTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A table in a database in place of a file, as options. A password is never an option's value: others could see it there. */
final class DatabaseFlags {

    private static final String URL = "CHURN_JDBC_URL";
    private static final String USER = "CHURN_JDBC_USER";
    private static final String PASSWORD = "CHURN_JDBC_PASSWORD";
    private static final String SECRET = "CHURN_JDBC_SECRET";
    private static final long LARGEST_QUERY = 1 << 20;

    @Option(
            names = "--jdbc",
            paramLabel = "URL",
            description = "A database in place of the file, such as jdbc:postgresql://localhost/crm; with --query,"
                    + " --query-file or --table. Default: $" + URL + ".")
    @Nullable
    String url;

    @Option(
            names = "--jdbc-user",
            paramLabel = "USER",
            description = "The database's user; the password is in $" + PASSWORD
                    + " or --jdbc-password-file. Default: $" + USER + ".")
    @Nullable
    String user;

    @Option(
            names = "--jdbc-password-file",
            paramLabel = "FILE",
            description = "A file whose first line is the password. Default: $" + PASSWORD + ".")
    @Nullable
    Path passwordFile;

    @Option(
            names = "--jdbc-secret",
            paramLabel = "NAME",
            description =
                    "A secret of AWS Secrets Manager that holds username and password, in place of these; asked for"
                            + " again once if it is refused. Default: $" + SECRET + ".")
    @Nullable
    String secret;

    @Option(
            names = "--query",
            paramLabel = "SQL",
            description = "The query whose rows are the customers; it only reads.")
    @Nullable
    String query;

    @Option(names = "--query-file", paramLabel = "FILE", description = "A file with the query.")
    @Nullable
    Path queryFile;

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description = "Or a table or view of the database, all of it: customers or crm.customers.")
    @Nullable
    String table;

    /** The options that say that, and which, rows come from a database. */
    List<String> asked() {
        List<String> asked = new ArrayList<>();
        Map<String, Boolean> given = new java.util.LinkedHashMap<>();
        given.put("--jdbc", url != null);
        given.put("--query", query != null);
        given.put("--query-file", queryFile != null);
        given.put("--table", table != null);
        given.forEach((option, isGiven) -> {
            if (isGiven) {
                asked.add(option);
            }
        });
        return asked;
    }

    /** The rows that the options name. */
    JdbcTable rows(Surroundings surroundings) {
        List<String> which = new ArrayList<>(asked());
        which.remove("--jdbc");
        if (which.size() != 1) {
            throw new ConfigurationException(
                    which.isEmpty()
                            ? "Option --jdbc names a database, and none says which rows of it are wanted."
                            : "The options " + String.join(" and ", which) + " both say which rows are wanted.",
                    which.isEmpty()
                            ? "Maybe add --query SQL, --query-file FILE or --table NAME."
                            : "Maybe keep one of them.",
                    Where.nowhere());
        }
        String from = url == null ? surroundings.environment().getOrDefault(URL, "") : url;
        if (from.isBlank()) {
            throw new ConfigurationException(
                    "Option " + which.get(0) + " needs a database, and none is named.",
                    "Maybe add --jdbc URL, or set the environment variable " + URL + ".",
                    Where.nowhere());
        }
        JdbcTable rows = JdbcTable.of(database(from, surroundings));
        if (table != null) {
            return rows.table(table);
        }
        return rows.query(query != null ? query : read(java.util.Objects.requireNonNull(queryFile)));
    }

    /** A database, with the user and the password that options and environment name. */
    Database database(String at, Surroundings surroundings) {
        Map<String, String> environment = surroundings.environment();
        boolean isNamed = user != null || passwordFile != null;
        if (secret != null && isNamed) {
            throw new ConfigurationException(
                    "The options --jdbc-secret and " + (user != null ? "--jdbc-user" : "--jdbc-password-file")
                            + " both say who asks.",
                    "Maybe keep one of them: the secret holds both, user and password.",
                    Where.nowhere());
        }
        String named = secret == null && !isNamed ? environment.getOrDefault(SECRET, "") : secret;
        if (named != null && (secret != null || !named.isBlank())) {
            return Database.of(at, SecretsManagerLogin.of(named, null, environment));
        }
        return database(at, user, passwordFile, environment);
    }

    /** A database whose user and password are named by options, and else by the environment. */
    static Database database(
            String at, @Nullable String user, @Nullable Path passwordFile, Map<String, String> environment) {
        String password =
                passwordFile == null ? environment.get(PASSWORD) : String.valueOf(SecretFile.password(passwordFile));
        return Database.of(at, user == null ? environment.get(USER) : user, password);
    }

    private static String read(Path file) {
        try {
            if (Files.size(file) > LARGEST_QUERY) {
                throw new ConfigurationException(
                        "The query file " + Wording.path(file) + " is larger than " + Wording.count(LARGEST_QUERY)
                                + " bytes.",
                        "Maybe another file was meant.",
                        Where.in(file));
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ConfigurationException(
                    "The query file " + Wording.path(file) + " cannot be read as UTF-8.",
                    "Maybe the path is wrong.",
                    Where.in(file),
                    e);
        }
    }
}
