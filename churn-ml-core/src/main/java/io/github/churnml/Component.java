package io.github.churnml;

import io.github.churnml.data.ColumnType;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.prepare.Input;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;

/** A component of a record that holds an input's value: how it is got, and read without being boxed. */
final class Component {

    /** The form in which a value is handed over. */
    private enum Form {
        NUMBER(double.class),
        WHOLE(long.class),
        FLAG(boolean.class),
        VALUE(Object.class);

        private final MethodType type;

        Form(Class<?> value) {
            this.type = MethodType.methodType(value, Object.class);
        }

        static Form of(Class<?> type) {
            if (type == double.class || type == float.class) {
                return NUMBER;
            }
            if (type == long.class || type == int.class || type == short.class || type == byte.class) {
                return WHOLE;
            }
            return type == boolean.class ? FLAG : VALUE;
        }
    }

    private static final List<Class<?>> TEXT = List.of(CharSequence.class, Character.class, char.class);
    private static final List<Class<?>> NUMBERS = List.of(
            Number.class,
            Boolean.class,
            double.class,
            float.class,
            long.class,
            int.class,
            short.class,
            byte.class,
            boolean.class);
    private static final List<Class<?>> DATES = List.of(
            LocalDate.class, LocalDateTime.class, Instant.class, OffsetDateTime.class, ZonedDateTime.class, Date.class);

    private final Input input;
    private final Form form;
    private final MethodHandle accessor;

    Component(RecordComponent component, Input input, MethodHandles.Lookup lookup) {
        this.input = input;
        requireReadable(component, input);
        this.form = Form.of(component.getType());
        this.accessor = accessor(component, lookup).asType(form.type);
    }

    /** What the input reads in a record. */
    double read(Object record) {
        try {
            return switch (form) {
                case NUMBER -> input.readNumber((double) accessor.invokeExact(record), 0);
                case WHOLE -> input.readWhole((long) accessor.invokeExact(record), 0);
                case FLAG -> input.readFlag((boolean) accessor.invokeExact(record), 0);
                case VALUE -> input.read((Object) accessor.invokeExact(record), 0);
            };
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable checked) {
            throw new IllegalStateException("an accessor of a record cannot declare what it throws", checked);
        }
    }

    private static MethodHandle accessor(RecordComponent component, MethodHandles.Lookup lookup) {
        Class<?> owner = component.getDeclaringRecord();
        try {
            // Opens a record that is not public, as long as its module does not mind.
            component.getAccessor().trySetAccessible();
            return lookup.unreflect(component.getAccessor());
        } catch (IllegalAccessException hidden) {
            throw new ConfigurationException(
                    "Record " + Wording.name(owner.getSimpleName())
                            + " cannot be read from here: its module neither exports" + " nor opens its package.",
                    "Maybe call forRecords(" + owner.getSimpleName() + ".class, MethodHandles.lookup()) where it can be"
                            + " read.",
                    Where.column(component.getName()),
                    hidden);
        }
    }

    /** A static type that no value which the input reads can have is a mistake that shows before the first row. */
    private static void requireReadable(RecordComponent component, Input input) {
        Class<?> type = component.getType();
        boolean date = input.type() == ColumnType.DATE;
        boolean levels = input.variable().nominal();
        boolean readable = fits(type, TEXT)
                || fits(type, NUMBERS) && !(date && (type == boolean.class || type == Boolean.class))
                || date && fits(type, DATES)
                || levels && (type.isEnum() || type == Enum.class);
        if (!readable) {
            String needed = levels ? "text" : date ? "a date" : "a number";
            throw new ConfigurationException(
                    "Component " + Wording.name(component.getName()) + " of record "
                            + Wording.name(component.getDeclaringRecord().getSimpleName()) + " is of type "
                            + type.getSimpleName() + " where " + needed + " is required for column "
                            + Wording.name(input.name()) + ".",
                    levels
                            ? "Maybe give the level as text, a number, a boolean or an enum constant."
                            : date ? "Maybe give a java.time date or text." : "Maybe give a number, a boolean or text.",
                    Where.column(input.name()));
        }
    }

    private static boolean fits(Class<?> type, List<Class<?>> readable) {
        return readable.stream().anyMatch(one -> one.isAssignableFrom(type) || type.isAssignableFrom(one));
    }
}
