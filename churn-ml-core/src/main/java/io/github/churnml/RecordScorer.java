package io.github.churnml;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.prepare.Input;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Scores an application's own records; made by {@link Scorer#forRecords(Class)}, which checks names and types once. Immutable
 * and safe for any number of threads.
 *
 * @param <T> the record
 */
public final class RecordScorer<T extends Record> {

    private final Scorer scorer;
    private final Component[] components;

    RecordScorer(Scorer scorer, Class<T> type, MethodHandles.Lookup lookup) {
        this.scorer = scorer;
        List<Input> inputs = scorer.inputs();
        RecordComponent[] bound = bind(inputs, type);
        this.components = new Component[bound.length];
        for (int j = 0; j < bound.length; j++) {
            components[j] = new Component(bound[j], inputs.get(j), lookup);
        }
    }

    /**
     * How likely a customer is to leave.
     *
     * @param customer the record
     * @return the probability, from 0 to 1
     * @throws io.github.churnml.error.DataException if a value is of a wrong type, such as text that is no number
     */
    public double probability(T customer) {
        WorkSpace space = read(customer);
        double probability = space.probability();
        scorer.giveBack(space);
        return probability;
    }

    /**
     * Scores a customer.
     *
     * @param customer the record
     * @return the prediction
     * @throws io.github.churnml.error.DataException if a value is of a wrong type, such as text that is no number
     */
    public Prediction score(T customer) {
        WorkSpace space = read(customer);
        Prediction prediction = scorer.predict(space);
        scorer.giveBack(space);
        return prediction;
    }

    private WorkSpace read(T customer) {
        Objects.requireNonNull(customer, "customer");
        WorkSpace space = scorer.take();
        for (int j = 0; j < components.length; j++) {
            space.row[j] = components[j].read(customer);
        }
        return space;
    }

    /** The component for each input: by its exact name, else by one that differs in case and marks only. */
    private static RecordComponent[] bind(List<Input> inputs, Class<?> type) {
        List<RecordComponent> free = new ArrayList<>(components(type));
        @Nullable RecordComponent[] bound = new RecordComponent[inputs.size()];
        for (int j = 0; j < bound.length; j++) {
            String name = inputs.get(j).name();
            Optional<RecordComponent> exact = free.stream()
                    .filter(component -> component.getName().equals(name))
                    .findFirst();
            bound[j] = exact.orElse(null);
            exact.ifPresent(free::remove);
        }
        List<String> absent = new ArrayList<>();
        for (int j = 0; j < bound.length; j++) {
            if (bound[j] == null) {
                bound[j] = loose(inputs.get(j).name(), free, type);
                free.remove(bound[j]);
            }
            if (bound[j] == null) {
                absent.add(inputs.get(j).name());
            }
        }
        if (!absent.isEmpty()) {
            throw missing(absent, type);
        }
        return bound;
    }

    private static List<RecordComponent> components(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        if (components == null) {
            throw new IllegalArgumentException(type.getName() + " is no record");
        }
        return Arrays.asList(components);
    }

    private static @Nullable RecordComponent loose(String column, List<RecordComponent> free, Class<?> type) {
        String letters = letters(column);
        List<RecordComponent> found = free.stream()
                .filter(component ->
                        !letters.isEmpty() && letters(component.getName()).equals(letters))
                .toList();
        if (found.size() > 1) {
            throw new ConfigurationException(
                    "Column " + Wording.name(column) + " could be meant by several components of record "
                            + Wording.name(type.getSimpleName()) + ": "
                            + Wording.names(
                                    found.stream().map(RecordComponent::getName).toList()) + ".",
                    "Maybe name one of them exactly as the column, or leave the others out.",
                    Where.column(column));
        }
        return found.isEmpty() ? null : found.get(0);
    }

    /** A name without what cannot stand in a component's or is written otherwise there: case, blanks and marks. */
    private static String letters(String name) {
        StringBuilder letters = new StringBuilder();
        name.codePoints().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
        return letters.toString().toLowerCase(Locale.ROOT);
    }

    private static ConfigurationException missing(List<String> absent, Class<?> type) {
        String first = absent.get(0);
        List<String> names =
                components(type).stream().map(RecordComponent::getName).toList();
        return new ConfigurationException(
                "Record " + Wording.name(type.getSimpleName()) + " has no component for "
                        + (absent.size() == 1
                                ? "column " + Wording.name(first) + "; the model needs it."
                                : "columns " + Wording.names(absent) + "; the model needs them."),
                Wording.nearest(first, names)
                        .map(near -> "Maybe " + Wording.name(near) + " should be named " + Wording.name(first) + ".")
                        .orElse("Maybe add it; null, or NaN, where it is not known."),
                Where.column(first));
    }
}
