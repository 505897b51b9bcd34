package io.github.churnml.cli;

import io.github.churnml.aws.SecretsManagerLogin;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.files.Login;
import io.github.churnml.files.LoginSource;
import io.github.churnml.mlflow.MlflowSetup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code churn mlflow setup}: what a server needs before it is first used. */
@Command(
        name = "setup",
        description =
                "Makes the server's database and the experiments where they are absent, and says how to start it.",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Once before the server is started, for its database on PostgreSQL, and once after, for the experiments.",
            "MLFLOW_S3_BUCKET is required; MLFLOW_DB_HOST (localhost), MLFLOW_DB_PORT (5432), MLFLOW_DB_NAME (mlflow_db);",
            "the login is MLFLOW_DB_USER and MLFLOW_DB_PASSWORD, or the secret MLFLOW_SECRET_NAME of AWS Secrets Manager in",
            "MLFLOW_SECRET_REGION (us-east-1).",
            "",
            "Examples:",
            "  churn mlflow setup",
            "  churn mlflow setup --geography US --geography EU --company ClientA"
        })
final class MlflowSetupCommand extends Subcommand {

    @Option(
            names = "--geography",
            paramLabel = "VALUE",
            description = "Make the experiment of this geography too. May be given several times.")
    List<String> geographies = List.of();

    @Option(
            names = "--company",
            paramLabel = "VALUE",
            description =
                    "Make the experiment of this company too, and of it in each geography. May be given several times.")
    List<String> companies = List.of();

    MlflowSetupCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        MlflowSetup setup = MlflowSetup.of(surroundings.environment());
        MlflowSetup.Result result = setup.run(login(surroundings.environment()), geographies, companies);
        answer(() -> json(setup, result), () -> text(setup, result));
    }

    private static LoginSource login(Map<String, String> environment) {
        String secret = environment.getOrDefault("MLFLOW_SECRET_NAME", "").strip();
        if (!secret.isEmpty()) {
            String region = environment.getOrDefault("MLFLOW_SECRET_REGION", "").strip();
            return SecretsManagerLogin.of(secret, region.isEmpty() ? "us-east-1" : region, environment);
        }
        String user = environment.getOrDefault("MLFLOW_DB_USER", "");
        if (user.isBlank()) {
            throw new ConfigurationException(
                    "It is not said who logs into the database.",
                    "Maybe set MLFLOW_DB_USER and MLFLOW_DB_PASSWORD, or MLFLOW_SECRET_NAME.",
                    Where.nowhere());
        }
        return () -> new Login(user, environment.getOrDefault("MLFLOW_DB_PASSWORD", ""));
    }

    private static Map<String, Object> json(MlflowSetup setup, MlflowSetup.Result result) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("database", setup.database());
        document.put("databaseMade", result.databaseMade());
        document.put("experiments", result.experiments());
        document.put("command", result.command());
        document.put("notes", result.notes());
        return document;
    }

    private static String text(MlflowSetup setup, MlflowSetup.Result result) {
        StringBuilder text = new StringBuilder();
        text.append("Database ").append(setup.database()).append(" on ").append(setup.host());
        text.append(':').append(setup.port());
        text.append(result.databaseMade() ? ": made now.\n" : ": there already.\n");
        result.experiments().forEach((name, id) -> text.append("Experiment ")
                .append(name)
                .append(": ")
                .append(id)
                .append('\n'));
        result.notes().forEach(note -> text.append("  - ").append(note).append('\n'));
        text.append(
                "\nStart the server, with MLFLOW_DB_USER and MLFLOW_DB_PASSWORD set to the login and with rights for the");
        text.append(" bucket:\n\n  ").append(result.command()).append('\n');
        return text.toString();
    }
}
