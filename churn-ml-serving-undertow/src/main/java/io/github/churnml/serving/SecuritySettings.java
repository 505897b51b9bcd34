package io.github.churnml.serving;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.serving.keys.ApiKeys;
import io.github.churnml.serving.security.Cors;
import io.github.churnml.serving.security.Security;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Who may ask, how often and over what, as calls of {@link ChurnServerBuilder}.
 *
 * @param <B> the builder
 */
abstract sealed class SecuritySettings<B> extends LimitSettings<B> permits MonitoringSettings {

    Security security = Security.DEFAULTS;

    /**
     * Asks for one of these keys, as {@code Authorization: Bearer KEY} or {@code X-API-Key: KEY}, for every path that
     * describes the model or uses it. Health, the page and the documents around it stay open.
     *
     * @param keys the keys. Default none: everyone may ask
     * @return this
     */
    public B apiKeys(ApiKeys keys) {
        security = security.withKeys(keys);
        return self();
    }

    /**
     * Lets those with one of these keys change the server ({@code /admin/...}). They open nothing else.
     *
     * @param keys the keys. Default none: no caller may
     * @return this
     */
    public B adminKeys(ApiKeys keys) {
        security = security.withAdminKeys(keys);
        return self();
    }

    /**
     * Sets whether {@code /metrics} asks for a key, too, where there are keys.
     *
     * @param guarded default false: what collects metrics is seldom given keys
     * @return this
     */
    public B guardMetrics(boolean guarded) {
        security = security.withGuardMetrics(guarded);
        return self();
    }

    /**
     * Sets how often a caller may ask; more is answered with 429 and {@code Retry-After}. A caller is a key, or where none are
     * asked for, the address that the connection comes from: behind a proxy, the proxy.
     *
     * @param perSecond requests a second, from 0.01 to 1,000,000. Default any
     * @param burst requests at once, from 1 to 1,000,000
     * @return this
     * @throws ConfigurationException if either is out of range
     */
    public B rateLimit(double perSecond, int burst) {
        if (!(perSecond >= 0.01 && perSecond <= 1_000_000)) {
            throw new ConfigurationException(
                    "Rate is (" + perSecond + ") where 0.01 to 1000000 requests a second is allowed.",
                    "Maybe leave it out: there is no limit then.",
                    Where.nowhere());
        }
        security = security.withRate(perSecond, Bounds.between("Burst", burst, 1, 1_000_000));
        return self();
    }

    /**
     * Lets pages of these origins ask from a browser (CORS).
     *
     * @param origins such as {@code https://shop.example}, compared letter by letter. Default none
     * @return this
     * @throws ConfigurationException if one is no origin as a browser sends it
     */
    public B corsOrigins(String... origins) {
        Set<String> all = new HashSet<>(security.origins());
        for (String origin : origins) {
            all.add(Cors.checked(origin));
        }
        security = security.withOrigins(Set.copyOf(all));
        return self();
    }

    /**
     * Speaks HTTPS (TLS 1.2 or later) instead of HTTP.
     *
     * @param keyStore a PKCS12 or JKS file with the private key and its certificates. Default none: HTTP
     * @param password of the store and of its key; copied
     * @return this
     */
    public B tls(Path keyStore, char[] password) {
        security = security.withKeyStore(keyStore, password.clone(), null);
        return self();
    }

    /**
     * Speaks HTTPS (TLS 1.2 or later) instead of HTTP.
     *
     * @param keyStore a PKCS12 or JKS file with the private key and its certificates. Default none: HTTP
     * @param passwordFile a file whose first line is the password of the store and of its key
     * @return this
     */
    public B tls(Path keyStore, Path passwordFile) {
        security = security.withKeyStore(keyStore, null, passwordFile);
        return self();
    }
}
