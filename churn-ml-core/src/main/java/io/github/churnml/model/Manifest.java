package io.github.churnml.model;

import io.github.churnml.judge.Evaluation;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where a model comes from and how good it is: the card that travels inside the model file. Immutable. */
public final class Manifest {

    private final Identity identity;
    private final Training training;
    private final @Nullable Origin origin;
    private final Evaluation evaluation;
    private final Map<String, Object> pipeline;
    private final Map<String, Object> found;

    private Manifest(
            Identity identity,
            Training training,
            @Nullable Origin origin,
            Evaluation evaluation,
            Map<String, Object> pipeline,
            Map<String, Object> found) {
        this.identity = identity;
        this.training = training;
        this.origin = origin;
        this.evaluation = evaluation;
        this.pipeline = Collections.unmodifiableMap(new LinkedHashMap<>(pipeline));
        this.found = Collections.unmodifiableMap(new TreeMap<>(found));
    }

    /**
     * Of a model that this library trained.
     *
     * @param identity which model it is
     * @param training what it was trained from
     * @param evaluation how well it did, and on what
     * @param pipeline the pipeline's settings, as its YAML has them
     * @param found what the learner found while fitting, such as {@code rounds}
     * @return the manifest
     */
    public static Manifest trained(
            Identity identity,
            Training training,
            Evaluation evaluation,
            Map<String, Object> pipeline,
            Map<String, Object> found) {
        return new Manifest(identity, training, null, evaluation, pipeline, found);
    }

    /**
     * Of a model that was imported: what it was trained on, and how good it is, is not known.
     *
     * @param identity which model it is
     * @param origin where it was imported from
     * @param threshold the probability from which it predicts a customer to leave
     * @param found what is worth telling of it, by name
     * @return the manifest
     */
    public static Manifest imported(Identity identity, Origin origin, double threshold, Map<String, Object> found) {
        return new Manifest(identity, Training.UNKNOWN, origin, Evaluation.unknown(threshold), Map.of(), found);
    }

    /**
     * The same card under another version.
     *
     * @param version a semantic version
     * @return the changed copy
     */
    public Manifest withVersion(String version) {
        Identity named =
                new Identity(identity.name(), version, identity.created(), identity.libraryVersion(), identity.jdk());
        return new Manifest(named, training, origin, evaluation, pipeline, found);
    }

    /** {@return which model it is, and what made it} */
    Identity identity() {
        return identity;
    }

    /** {@return what the model was trained from; all 0 and empty for an imported model, of which it is not known} */
    public Training training() {
        return training;
    }

    /** {@return where the model was imported from; empty if it was trained by this library} */
    public Optional<Origin> origin() {
        return Optional.ofNullable(origin);
    }

    /** {@return the model's name} */
    public String name() {
        return identity.name();
    }

    /** {@return the model's semantic version} */
    public String version() {
        return identity.version();
    }

    /** {@return when it was made, in whole seconds} */
    public Instant created() {
        return identity.created();
    }

    /** {@return the churn-ml version that made it} */
    public String libraryVersion() {
        return identity.libraryVersion();
    }

    /** {@return the Java version that made it} */
    public String jdk() {
        return identity.jdk();
    }

    /** {@return the seed of every random step; 0 for an imported model} */
    public long seed() {
        return training.seed();
    }

    /** {@return how many rows the model was fitted on; 0 for an imported model, of which it is not known} */
    public long rows() {
        return training.rows();
    }

    /** {@return how many of them are customers who left; 0 for an imported model} */
    public long positives() {
        return training.positives();
    }

    /**
     * {@return the SHA-256 of the table that it was trained from, as {@code Dataset.fingerprint} gives it; empty for an
     * imported model}
     */
    public String dataFingerprint() {
        return training.dataFingerprint();
    }

    /** {@return the commit it was trained from, if known} */
    public Optional<String> gitCommit() {
        return Optional.ofNullable(training.gitCommit());
    }

    /** {@return how well it did, and on what; {@linkplain Evaluation#isKnown not known} for an imported model} */
    public Evaluation evaluation() {
        return evaluation;
    }

    /** {@return the pipeline's settings, as its YAML has them; empty for an imported model} */
    public Map<String, Object> pipeline() {
        return pipeline;
    }

    /** {@return what the learner found while fitting, such as {@code rounds}} */
    public Map<String, Object> found() {
        return found;
    }
}
