package io.github.churnml.registry;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A version as it stands at some moment.
 *
 * @param version its number
 * @param status what it is doing
 * @param registered the event that added it, with its metrics and digests as facts
 * @param touched the number of the last event that said something of it
 */
public record ModelVersion(SemanticVersion version, VersionStatus status, RegistryEvent registered, long touched) {

    /** {@return when it was registered} */
    public Instant date() {
        return registered.at();
    }

    /** {@return what changed, as was said when it was registered; empty if nothing was} */
    public String changes() {
        return registered.why();
    }

    /**
     * Whether it was trained on a table, or on a part of it that {@link Registry#registerPart} tells of.
     *
     * @param fingerprint the table's fingerprint
     * @return whether it knows the outcome of some of these rows
     */
    public boolean learntFrom(String fingerprint) {
        return fingerprint.equals(registered.text(Registration.FINGERPRINT))
                || fingerprint.equals(registered.text(Registration.TABLE_FINGERPRINT));
    }

    /**
     * A metric as it was when the version was registered.
     *
     * @param name such as {@code roc_auc}
     * @return its value; empty if it was not known
     */
    public Optional<Double> metric(String name) {
        return registered.number(name);
    }

    /** {@return the SHA-256 of the model's file} */
    public String sha256() {
        return registered.text(Registration.SHA256);
    }

    /** {@return the name of the model's file} */
    public String file() {
        return registered.text(Registration.FILE);
    }

    /** {@return whether its files were not deleted} */
    public boolean isKept() {
        return status != VersionStatus.PRUNED;
    }

    ModelVersion with(VersionStatus now, long by) {
        return new ModelVersion(version, now, registered, by);
    }

    /** {@return the version's number, for messages} */
    @Override
    public String toString() {
        return version + " (" + status.label() + ")";
    }

    @Nullable
    Object fact(String name) {
        return registered.facts().get(name);
    }
}
