package io.github.churnml.aws;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.registry.RegistryStore;
import io.github.churnml.registry.RegistryStoreProvider;
import java.util.List;
import java.util.Map;

/**
 * Registries in buckets, by {@code s3://bucket/folder}; the variables are described in {@code docs/s3.md}.
 *
 * <p>No API: public for the service loader, and may change at any time.
 */
public final class S3RegistryStores implements RegistryStoreProvider {

    /** For {@link java.util.ServiceLoader}. */
    public S3RegistryStores() {}

    @Override
    public List<String> schemes() {
        return List.of("s3");
    }

    @Override
    public RegistryStore open(String address, Map<String, String> environment) {
        S3Address at = S3Address.of(address);
        if (at.key().indexOf('*') >= 0) {
            throw new ConfigurationException(
                    "The address " + at.shown() + " of a registry has a star.",
                    "Maybe name the registry's folder.",
                    Where.nowhere());
        }
        boolean isFolder = at.key().isEmpty() || at.key().endsWith("/");
        try {
            return new S3RegistryStore(S3Connection.of(environment), isFolder ? at : at.at(at.key() + "/"));
        } catch (Unavailable e) {
            throw new ConfigurationException(
                    "The registry " + at.shown() + " cannot be opened: " + e.why() + ".", e.maybe(), Where.nowhere());
        }
    }
}
