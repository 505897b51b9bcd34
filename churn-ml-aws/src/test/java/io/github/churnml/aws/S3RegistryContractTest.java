package io.github.churnml.aws;

import io.github.churnml.registry.RegistryStore;
import io.github.churnml.registry.RegistryStoreContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Registries in buckets keep what all stores promise. */
class S3RegistryContractTest {

    private static final String ADDRESS = "s3://models/geography-us";

    @TempDir
    Path folder;

    @Nested
    class InMemory extends RegistryStoreContract {

        private final S3Server server = S3Server.inMemory().bucket("models");

        @AfterEach
        void stop() {
            server.close();
        }

        @Override
        protected RegistryStore open() {
            return RegistryStore.at(ADDRESS, always(server.environment()));
        }
    }

    @Nested
    class InAFolder extends RegistryStoreContract {

        private S3Server server;

        @BeforeEach
        void start() throws Exception {
            server = S3Server.inFolder(Files.createDirectories(folder.resolve("objects")))
                    .bucket("models");
        }

        @AfterEach
        void stop() {
            server.close();
        }

        @Override
        protected RegistryStore open() {
            return RegistryStore.at(ADDRESS, always(server.environment()));
        }
    }

    @Nested
    class OfMoto extends RegistryStoreContract {

        private MotoServer server;

        @BeforeEach
        void start() {
            server = MotoServer.start(folder);
            server.bucket("models");
        }

        @AfterEach
        void stop() {
            if (server != null) {
                server.close();
            }
        }

        @Override
        protected RegistryStore open() {
            return RegistryStore.at(ADDRESS, always(server.environment()));
        }
    }

    /** The number of the last event is asked for each time. */
    private static Map<String, String> always(Map<String, String> environment) {
        environment.put("CHURN_S3_REGISTRY_SECONDS", "0");
        return environment;
    }
}
