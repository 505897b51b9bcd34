package io.github.churnml.model;

import io.github.churnml.ServingDefaults;
import io.github.churnml.judge.Evaluation;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a model comes from and how good it is: the card that travels inside the model file. Immutable. */
public final class Manifest {

    private final String name;
    private final String version;
    private final Instant created;
    private final String libraryVersion;
    private final String jdk;
    private final long seed;
    private final long rows;
    private final long positives;
    private final String dataFingerprint;
    private final @Nullable String gitCommit;
    private final Evaluation evaluation;
    private final Map<String, Object> pipeline;
    private final Map<String, Object> found;
    private final @Nullable Origin origin;
    private final ServingDefaults serving;

    Manifest(
            String name,
            String version,
            Instant created,
            String libraryVersion,
            String jdk,
            long seed,
            long rows,
            long positives,
            String dataFingerprint,
            @Nullable String gitCommit,
            Evaluation evaluation,
            Map<String, Object> pipeline,
            Map<String, Object> found) {
        this(
                name,
                version,
                created,
                libraryVersion,
                jdk,
                seed,
                rows,
                positives,
                dataFingerprint,
                gitCommit,
                evaluation,
                pipeline,
                found,
                null);
    }

    private Manifest(
            String name,
            String version,
            Instant created,
            String libraryVersion,
            String jdk,
            long seed,
            long rows,
            long positives,
            String dataFingerprint,
            @Nullable String gitCommit,
            Evaluation evaluation,
            Map<String, Object> pipeline,
            Map<String, Object> found,
            @Nullable Origin origin) {
        this.name = name;
        this.version = version;
        this.created = created;
        this.libraryVersion = libraryVersion;
        this.jdk = jdk;
        this.seed = seed;
        this.rows = rows;
        this.positives = positives;
        this.dataFingerprint = dataFingerprint;
        this.gitCommit = gitCommit;
        this.evaluation = evaluation;
        this.pipeline = Collections.unmodifiableMap(new LinkedHashMap<>(pipeline));
        this.found = Collections.unmodifiableMap(new java.util.TreeMap<>(found));
        this.origin = origin;
        this.serving = serving(pipeline);
    }

    /** Of a model that was imported: what it was trained on, and how good it is, is not known. */
    static Manifest imported(
            String name,
            String version,
            Instant created,
            String libraryVersion,
            String jdk,
            double threshold,
            Map<String, Object> found,
            Origin origin) {
        return new Manifest(
                name,
                version,
                created,
                libraryVersion,
                jdk,
                0,
                0,
                0,
                "",
                null,
                Evaluation.unknown(threshold),
                Map.of(),
                found,
                origin);
    }

    /** {@return where the model was imported from; empty if it was trained by this library} */
    public Optional<Origin> origin() {
        return Optional.ofNullable(origin);
    }

    /** {@return the model's name} */
    public String name() {
        return name;
    }

    /** {@return the model's semantic version} */
    public String version() {
        return version;
    }

    /** {@return when it was made, in whole seconds} */
    public Instant created() {
        return created;
    }

    /** {@return the churn-ml version that made it} */
    public String libraryVersion() {
        return libraryVersion;
    }

    /** {@return the Java version that made it} */
    public String jdk() {
        return jdk;
    }

    /** {@return the seed of every random step; 0 for an imported model} */
    public long seed() {
        return seed;
    }

    /** {@return how many rows the model was fitted on; 0 for an imported model, of which it is not known} */
    public long rows() {
        return rows;
    }

    /** {@return how many of them are customers who left; 0 for an imported model} */
    public long positives() {
        return positives;
    }

    /**
     * {@return the SHA-256 of the table that it was trained from, as {@code Dataset.fingerprint} gives it; empty for an
     * imported model}
     */
    public String dataFingerprint() {
        return dataFingerprint;
    }

    /** {@return the commit it was trained from, if known} */
    public Optional<String> gitCommit() {
        return Optional.ofNullable(gitCommit);
    }

    /** {@return how well it did, and on what; {@linkplain Evaluation#isKnown not known} for an imported model} */
    public Evaluation evaluation() {
        return evaluation;
    }

    /** {@return the pipeline's settings, as its YAML has them; empty for an imported model} */
    public Map<String, Object> pipeline() {
        return pipeline;
    }

    /** {@return what an endpoint does with columns that a row leaves out: what the pipeline says, or the standard} */
    public ServingDefaults serving() {
        return serving;
    }

    /** {@return what the learner found while fitting, such as {@code rounds}} */
    public Map<String, Object> found() {
        return found;
    }

    /** Models of before the key was there, and imported ones, take the standard. */
    private static ServingDefaults serving(Map<String, Object> pipeline) {
        Settings settings = Settings.of(pipeline, Blame.configuration(null));
        return settings.has("serving") ? ServingDefaults.of(settings.section("serving")) : ServingDefaults.standard();
    }
}
