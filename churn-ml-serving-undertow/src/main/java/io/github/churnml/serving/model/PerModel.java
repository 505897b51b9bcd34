package io.github.churnml.serving.model;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that is made of a model when it is first asked for, and made again once another model answers. Two threads that
 * ask at once may both make it; both get the same.
 */
public final class PerModel<T> implements Supplier<T> {

    private record Made<T>(ServedModel of, T value) {}

    private final Supplier<ServedModel> current;
    private final Function<ServedModel, T> maker;
    private volatile @Nullable Made<T> last;

    public PerModel(Supplier<ServedModel> current, Function<ServedModel, T> maker) {
        this.current = current;
        this.maker = maker;
    }

    @Override
    public T get() {
        ServedModel model = current.get();
        Made<T> made = last;
        if (made == null || made.of != model) {
            made = new Made<>(model, maker.apply(model));
            last = made;
        }
        return made.value;
    }
}
