package io.github.churnml.registry;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** A folder, and a store that cannot lock, keep what all stores promise. */
class RegistryStoreTest {

    @TempDir
    Path folder;

    @Nested
    class OfAFolder extends RegistryStoreContract {

        @Override
        protected RegistryStore open() {
            return RegistryStore.folder(folder);
        }
    }

    @Nested
    class WithoutLocks extends RegistryStoreContract {

        private final RegistryStore shared = new NumberedStore();

        @Override
        protected RegistryStore open() {
            return shared;
        }
    }
}
