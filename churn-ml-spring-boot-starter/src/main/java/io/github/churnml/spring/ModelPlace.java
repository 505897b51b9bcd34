package io.github.churnml.spring;

import io.github.churnml.ChurnModel;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.ModelFileException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Where a model comes from. Asked by one thread at a time. */
interface ModelPlace {

    /**
     * A model as it was found.
     *
     * @param model the model
     * @param sha256 the digest of its file
     */
    record Found(ChurnModel model, String sha256) {}

    /** Opens the bytes of a model. */
    interface Source {
        InputStream open() throws IOException;
    }

    /**
     * The place that a setting names.
     *
     * @throws ConfigurationException if it names none
     */
    static ModelPlace of(ModelSetting setting, ClassLoader loader) {
        String model = setting.model();
        int colon = model.indexOf(':');
        String rest = model.substring(colon + 1);
        String scheme = colon < 0 ? "" : model.substring(0, colon);
        if (rest.isBlank() || scheme.isEmpty()) {
            throw unknown(setting);
        }
        return switch (scheme) {
            case "classpath" -> new ClasspathPlace(rest, loader);
            case "file" -> new FilePlace(rest);
            case "registry" -> RegistryPlace.of(rest, setting);
            default -> throw unknown(setting);
        };
    }

    private static ConfigurationException unknown(ModelSetting setting) {
        String model = setting.model();
        return new ConfigurationException(
                "The property " + setting.property() + " holds " + Wording.value(model)
                        + " where classpath:NAME, file:PATH or registry:NAME is required.",
                model.isEmpty() || model.contains(":")
                        ? "Maybe write file:/srv/models/customers.churn."
                        : "Maybe write classpath:" + Wording.plain(model) + ", or file:" + Wording.plain(model) + ".",
                Where.nowhere());
    }

    /**
     * What is there now.
     *
     * @throws io.github.churnml.error.ChurnException if there is none, or it cannot be loaded
     */
    Found load();

    /**
     * What is there by now and was not loaded yet.
     *
     * @return the model; null if nothing has changed, or what has is not complete yet
     * @throws io.github.churnml.error.ChurnException if it cannot be loaded; the next call tries again
     */
    @Nullable
    Found next();

    /** What was found last answers from now on; without this, the next look finds it again. */
    default void taken() {}

    /** Whether the last look, which found nothing new, has seen the model that was taken. */
    default boolean isUnchanged() {
        return true;
    }

    /** Whether there can ever be another one. */
    boolean changes();

    /** Where it is, for people. */
    String place();

    /** Loads a model and its digest in one go. */
    static Found read(Source source, String place) {
        try (DigestInputStream in = new DigestInputStream(source.open(), MessageDigest.getInstance("SHA-256"))) {
            ChurnModel model = ChurnModel.load(in);
            return new Found(
                    model, HexFormat.of().formatHex(in.getMessageDigest().digest()));
        } catch (IOException e) {
            throw new ModelFileException(
                    "The model " + Wording.plain(place) + " cannot be read.",
                    "Maybe this user may not read it.",
                    Where.nowhere(),
                    e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
