package io.github.churnml.cli;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.files.RemoteFiles;
import io.github.churnml.registry.Registry;
import io.github.churnml.registry.RegistryStore;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a registry is kept: in a folder, or at an address such as {@code s3://bucket/models} or {@code
 * jdbc:postgresql://host/database}. The type of options that name a registry.
 */
final class RegistryPlace {

    /** Which registry of a database, among the parameters of its URL. */
    private static final Pattern NAME = Pattern.compile("[?&;]churn_registry=[A-Za-z0-9_.-]+");

    private final String given;

    private RegistryPlace(String given) {
        this.given = given;
    }

    /** What a user wrote, as an option's value. */
    static RegistryPlace parse(String given) {
        RegistryPlace place = new RegistryPlace(given);
        if (!place.isAddress()) {
            InputFile.path(given);
        }
        return place;
    }

    boolean isAddress() {
        return RemoteFiles.isAddress(given) || isDatabase();
    }

    private boolean isDatabase() {
        return given.toLowerCase(Locale.ROOT).startsWith("jdbc:");
    }

    /** The folder, of a place that is no address. */
    Path folder() {
        return Path.of(given);
    }

    Registry registry(Surroundings surroundings) {
        return Registry.of(RegistryStore.at(given, surroundings.environment()));
    }

    /** The place of a variant, which is a folder below, such as {@code geography-us/}; this one if that is empty. */
    RegistryPlace below(String variant) {
        if (variant.isEmpty()) {
            return this;
        }
        if (!isAddress()) {
            return new RegistryPlace(folder().resolve(variant).toString());
        }
        if (isDatabase()) {
            throw new ConfigurationException(
                    "A set of variants needs a registry for each, and (" + this + ") is the address of one.",
                    "Maybe give a folder or an s3:// address, or register the models one by one, each at an address with a"
                            + " churn_registry=NAME of its own.",
                    Where.nowhere());
        }
        return new RegistryPlace((given.endsWith("/") ? given : given + "/") + variant.replaceAll("/+$", ""));
    }

    /** {@return what the user wrote, without what a database's URL may hold of secrets} */
    @Override
    public String toString() {
        if (!isAddress()) {
            return folder().toString();
        }
        if (!isDatabase()) {
            return given;
        }
        String shown =
                given.replaceAll("[?;].*", "").replaceAll("//[^/@]*@", "//").replaceAll("/[^/@:]*@", "/");
        Matcher name = NAME.matcher(given);
        return name.find() ? shown + "?" + name.group().substring(1) : shown;
    }
}
