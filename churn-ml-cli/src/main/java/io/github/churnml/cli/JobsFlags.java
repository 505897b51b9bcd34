package io.github.churnml.cli;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.OutputException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.jdbc.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where runs of jobs are recorded, as options. */
final class JobsFlags {

    private static final String URL = "CHURN_JOBS_DB";
    private static final String USER = "CHURN_JDBC_USER";
    private static final String PASSWORD = "CHURN_JDBC_PASSWORD";

    @Option(
            names = "--db",
            paramLabel = "URL",
            description = "The database with the runs, such as jdbc:postgresql://localhost/churn. Default: $" + URL
                    + ", else a file of H2 in the folder of --work.")
    @Nullable
    String url;

    @Option(
            names = "--db-user",
            paramLabel = "USER",
            description =
                    "Its user; the password is in $" + PASSWORD + " or --db-password-file. Default: $" + USER + ".")
    @Nullable
    String user;

    @Option(
            names = "--db-password-file",
            paramLabel = "FILE",
            description = "A file whose first line is the password. Default: $" + PASSWORD + ".")
    @Nullable
    Path passwordFile;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            defaultValue = "churn-jobs",
            description = "The folder in which each run has its own. Default: ${DEFAULT-VALUE}.")
    Path work = Path.of("churn-jobs");

    Path work(Surroundings surroundings) {
        return surroundings.folder().resolve(work);
    }

    /** The runs, in a database that is there or made. */
    OpenRuns open(Surroundings surroundings) {
        return OpenRuns.of(database(surroundings));
    }

    /** The runs, to look at: a database of H2 that is not there is not made. */
    OpenRuns existing(Surroundings surroundings) {
        String from = from(surroundings);
        if (from.isEmpty() && !Files.exists(file(surroundings).resolveSibling("runs.mv.db"))) {
            throw new ConfigurationException(
                    "There are no runs yet: " + Wording.path(work.resolve("runs.mv.db")) + " is not there.",
                    "Maybe run a job first, or say with --db or --work where they are.",
                    Where.nowhere());
        }
        return open(surroundings);
    }

    private Database database(Surroundings surroundings) {
        Map<String, String> environment = surroundings.environment();
        String from = from(surroundings);
        if (!from.isEmpty()) {
            return DatabaseFlags.database(from, user, passwordFile, environment);
        }
        Path file = file(surroundings);
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new OutputException(
                    "The folder of runs " + Wording.path(work) + " cannot be made.",
                    "Maybe it may not be written to.",
                    Where.in(work),
                    e);
        }
        // Several processes of this machine may open the file: the first one answers the others, on this machine alone.
        // What is
        // committed is on the disk at once, and not half a second later, so that it outlives a kill.
        System.setProperty("h2.bindAddress", System.getProperty("h2.bindAddress", "127.0.0.1"));
        return Database.of("jdbc:h2:file:" + file + ";AUTO_SERVER=TRUE;WRITE_DELAY=0", null, null);
    }

    private String from(Surroundings surroundings) {
        return url == null ? surroundings.environment().getOrDefault(URL, "").strip() : url;
    }

    private Path file(Surroundings surroundings) {
        return work(surroundings).toAbsolutePath().normalize().resolve("runs");
    }
}
