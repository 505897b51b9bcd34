package io.github.churnml.spring;

import io.github.churnml.error.ModelFileException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.net.URL;
import org.jspecify.annotations.Nullable;

/** A model inside the application, which never changes. */
final class ClasspathPlace implements ModelPlace {

    private final String name;
    private final ClassLoader loader;

    ClasspathPlace(String name, ClassLoader loader) {
        this.name = name.startsWith("/") ? name.substring(1) : name;
        this.loader = loader;
    }

    @Override
    public Found load() {
        URL url = loader.getResource(name);
        if (url == null) {
            throw new ModelFileException(
                    "There is no " + Wording.value(name) + " on the class path.",
                    "Maybe put it into src/main/resources, or name a file of the machine by file:PATH.",
                    Where.nowhere());
        }
        return ModelPlace.read(url::openStream, place());
    }

    @Override
    public @Nullable Found next() {
        return null;
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public String place() {
        return "classpath:" + name;
    }
}
