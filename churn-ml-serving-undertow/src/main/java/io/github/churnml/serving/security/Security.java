package io.github.churnml.serving.security;

import io.github.churnml.serving.keys.ApiKeys;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask, how often and over what; set through {@link ChurnServerBuilder}.
 *
 * @param keys keys for every path that describes the model or uses it; null asks for none
 * @param adminKeys keys for what changes the server; null turns that off
 * @param guardMetrics whether metrics ask for a key as well
 * @param perSecond requests a second for each caller, or infinity
 * @param burst requests of a caller's at once
 * @param origins pages that may ask from a browser
 * @param keyStore the key store for TLS; null speaks plain HTTP
 * @param password the key store's
 * @param passwordFile the file that holds the key store's password, instead of the password
 */
public record Security(
        @Nullable ApiKeys keys,
        @Nullable ApiKeys adminKeys,
        boolean guardMetrics,
        double perSecond,
        int burst,
        Set<String> origins,
        @Nullable Path keyStore,
        char @Nullable [] password,
        @Nullable Path passwordFile) {

    public static final Security DEFAULTS =
            new Security(null, null, false, Double.POSITIVE_INFINITY, 1, Set.of(), null, null, null);

    public Security withKeys(ApiKeys value) {
        return new Security(
                value, adminKeys, guardMetrics, perSecond, burst, origins, keyStore, password, passwordFile);
    }

    public Security withAdminKeys(ApiKeys value) {
        return new Security(keys, value, guardMetrics, perSecond, burst, origins, keyStore, password, passwordFile);
    }

    public Security withGuardMetrics(boolean value) {
        return new Security(keys, adminKeys, value, perSecond, burst, origins, keyStore, password, passwordFile);
    }

    public Security withRate(double newPerSecond, int newBurst) {
        return new Security(
                keys, adminKeys, guardMetrics, newPerSecond, newBurst, origins, keyStore, password, passwordFile);
    }

    public Security withOrigins(Set<String> value) {
        return new Security(keys, adminKeys, guardMetrics, perSecond, burst, value, keyStore, password, passwordFile);
    }

    public Security withKeyStore(Path store, char @Nullable [] newPassword, @Nullable Path newPasswordFile) {
        return new Security(
                keys, adminKeys, guardMetrics, perSecond, burst, origins, store, newPassword, newPasswordFile);
    }
}
