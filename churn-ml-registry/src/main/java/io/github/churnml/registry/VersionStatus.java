package io.github.churnml.registry;

import java.util.Locale;

/** What a version is doing. Of several, the first that holds. */
public enum VersionStatus {
    /** It serves. */
    CHAMPION,
    /** It answers a share of customers. */
    CHALLENGER,
    /** It scores beside the champion. */
    SHADOW,
    /** It served before the champion. */
    PREVIOUS,
    /** Its files were deleted. */
    PRUNED,
    /** It served, and was taken back. */
    ROLLED_BACK,
    /** It served at some time. */
    RETIRED,
    /** A gate did not let it through. */
    REFUSED,
    /** It was registered, and nothing else happened to it. */
    REGISTERED;

    /** {@return the name in {@code registry.json}} */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
