package io.github.churnml.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.OutputException;
import io.github.churnml.files.FetchedFile;
import io.github.churnml.files.RemoteFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables and models in buckets, against S3Proxy; what it never answers, against recorded answers of Amazon's. */
class S3FilesTest {

    @TempDir
    Path folder;

    private final S3Server server = S3Server.inMemory().bucket("churn");
    private final RemoteFiles files = RemoteFiles.of("s3://churn/customers.csv");
    private Map<String, String> environment;

    @BeforeEach
    void reach() {
        environment = server.environment();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void fetch_object_isCopiedWhole() throws IOException {
        server.put("churn", "us/customers.csv", bytes("id,churned\n1,yes\n"));

        FetchedFile fetched = files.fetch("s3://churn/us/customers.csv", folder, environment);

        assertThat(fetched.path()).isEqualTo(folder.resolve("customers.csv")).hasContent("id,churned\n1,yes\n");
        assertThat(fetched.from()).isEqualTo("s3://churn/us/customers.csv");
        assertThat(fetched.fallback()).isNull();
        assertThat(names(folder)).containsExactly("customers.csv");
    }

    @Test
    void store_thenFetch_largerThanAPart_sameBytes() throws IOException {
        Path large = folder.resolve("large.csv");
        byte[] content = new byte[(16 << 20) * 2 + 12345];
        new Random(7).nextBytes(content);
        Files.write(large, content);

        files.store(large, "s3://churn/in/", environment);
        FetchedFile fetched = files.fetch("s3://churn/in/large.csv", folder.resolve("copy"), environment);

        assertThat(Files.mismatch(large, fetched.path())).isEqualTo(-1);
        assertThat(server.openUploads("churn")).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5 << 20, 16 << 20, (16 << 20) + 1})
    void store_anySize_isReadBack(int size) throws IOException {
        Path file = folder.resolve("some.csv");
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        Files.write(file, content);

        files.store(file, "s3://churn/some.csv", environment);

        assertThat(server.get("churn", "some.csv")).isEqualTo(content);
    }

    @Test
    void store_objectThatIsThere_isReplaced() throws IOException {
        server.put("churn", "some.csv", bytes("old"));

        files.store(Files.writeString(folder.resolve("some.csv"), "new"), "s3://churn/some.csv", environment);

        assertThat(server.get("churn", "some.csv")).asString().isEqualTo("new");
    }

    @Test
    void fetch_bucketOfFolder_sameAsInMemory() throws IOException {
        Path objects = Files.createDirectory(folder.resolve("objects"));
        try (S3Server inFolder = S3Server.inFolder(objects).bucket("churn")) {
            inFolder.put("churn", "us/customers.csv", bytes("id\n1\n"));

            FetchedFile fetched = files.fetch("s3://churn/us/customers.csv", folder, inFolder.environment());

            assertThat(fetched.path()).hasContent("id\n1\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "s3://churn/in/, the last of 3 of s3://churn/in/ by name and date",
        "s3://churn/in/customers-*.csv, the last of 3 of s3://churn/in/customers-*.csv by name and date",
        "s3://churn/in/*09*, the only one of s3://churn/in/*09*"
    })
    void fetch_severalMatch_newestIsSaid(String address, String said) {
        server.put("churn", "in/customers-9.csv", bytes("9"))
                .put("churn", "in/customers-09.5.csv", bytes("x"))
                .put("churn", "in/deeper/customers-99.csv", bytes("99"))
                .put("churn", "in/_SUCCESS", bytes(""));
        server.delete("churn", "in/customers-09.5.csv");
        server.put("churn", "in/customers-10.csv", bytes("10")).put("churn", "in/customers-009.csv", bytes("009"));
        server.delete("churn", "in/customers-9.csv");
        server.put("churn", "in/customers-8.csv", bytes("8")).put("churn", "in/customers-10.csv", bytes("10"));

        FetchedFile fetched = files.fetch(address, folder, environment);

        String name = said.startsWith("the only") ? "customers-009.csv" : "customers-10.csv";
        assertThat(fetched.path().getFileName()).hasToString(name);
        assertThat(fetched.from()).isEqualTo("s3://churn/in/" + name + " (" + said + ")");
    }

    @Test
    void fetch_severalKinds_areRefusedWithTheirNames() {
        server.put("churn", "in/customers.csv", bytes("1")).put("churn", "in/events.csv", bytes("2"));

        assertThatThrownBy(() -> files.fetch("s3://churn/in/", folder, environment))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("2 objects match (s3://churn/in/), which differ in more than numbers: 'customers.csv',"
                        + " 'events.csv'.\nMaybe name the file, or a star that only tables of one kind match, such as"
                        + " customers-*.csv.");
    }

    @Test
    void fetch_nothingMatches_isToldSo() {
        assertThatThrownBy(() -> files.fetch("s3://churn/in/*.csv", folder, environment))
                .isInstanceOf(DataException.class)
                .hasMessage("No object matches (s3://churn/in/*.csv).\nMaybe its folder is misspelt.");
    }

    @Test
    void fetch_missingKey_nearestIsNamed() {
        server.put("churn", "us/customers.csv", bytes("1")).put("churn", "us/events.csv", bytes("2"));

        assertThatThrownBy(() -> files.fetch("s3://churn/us/custmers.csv", folder, environment))
                .isInstanceOf(DataException.class)
                .hasMessage("(s3://churn/us/custmers.csv) cannot be read: there is no such object."
                        + "\nMaybe 'customers.csv' was meant.");
        assertThatThrownBy(() -> files.fetch("s3://churn/eu/customers.csv", folder, environment))
                .hasMessageEndingWith("Maybe its folder is misspelt: nothing is in (s3://churn/eu/).");
    }

    @Test
    void fetch_missingBucket_isNamed() {
        assertThatThrownBy(() -> files.fetch("s3://chrun/customers.csv", folder, environment))
                .isInstanceOf(DataException.class)
                .hasMessage("(s3://chrun/customers.csv) cannot be read: there is no bucket 'chrun' at " + server.url()
                        + ".\nMaybe it is misspelt, or of another account or region.");
    }

    @Test
    void fetch_wrongSecret_isToldAndNeverStoodInFor() throws IOException {
        server.put("churn", "customers.csv", bytes("1"));
        Files.writeString(folder.resolve("customers.csv"), "local");
        environment.put("CHURN_S3_FALLBACK", folder.toString());
        environment.put("AWS_SECRET_ACCESS_KEY", "another-canary-secret");

        assertThatThrownBy(() -> files.fetch("s3://churn/customers.csv", folder.resolve("copy"), environment))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("the signature does not match (SignatureDoesNotMatch)")
                .hasMessageContaining("Maybe AWS_SECRET_ACCESS_KEY is not the secret of AWS_ACCESS_KEY_ID");
    }

    @Test
    void fetch_unknownAccessKey_isTold() {
        environment.put("AWS_ACCESS_KEY_ID", "AKIAOTHER");

        assertThatThrownBy(() -> files.fetch("s3://churn/customers.csv", folder, environment))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("does not know the access key")
                .hasMessageNotContaining("AKIAOTHER");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | ExpiredToken | the session token has expired (ExpiredToken). | Maybe log in anew",
                "403 | AccessDenied | access is denied (AccessDenied). | reading needs s3:GetObject and s3:ListBucket",
                "403 | RequestTimeTooSkewed | this machine's clock differs too much | Maybe set the clock.",
                "400 | InvalidToken | the session token is not valid (InvalidToken). | AWS_SESSION_TOKEN is left from other keys",
                "301 | PermanentRedirect | the bucket 'churn' is in the region (eu-west-1), and (us-east-1) was asked. | Maybe set AWS_REGION=eu-west-1.",
                "400 | AuthorizationHeaderMalformed | the bucket 'churn' is in the region (eu-west-1) | Maybe set AWS_REGION=eu-west-1.",
                "501 | NotImplemented | answered 501 (NotImplemented: | Maybe the server does not know this request",
                "418 | Teapot | answered 418 (Teapot: of *** and ***). | CHURN_S3_CHECKSUMS",
            })
    void fetch_refused_problemAndWayOutAreTold(int status, String code, String problem, String maybe) {
        try (FixedAnswer refuses = new FixedAnswer(
                status,
                code,
                "of " + S3Server.ACCESS_KEY + " and canary-session-token",
                Map.of("x-amz-bucket-region", "eu-west-1"))) {
            Map<String, String> variables = refuses.environment();
            variables.put("CHURN_S3_FALLBACK", folder.toString());

            assertThatThrownBy(() -> files.fetch("s3://churn/customers.csv", folder, variables))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageStartingWith("(s3://churn/customers.csv) cannot be read: ")
                    .hasMessageContaining(problem)
                    .hasMessageContaining(maybe)
                    .hasNoCause();
        }
    }

    @Test
    void fetch_serverErrs_isAskedAgainThenLocalStandsIn() throws IOException {
        localCopy("churn/customers.csv");
        try (FixedAnswer errs = new FixedAnswer(503, "SlowDown", "Please reduce your request rate.", Map.of())) {
            Map<String, String> variables = errs.environment();
            variables.put("CHURN_S3_FALLBACK", folder.resolve("local").toString());

            FetchedFile fetched = files.fetch("s3://churn/customers.csv", folder.resolve("copy"), variables);

            assertThat(errs.requests()).isGreaterThan(1);
            assertThat(fetched.path()).hasContent("local");
            assertThat(fetched.fallback()).contains("answered 503 SlowDown (asked " + errs.requests() + " times)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"churn/us/customers.csv", "us/customers.csv"})
    void fetch_serverStopped_localFileOfItsDateStandsIn(String local) throws IOException {
        Path copy = localCopy(local);
        environment.put("CHURN_S3_FALLBACK", folder.resolve("local").toString());
        server.stop();

        FetchedFile fetched = files.fetch("s3://churn/us/customers.csv", folder.resolve("copy"), environment);

        assertThat(fetched.path())
                .isEqualTo(folder.resolve("copy/customers.csv"))
                .hasContent("local");
        assertThat(fetched.from()).isEqualTo(copy.toUri().toString());
        assertThat(fetched.fallback())
                .startsWith(
                        "(s3://churn/us/customers.csv) could not be read: " + server.url() + " takes no connections")
                .endsWith(". The local file (" + copy + ") of 2026-11-23T05:00:00Z stood in for it.");
        server.startAgain();
    }

    @Test
    void fetch_serverStopped_newestLocalOfPatternStandsIn() throws IOException {
        localCopy("churn/in/customers-2026-11-16.csv");
        localCopy("churn/in/customers-2026-11-23.csv");
        environment.put("CHURN_S3_FALLBACK", folder.resolve("local").toString());
        server.stop();

        FetchedFile fetched = files.fetch("s3://churn/in/customers-*.csv", folder.resolve("copy"), environment);

        assertThat(fetched.from()).endsWith("/churn/in/customers-2026-11-23.csv");
        server.startAgain();
    }

    @Test
    void fetch_serverStopped_nothingStandsIn_bothAreTold() {
        server.stop();
        assertThatThrownBy(() -> files.fetch("s3://churn/us/customers.csv", folder, environment))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(
                        "(s3://churn/us/customers.csv) cannot be read: " + server.url() + " takes no connections");

        environment.put("CHURN_S3_FALLBACK", folder.resolve("local").toString());
        assertThatThrownBy(() -> files.fetch("s3://churn/us/customers.csv", folder, environment))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("and no file in (" + folder.resolve("local") + ") stands in for it")
                .hasMessageContaining("Maybe copy it to (" + folder.resolve("local/churn/us/customers.csv") + ")");
        server.startAgain();
    }

    @Test
    void fetch_noKeys_localStandsInOrIsTold() throws IOException {
        localCopy("churn/customers.csv");
        Map<String, String> keyless = Map.of(
                "AWS_REGION",
                "eu-west-1",
                "HOME",
                folder.toString(),
                "AWS_EC2_METADATA_DISABLED",
                "true",
                "CHURN_S3_FALLBACK",
                folder.resolve("local").toString());

        FetchedFile fetched = files.fetch("s3://churn/customers.csv", folder.resolve("copy"), keyless);

        assertThat(fetched.fallback()).contains("could not be read: no keys were found.");
        Map<String, String> without =
                Map.of("AWS_REGION", "eu-west-1", "HOME", folder.toString(), "AWS_EC2_METADATA_DISABLED", "true");
        assertThatThrownBy(() -> files.fetch("s3://churn/customers.csv", folder, without))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no keys were found")
                .hasMessageContaining("Maybe set AWS_ACCESS_KEY_ID");
    }

    @Test
    void fetch_noRegion_isExplained() {
        assertThatThrownBy(() -> files.fetch("s3://churn/customers.csv", folder, Map.of("HOME", folder.toString())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "S3 is asked without a region.\nMaybe set AWS_REGION, such as eu-central-1, to the region that"
                                + " the bucket is in.");
    }

    @Test
    void fetch_profileOfTheVariables_isUsed() throws IOException {
        server.put("churn", "customers.csv", bytes("1"));
        Path credentials = Files.writeString(
                folder.resolve("keys"),
                "[team]\naws_access_key_id = " + S3Server.ACCESS_KEY + "\naws_secret_access_key = "
                        + S3Server.SECRET_KEY + "\n");
        Map<String, String> variables = Map.of(
                "AWS_ENDPOINT_URL",
                server.url(),
                "AWS_PROFILE",
                "team",
                "AWS_SHARED_CREDENTIALS_FILE",
                credentials.toString(),
                "AWS_EC2_METADATA_DISABLED",
                "true");

        assertThat(files.fetch("s3://churn/customers.csv", folder, variables).path())
                .hasContent("1");
    }

    @Test
    void fetch_largerThanTheLimit_isRefusedBeforeItIsCopied() throws IOException {
        server.put("churn", "customers.csv", new byte[1001]);
        environment.put("CHURN_S3_LARGEST_BYTES", "1000");

        assertThatThrownBy(() -> files.fetch("s3://churn/customers.csv", folder, environment))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("has 1,001 bytes or more, and 1,000 is the most that is copied")
                .hasMessageContaining("CHURN_S3_LARGEST_BYTES");
        assertThat(names(folder)).isEmpty();
    }

    @Test
    void store_serverStopped_isTold() throws IOException {
        Path file = Files.writeString(folder.resolve("predictions.csv"), "1");
        server.stop();

        assertThatThrownBy(() -> files.store(file, "s3://churn/out/", environment))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("(s3://churn/out/predictions.csv) cannot be written: " + server.url()
                        + " takes no connections");
        server.startAgain();
    }

    @ParameterizedTest
    @CsvSource({
        "AWS_ENDPOINT_URL_S3, localhost:9000, The endpoint of S3 is (localhost:9000) where a URL is required.",
        "AWS_ENDPOINT_URL_S3, http://user:word@host/, The endpoint of S3 has a user in it.",
        "CHURN_S3_CHECKSUMS, never, The variable CHURN_S3_CHECKSUMS is (never) where when_required or when_supported is required.",
        "CHURN_S3_TIMEOUT_SECONDS, 0, 'The variable CHURN_S3_TIMEOUT_SECONDS is (0) where a whole number from 1 to 3,600 is required.'",
        "AWS_SECRET_ACCESS_KEY, '', The variable AWS_ACCESS_KEY_ID is set without AWS_SECRET_ACCESS_KEY.",
    })
    void fetch_wrongVariable_isNamed(String name, String value, String problem) {
        environment.put(name, value);

        assertThatThrownBy(() -> files.fetch("s3://churn/customers.csv", folder, environment))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(problem + "\nMaybe ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"when_required", "WHEN_SUPPORTED"})
    void store_eitherChecksums_isTaken(String checksums) throws IOException {
        environment.put("CHURN_S3_CHECKSUMS", checksums);
        Path file = Files.writeString(folder.resolve("some.csv"), "1");

        files.store(file, "s3://churn/", environment);

        assertThat(files.fetch("s3://churn/some.csv", folder.resolve("copy"), environment)
                        .path())
                .hasContent("1");
    }

    private Path localCopy(String name) throws IOException {
        Path file = folder.resolve("local").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "local");
        return Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-23T05:00:00Z")));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
