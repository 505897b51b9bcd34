package io.github.churnml.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.DataException;
import io.github.churnml.error.OutputException;
import io.github.churnml.files.FetchedFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections that break off in the middle of a file, and servers that keep silent. */
class S3FaultsTest {

    private static final int SIZE = 1_000_000;

    @TempDir
    Path folder;

    private final S3Server server = S3Server.inMemory().bucket("churn");
    private final LossyProxy proxy =
            new LossyProxy(Integer.parseInt(server.url().substring(server.url().lastIndexOf(':') + 1)));
    private final S3Files files = new S3Files();
    private final byte[] content = new byte[SIZE];
    private Map<String, String> environment;

    @BeforeEach
    void reach() {
        new Random(3).nextBytes(content);
        server.put("churn", "customers.csv", content);
        environment = server.environment();
        environment.put("AWS_ENDPOINT_URL_S3", proxy.url());
    }

    @AfterEach
    void stop() {
        proxy.close();
        server.close();
    }

    @Test
    void fetch_brokenOffTwice_isWholeInTheEnd() {
        proxy.cut(2, SIZE / 2);

        FetchedFile fetched = files.fetch("s3://churn/customers.csv", folder, environment);

        assertThat(fetched.path()).hasBinaryContent(content);
        assertThat(proxy.lost()).isEqualTo(2);
    }

    @Test
    void fetch_alwaysBrokenOff_isToldAndTheOldCopyStays() throws IOException {
        Path old = Files.writeString(folder.resolve("customers.csv"), "old");
        proxy.cut(100, SIZE / 2);

        assertThatThrownBy(() -> files.fetch("s3://churn/customers.csv", folder, environment))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(proxy.url() + " broke the answer off 3 times");
        assertThat(old).hasContent("old");
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(old);
        }
    }

    @Test
    void store_partIsNeverAnswered_uploadIsGivenUpAndTheOldObjectStays() throws IOException {
        proxy.loseAll("PUT /churn/customers.csv?partNumber=2");

        assertThatThrownBy(() -> files.store(large(), "s3://churn/customers.csv", environment))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("(s3://churn/customers.csv) cannot be written: " + proxy.url());
        assertThat(proxy.lost()).isGreaterThan(1);
        assertThat(server.openUploads("churn")).isZero();
        assertThat(server.get("churn", "customers.csv")).isEqualTo(content);
    }

    @Test
    void store_fileChangesMeanwhile_isRefusedAndTheOldObjectStays() throws IOException {
        Path file = large();
        proxy.on("PUT /churn/customers.csv?partNumber=2", () -> {
            try {
                Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-30T00:00:00Z")));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });

        assertThatThrownBy(() -> files.store(file, "s3://churn/customers.csv", environment))
                .isInstanceOf(OutputException.class)
                .hasMessageStartingWith("The file (" + file + ") was changed while it was copied to"
                        + " (s3://churn/customers.csv); nothing was changed there.");
        assertThat(server.openUploads("churn")).isZero();
        assertThat(server.get("churn", "customers.csv")).isEqualTo(content);
    }

    @Test
    void store_partAnsweredTheSecondTime_isWhole() throws IOException {
        Path file = large();
        proxy.loseNext("PUT /churn/customers.csv?partNumber=2");

        files.store(file, "s3://churn/customers.csv", environment);

        assertThat(proxy.lost()).isEqualTo(1);
        assertThat(server.get("churn", "customers.csv")).isEqualTo(Files.readAllBytes(file));
    }

    @Test
    void fetch_serverKeepsSilent_localStandsIn() throws IOException {
        Files.createDirectories(folder.resolve("local"));
        Files.writeString(folder.resolve("local/customers.csv"), "local");
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            environment.put("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:" + silent.getLocalPort());
            environment.put("CHURN_S3_TIMEOUT_SECONDS", "1");
            environment.put("CHURN_S3_FALLBACK", folder.resolve("local").toString());

            FetchedFile fetched = files.fetch("s3://churn/customers.csv", folder.resolve("copy"), environment);

            assertThat(fetched.fallback()).contains("did not answer in time (asked 4 times)");
        }
    }

    @Test
    void moto_storeFetchAndNewest_asWithS3Proxy() throws IOException {
        try (MotoServer moto = MotoServer.start(folder)) {
            moto.bucket("churn");
            Path file = large();
            files.store(file, "s3://churn/in/customers-1.csv", moto.environment());
            files.store(file, "s3://churn/in/customers-2.csv", moto.environment());

            FetchedFile fetched = files.fetch("s3://churn/in/", folder.resolve("copy"), moto.environment());

            assertThat(fetched.from()).startsWith("s3://churn/in/customers-2.csv (the last of 2 of s3://churn/in/");
            assertThat(Files.mismatch(file, fetched.path())).isEqualTo(-1);
            assertThatThrownBy(() -> files.fetch("s3://churn/in/customer-2.csv", folder, moto.environment()))
                    .hasMessageContaining("there is no such object")
                    .hasMessageContaining("Maybe 'customers-2.csv' was meant.");
            assertThatThrownBy(() -> files.fetch("s3://other/in/customer-2.csv", folder, moto.environment()))
                    .hasMessageContaining("there is no bucket 'other'");
        }
    }

    private Path large() throws IOException {
        byte[] bytes = new byte[(16 << 20) + 100_000];
        new Random(4).nextBytes(bytes);
        return Files.write(folder.resolve("large.csv"), bytes);
    }
}
