package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.aws.S3Server;
import io.github.churnml.registry.Promotion;
import io.github.churnml.registry.Registry;
import io.github.churnml.registry.RegistryStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands beside a server of S3 that checks signatures. */
class S3CommandsTest {

    @TempDir
    Path folder;

    private S3Server server;
    private Map<String, String> environment;

    @BeforeEach
    void begin() throws IOException {
        server = S3Server.inMemory()
                .bucket("crm")
                .put("crm", "us/model.churn", Files.readAllBytes(Cli.model()))
                .put("crm", "us/customers-1.csv", "not this one".getBytes(StandardCharsets.UTF_8))
                .put("crm", "us/customers-2.csv", Files.readAllBytes(Cli.customers()));
        environment = server.environment();
        environment.put("AWS_MAX_ATTEMPTS", "1");
    }

    @AfterEach
    void end() {
        server.close();
    }

    private Cli.Result run(Object... words) {
        Cli.Result result = Cli.run(folder, environment, words);
        assertThat(result.out() + result.err())
                .doesNotContain(S3Server.ACCESS_KEY, S3Server.SECRET_KEY, "churn-files-");
        return result;
    }

    private Cli.Result predict(Object out, Object... more) {
        Object[] words = {"predict", "--model", "s3://crm/us/model.churn", "--data", "s3://crm/us/customers-*.csv"};
        return run(Stream.of(words, new Object[] {"--out", out}, more)
                .flatMap(Stream::of)
                .toArray());
    }

    @Test
    void predict_fromS3IntoS3_isWhatItIsFromAndIntoFiles() throws IOException {
        Path scored = folder.resolve("scored.csv");
        Cli.run("predict", "--model", Cli.model(), "--data", Cli.customers(), "--out", scored);

        Cli.Result result = predict("s3://crm/out/scored.csv", "--json");

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(server.get("crm", "out/scored.csv")).isEqualTo(Files.readAllBytes(scored));
        assertThat(result.json().path("file").asText()).isEqualTo("s3://crm/out/scored.csv");
        assertThat(result.json().path("fetched").path(1).path("from").asText()).contains("s3://crm/us/customers-2.csv");
    }

    @Test
    void predict_withoutS3_takesTheCopyAndSaysSo() throws IOException {
        Path copies = Files.createDirectories(folder.resolve("copies/us"));
        Files.copy(Cli.model(), copies.resolve("model.churn"));
        Files.copy(Cli.customers(), copies.resolve("customers-2.csv"));
        environment.put("CHURN_S3_FALLBACK", folder.resolve("copies").toString());
        server.stop();

        Cli.Result result = predict("-");
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.err()).contains("churn: note: In place of s3://crm/us/model.churn its stand-in ");
        assertThat(result.out())
                .isEqualTo(Cli.run("predict", "--model", Cli.model(), "--data", Cli.customers(), "--out", "-")
                        .out());

        Cli.Result unwritten = predict("s3://crm/out/scored.csv");
        assertThat(unwritten.exit()).isEqualTo(1);
        assertThat(unwritten.out()).isEmpty();
        server.startAgain();
        assertThat(server.keys("crm", "out/")).isEmpty();
    }

    /** The last champion goes on, and the page of health says since when it is alone. */
    @Test
    void serve_registryInABucketThatIsAway_saysSinceWhen() throws Exception {
        Cli.Result registered = run("registry", "register", "--registry", "s3://crm/models", "--model", Cli.model());
        assertThat(registered.exit()).as(registered.err()).isZero();
        RegistryStore store = RegistryStore.at("s3://crm/models", environment);
        Registry.of(store).promote("1.0.0", new Promotion(null, List.of(), false, "first"));
        environment.put("CHURN_S3_REGISTRY_SECONDS", "1");

        try (RunningServe serve = new RunningServe(folder, environment, "--registry", "s3://crm/models")) {
            assertThat(serve.get("/health?full").body()).contains("\"champion\":\"1.0.0\"");
            server.stop();
            assertThat(healthUntil(serve, true)).contains("\"unreachable_since\":\"2", "\"champion\":\"1.0.0\"");

            server.startAgain();
            assertThat(healthUntil(serve, false)).contains("\"champion\":\"1.0.0\"");
        }
    }

    /** What is told once the registry is unreachable or not, or a minute has gone. */
    private static String healthUntil(RunningServe serve, boolean isUnreachable) throws Exception {
        String health = serve.get("/health?full").body();
        for (int i = 0; health.contains("unreachable_since") != isUnreachable && i < 600; i++) {
            Thread.sleep(100);
            health = serve.get("/health?full").body();
        }
        assertThat(health.contains("unreachable_since")).as(health).isEqualTo(isUnreachable);
        return health;
    }

    @Test
    void login_inAnAddress_isNotShown() {
        for (String address : List.of("s3://AKIAKEY:se/cret@crm/us/customers-2.csv", "s3://AKIAKEY:se/cret@crm/out/")) {
            assertThat(run("predict", "--model", address, "--data", Cli.customers(), "--out", "-")
                            .err())
                    .contains("Maybe ", "***@crm")
                    .doesNotContain("AKIAKEY", "cret");
            assertThat(run("predict", "--model", Cli.model(), "--data", Cli.customers(), "--out", address)
                            .err())
                    .contains("Maybe ")
                    .doesNotContain("AKIAKEY", "cret");
            assertThat(run("train", "--data", Cli.customers(), "--out", address).err())
                    .contains("Maybe ", "***@crm")
                    .doesNotContain("AKIAKEY", "cret");
        }
    }

    @Test
    void badInput_isNamed() {
        Cli.Result missing = run("inspect", "s3://crm/us/none.churn");
        assertThat(missing.exit()).isBetween(1, 3);
        assertThat(missing.err()).contains("s3://crm/us/none.churn", "Maybe ");
        Cli.Result folderOut = predict("s3://crm/out/");
        assertThat(folderOut.exit()).isEqualTo(2);
        assertThat(folderOut.err()).contains("(s3://crm/out/) names a folder");
    }
}
