package io.github.churnml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a program outside can name in a module's main classes, as lines of text: each public type, then its public and protected members
 * and those it has from a super type that nobody can name. Types that say that they are no API are left out. {@code docs/api/MODULE.txt} keeps the lines, and a module whose lines are
 * others fails its test, so that an API changes in a file that a reviewer reads, and never by accident.
 */
final class PublicApi {

    private static final Path ROOT =
            Path.of(System.getProperty("churn.root", "..")).toAbsolutePath().normalize();

    /** With {@code -Dchurn.api=write} the file is written instead of compared. */
    private static final boolean WRITE = "write".equals(System.getProperty("churn.api"));

    /** What the documentation of a type or package begins a paragraph with. */
    private static final String NO_API = "No API: ";

    /** What every object has: overriding it changes no one's program. */
    private static final Set<String> OF_EVERY_OBJECT = Set.of("equals", "hashCode", "toString");

    private PublicApi() {}

    /** Compares a module's compiled classes with its file, or writes that. */
    static void check(String module) {
        Path classes = ROOT.resolve(module).resolve("target/classes");
        List<Class<?>> all = types(classes).toList();
        Set<Class<?>> inside = all.stream()
                .filter(type -> saysNoApi(ROOT.resolve(module).resolve("src/main/java"), type))
                .collect(Collectors.toSet());
        List<String> now = lines(all.stream().filter(type -> !inside.contains(type)));
        assertThat(now).as("the public types of " + classes).isNotEmpty();
        Path kept = ROOT.resolve("docs/api/" + module + ".txt");
        try {
            if (WRITE) {
                Files.createDirectories(kept.getParent());
                Files.writeString(kept, String.join("\n", now) + "\n");
                return;
            }
            difference(module, Files.exists(kept) ? Files.readAllLines(kept) : List.of(), now)
                    .ifPresent(told -> fail(told));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Whether a type, or its whole package, says in its source that it is no API: it is public because Java has no word for what the other
     * packages of this library alone may use, and no program outside is promised anything of it.
     */
    static boolean saysNoApi(Path sources, Class<?> type) {
        Path file = sources.resolve(type.getName().replaceFirst("\\$.*", "").replace('.', '/') + ".java");
        return Stream.of(file, file.resolveSibling("package-info.java")).anyMatch(source -> {
            try {
                return Files.exists(source) && Files.readString(source).contains("<p>" + NO_API);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** What is gone and what is new, and what to do about it; nothing where both say the same. */
    static Optional<String> difference(String module, List<String> kept, List<String> now) {
        Set<String> gone = full(kept);
        Set<String> added = full(now);
        gone.removeAll(full(now));
        added.removeAll(full(kept));
        if (gone.isEmpty() && added.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder told =
                new StringBuilder("The public API of " + module + " is not that of docs/api/" + module + ".txt.\n");
        if (!gone.isEmpty()) {
            told.append("Gone or changed, which breaks who uses it (")
                    .append(gone.size())
                    .append("):\n");
            gone.forEach(line -> told.append("  - ").append(line).append('\n'));
        }
        if (!added.isEmpty()) {
            told.append("New (").append(added.size()).append("):\n");
            added.forEach(line -> told.append("  + ").append(line).append('\n'));
        }
        return Optional.of(told
                + "Maybe hide it (package-private), or keep what was there; if it is meant, say so in CHANGELOG.md and write the file"
                + " anew: mvn test -pl " + module
                + " -am -Dtest='*ArchitectureTest,PublicApiTest' -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dchurn.api=write");
    }

    /** The lines of some types: one for each, and below it, indented, one for each member. */
    static List<String> lines(Stream<Class<?>> types) {
        List<String> lines = new ArrayList<>();
        types.filter(PublicApi::canBeNamed)
                .sorted((a, b) -> a.getName().compareTo(b.getName()))
                .forEach(type -> {
                    lines.add(head(type));
                    members(type).forEach(member -> lines.add("    " + member));
                });
        return lines;
    }

    /** The classes below a folder, not initialized. */
    static Stream<Class<?>> types(Path classes) {
        try (Stream<Path> files = Files.walk(classes)) {
            return files
                    .map(file -> classes.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(".class") && !name.endsWith("package-info.class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .<Class<?>>map(PublicApi::load)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, PublicApi.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(name + " is not on the class path of this test.", e);
        }
    }

    /** Whether a program in another package can write the name of a type: it and all around it are public, or protected and open. */
    private static boolean canBeNamed(Class<?> type) {
        if (type.isAnonymousClass() || type.isLocalClass() || type.isSynthetic()) {
            return false;
        }
        Class<?> around = type.getDeclaringClass();
        return around == null
                ? Modifier.isPublic(type.getModifiers())
                : reaches(type.getModifiers(), around) && canBeNamed(around);
    }

    /** Whether a member of a type can be used from another package. */
    private static boolean reaches(int modifiers, Class<?> owner) {
        return Modifier.isPublic(modifiers)
                || (Modifier.isProtected(modifiers) && !Modifier.isFinal(owner.getModifiers()));
    }

    private static String head(Class<?> type) {
        StringBuilder head = new StringBuilder();
        if (isDeprecated(type)) {
            head.append("@Deprecated ");
        }
        head.append(kind(type)).append(' ').append(type.getName()).append(variables(type.getTypeParameters()));
        List<String> above = new ArrayList<>();
        if (!type.isInterface() && !type.isEnum() && !type.isRecord() && type.getSuperclass() != Object.class) {
            above.add(name(type.getGenericSuperclass()));
        }
        Arrays.stream(type.getGenericInterfaces()).map(PublicApi::name).sorted().forEach(above::add);
        if (!above.isEmpty()) {
            head.append(" : ").append(String.join(", ", above));
        }
        if (type.isSealed() && !type.isEnum()) {
            head.append(Arrays.stream(type.getPermittedSubclasses())
                    .filter(PublicApi::canBeNamed)
                    .map(PublicApi::name)
                    .sorted()
                    .collect(Collectors.joining(", ", " permits ", "")));
        }
        return head.toString();
    }

    private static String kind(Class<?> type) {
        if (type.isAnnotation()) {
            return "annotation";
        }
        String sealed = type.isSealed() ? "sealed " : "";
        if (type.isInterface()) {
            return sealed + "interface";
        }
        if (type.isEnum()) {
            return "enum";
        }
        if (type.isRecord()) {
            return "record";
        }
        return sealed + modifiers(type.getModifiers() & (Modifier.ABSTRACT | Modifier.FINAL)) + "class";
    }

    private static Set<String> members(Class<?> type) {
        Set<String> lines = new TreeSet<>();
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (isMember(constructor, type)) {
                lines.add(described(constructor, "new", ""));
            }
        }
        for (Class<?> owner : withHiddenSupers(type)) {
            for (Field field : owner.getDeclaredFields()) {
                if (isMember(field, type)) {
                    lines.add(
                            field.isEnumConstant()
                                    ? "constant " + field.getName()
                                    : marks(field, field.getModifiers()) + field.getName() + ": "
                                            + name(field.getGenericType()));
                }
            }
            for (Method method : owner.getDeclaredMethods()) {
                if (isMember(method, type) && !isGiven(method, type)) {
                    lines.add(described(method, method.getName(), ": " + name(method.getGenericReturnType())));
                }
            }
        }
        return lines;
    }

    private static boolean isMember(Member member, Class<?> type) {
        return !member.isSynthetic() && reaches(member.getModifiers(), type);
    }

    /** What the language or every object gives a type. */
    private static boolean isGiven(Method method, Class<?> type) {
        return OF_EVERY_OBJECT.contains(method.getName())
                || (type.isEnum() && Set.of("values", "valueOf").contains(method.getName()));
    }

    /** A type and those above it that cannot be named: their members are had through the type alone. */
    private static Set<Class<?>> withHiddenSupers(Class<?> type) {
        Set<Class<?>> all = new LinkedHashSet<>(Set.of(type));
        Stream.concat(Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()))
                .filter(above -> !canBeNamed(above))
                .forEach(above -> all.addAll(withHiddenSupers(above)));
        return all;
    }

    private static String described(Executable member, String name, String result) {
        int shown = member.getModifiers();
        if (member.getDeclaringClass().isInterface() && !Modifier.isAbstract(shown) && !Modifier.isStatic(shown)) {
            name = "default " + name;
        }
        String thrown = Arrays.stream(member.getGenericExceptionTypes())
                .map(PublicApi::name)
                .sorted()
                .collect(Collectors.joining(", "));
        return marks(member, shown)
                + variables(member.getTypeParameters()).replaceAll("(.+)", "$1 ")
                + name
                + Arrays.stream(member.getGenericParameterTypes())
                        .map(PublicApi::name)
                        .collect(Collectors.joining(", ", "(", ")"))
                + result
                + (thrown.isEmpty() ? "" : " throws " + thrown);
    }

    private static <T extends AnnotatedElement & Member> String marks(T member, int modifiers) {
        boolean openType = !Modifier.isFinal(member.getDeclaringClass().getModifiers());
        int told = Modifier.PROTECTED | Modifier.STATIC | Modifier.ABSTRACT;
        return (isDeprecated(member) ? "@Deprecated " : "")
                + modifiers(modifiers & (openType || member instanceof Field ? told | Modifier.FINAL : told));
    }

    private static boolean isDeprecated(AnnotatedElement element) {
        return element.isAnnotationPresent(Deprecated.class);
    }

    private static String modifiers(int modifiers) {
        return modifiers == 0 ? "" : Modifier.toString(modifiers) + " ";
    }

    private static String variables(TypeVariable<?>[] variables) {
        return variables.length == 0
                ? ""
                : Arrays.stream(variables).map(PublicApi::variable).collect(Collectors.joining(", ", "<", ">"));
    }

    private static String variable(TypeVariable<?> variable) {
        String bounds = Arrays.stream(variable.getBounds())
                .filter(bound -> bound != Object.class)
                .map(PublicApi::name)
                .collect(Collectors.joining(" & "));
        return variable.getName() + (bounds.isEmpty() ? "" : " extends " + bounds);
    }

    /** A type as it stands in a member's line: short where it is ours or one that everybody knows. */
    private static String name(Type type) {
        return type.getTypeName()
                .replaceAll("\\bjava\\.(lang|util|util\\.function)\\.(?=[A-Z])", "")
                .replace("io.github.churnml.", "");
    }

    /** Members with their type before them, so that a line says all. */
    private static Set<String> full(List<String> lines) {
        Set<String> all = new LinkedHashSet<>();
        String type = "";
        for (String line : lines) {
            if (line.startsWith(" ")) {
                all.add(type + " " + line.strip());
            } else {
                all.add(line);
                type = line.replaceFirst(" (: |permits ).*", "").replaceFirst("^([a-z@D-]+ )+", "");
            }
        }
        return all;
    }
}
