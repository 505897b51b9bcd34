package io.github.churnml.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.error.ChurnException;
import io.github.churnml.files.LoginSource;
import io.github.churnml.files.RemoteFiles;
import io.github.churnml.registry.RegistryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process logs and throws, with all logs on and everything going wrong that can, has no key, token or password in it. */
class SecretsInLogsTest {

    private static final String TOKEN = "canary-session-token";
    private static final List<String> CANARIES =
            List.of(S3Server.ACCESS_KEY, S3Server.SECRET_KEY, TOKEN, "canary-wrong-secret", "canary-profile-secret");

    @TempDir
    Path folder;

    @Test
    void process_logsOfOursAtTrace_haveNoSecret() throws Exception {
        String told = run(
                "-Dorg.slf4j.simpleLogger.log.io.github.churnml=trace",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=info");

        assertThat(told).contains("SignatureDoesNotMatch", "takes no connections", "stood in for it", "done");
        CANARIES.forEach(canary -> assertThat(told).doesNotContain(canary));
    }

    /** What the SDK itself tells at DEBUG: docs/s3.md says which, since nobody but the application can keep it from that. */
    @Test
    void process_logsOfTheSdkAtDebug_haveNoSecretButWhatIsDocumented() throws Exception {
        String told = run("-Dorg.slf4j.simpleLogger.defaultLogLevel=debug");

        assertThat(told).contains("software.amazon.awssdk.request", "done");
        assertThat(told).doesNotContain(S3Server.SECRET_KEY, "canary-wrong-secret", "canary-profile-secret");
        // What is signed has the session token in it, and so has what FixedAnswer says.
        assertThat(told.lines().filter(line -> line.contains(TOKEN)))
                .isNotEmpty()
                .allMatch(line -> line.equals("x-amz-security-token:" + TOKEN)
                        || line.contains("for " + S3Server.ACCESS_KEY + " " + TOKEN));
    }

    private String run(String... options) throws Exception {
        Path out = folder.resolve("out.txt");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(options));
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), Talker.class.getName(), folder.toString()));
        try (S3Server server = S3Server.inMemory().bucket("churn");
                FixedAnswer refuses =
                        new FixedAnswer(403, "AccessDenied", "for " + S3Server.ACCESS_KEY + " " + TOKEN, Map.of())) {
            server.put("churn", "customers.csv", new byte[] {'1'});
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
            builder.environment().put("GOOD", server.url());
            builder.environment().put("REFUSES", refuses.environment().get("AWS_ENDPOINT_URL"));
            Process process = builder.start();
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        }
        return Files.readString(out);
    }

    /** Reads, writes and fails, and prints every failure with its causes. */
    static final class Talker {

        private Talker() {}

        public static void main(String[] args) throws IOException {
            Path folder = Path.of(args[0]);
            Path local = Files.createDirectories(folder.resolve("local/churn"));
            Files.writeString(local.resolve("customers.csv"), "local");
            String good = System.getenv("GOOD");
            String refuses = System.getenv("REFUSES");
            talk(folder, environment(good, S3Server.SECRET_KEY));
            talk(folder, environment(good, "canary-wrong-secret"));
            talk(folder, environment(refuses, S3Server.SECRET_KEY));
            talk(folder, environment("http://127.0.0.1:9", S3Server.SECRET_KEY));
            Path profile = Files.writeString(
                    folder.resolve("broken"),
                    "[team]\naws_access_key_id = x\naws_secret_access_key\ncanary-profile-secret\n");
            talk(
                    folder,
                    Map.of(
                            "AWS_REGION",
                            "us-east-1",
                            "AWS_PROFILE",
                            "team",
                            "AWS_SHARED_CREDENTIALS_FILE",
                            profile.toString(),
                            "AWS_ENDPOINT_URL",
                            good,
                            "AWS_EC2_METADATA_DISABLED",
                            "true"));
            System.out.println("done");
        }

        private static Map<String, String> environment(String endpoint, String secret) {
            return Map.of(
                    "AWS_ENDPOINT_URL", endpoint,
                    "AWS_REGION", "us-east-1",
                    "AWS_ACCESS_KEY_ID", S3Server.ACCESS_KEY,
                    "AWS_SECRET_ACCESS_KEY", secret,
                    "AWS_SESSION_TOKEN", TOKEN);
        }

        private static void talk(Path folder, Map<String, String> environment) {
            RemoteFiles files = RemoteFiles.of("s3://churn/customers.csv");
            tell(() -> files.fetch("s3://churn/customers.csv", folder.resolve("copy"), environment));
            tell(() -> {
                Map<String, String> more = new HashMap<>(environment);
                more.put("CHURN_S3_FALLBACK", folder.resolve("local").toString());
                return files.fetch("s3://churn/customers.csv", folder.resolve("copy"), more);
            });
            tell(() -> {
                files.store(folder.resolve("local/churn/customers.csv"), "s3://churn/out/", environment);
                return new S3Files();
            });
            tell(() -> {
                RegistryStore store = RegistryStore.at("s3://churn/models", environment);
                store.append(1, new byte[] {'{', '}'});
                store.lines(0);
                return store;
            });
            tell(() -> {
                LoginSource source = SecretsManagerLogin.of("churn", null, environment);
                source.login();
                return source;
            });
            tell(() -> S3Connection.of(environment));
            tell(() -> new AwsEnvironment(environment));
        }

        private static void tell(Supplier<Object> action) {
            try {
                System.out.println(action.get());
            } catch (ChurnException | Unavailable e) {
                e.printStackTrace();
            }
        }
    }
}
