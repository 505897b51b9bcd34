package io.github.churnml.spring;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.RegistryException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.registry.ModelVersion;
import io.github.churnml.registry.Registry;
import io.github.churnml.registry.RegistryState;
import io.github.churnml.registry.RegistryStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The champion of a registry, which is proved by its golden rows each time it is loaded. */
final class RegistryPlace implements ModelPlace {

    private final Registry registry;
    private final String name;
    /** The stamp of what was followed last, and the digest of the version that came of it and answers. */
    private long stamp;

    private String answers = "";
    /** The same of what was loaded last. */
    private long loadedStamp;

    private String loaded = "";

    private RegistryPlace(Registry registry, String name) {
        this.registry = registry;
        this.name = name;
    }

    static RegistryPlace of(String name, ModelSetting setting) {
        String address = setting.registry();
        if (address == null || address.isBlank()) {
            throw new ConfigurationException(
                    "The property " + setting.property() + " holds " + Wording.value(setting.model())
                            + ", and churn.registry is not set.",
                    "Maybe set churn.registry to the folder or address of the registry.",
                    Where.nowhere());
        }
        return new RegistryPlace(find(address.strip(), name), name);
    }

    /** The registry at an address, or in the folder of its name below it. */
    private static Registry find(String address, String name) {
        String place = address.startsWith("file:") ? address.substring("file:".length()) : address;
        boolean isFolder = place.indexOf(':') < 2 && Files.isDirectory(Path.of(place));
        Path below = Path.of(name).getFileName();
        if (isFolder && below != null && below.toString().equals(name)) {
            Registry own = Registry.folder(Path.of(place));
            Registry named = Registry.folder(Path.of(place).resolve(below));
            if (!own.exists() && named.exists()) {
                return named;
            }
        }
        return Registry.of(RegistryStore.at(place, System.getenv()));
    }

    @Override
    public Found load() {
        long before = registry.stamp(); // taken first: what happens while the events are read is seen by the next look
        return load(champion(registry.state()), before);
    }

    private Found load(ModelVersion champion, long at) {
        Found found = new Found(registry.prove(champion), champion.sha256());
        loaded = champion.sha256();
        loadedStamp = at;
        return found;
    }

    @Override
    public void taken() {
        answers = loaded;
        stamp = loadedStamp;
    }

    private ModelVersion champion(RegistryState state) {
        if (!state.name().equals(name)) {
            throw new RegistryException(
                    "The registry " + registry.place() + " keeps models of the name " + Wording.value(state.name())
                            + " and none of the name " + Wording.value(name) + ".",
                    "Maybe write registry:" + Wording.plain(state.name()) + ".",
                    Where.nowhere());
        }
        return state.champion()
                .orElseThrow(() -> new RegistryException(
                        "The registry " + registry.place() + " has no champion.",
                        "Maybe promote a version: churn promote --registry " + registry.address()
                                + " --version VERSION.",
                        Where.nowhere()));
    }

    @Override
    public @Nullable Found next() {
        long now = registry.stamp();
        if (now == stamp) {
            return null;
        }
        ModelVersion champion = champion(registry.state());
        if (!champion.sha256().equals(answers)) {
            return load(champion, now);
        }
        stamp = now;
        return null;
    }

    @Override
    public boolean changes() {
        return true;
    }

    @Override
    public String place() {
        return "registry:" + name + " in " + registry.place();
    }
}
