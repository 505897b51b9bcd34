package io.github.churnml.cli;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Which public types a source file uses as a program outside would: it stands in another package, names the type in code, and sees what
 * all see. A builder counts where {@code Type.builder(} is called, since nobody writes its name. Results that are only passed through,
 * as {@code a} in {@code x.a().b()}, do not count: whoever looks for an example looks for the name.
 */
final class OutsideUse {

    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?([\\w.]+);");
    private static final Pattern NO_CODE = Pattern.compile(
            "\"\"\"[\\s\\S]*?\"\"\"|\"(?:[^\"\\\\\n]++|\\\\.)*+\"|'(?:[^'\\\\\n]|\\\\.)++'|//[^\n]*|/\\*[\\s\\S]*?\\*/");
    private static final Pattern NAME = Pattern.compile("\\w+(?:\\s*\\.\\s*\\w+)*");

    private final String inPackage;
    private final List<String> imports;
    private final Set<String> names = new HashSet<>();

    /** Reads a file's text. */
    OutsideUse(String source) {
        String code = NO_CODE.matcher(source).replaceAll(" ");
        inPackage = found(PACKAGE, code).stream().findFirst().orElse("");
        imports = found(IMPORT, code);
        String body = IMPORT.matcher(PACKAGE.matcher(code).replaceAll("")).replaceAll("");
        NAME.matcher(body)
                .results()
                .map(name -> name.group().replaceAll("\\s", ""))
                .forEach(this::addName);
    }

    /** {@code A.B.c} as itself, {@code A.B} and {@code A}. */
    private void addName(String name) {
        for (String left = name; !left.isEmpty(); left = left.substring(0, Math.max(0, left.lastIndexOf('.')))) {
            names.add(left);
        }
    }

    /** Of some types, by their names in class files ({@code $} before a nested one), those that are used here. */
    Set<String> of(Collection<String> types) {
        Set<String> used = new TreeSet<>();
        for (String type : types) {
            if (!packageOf(type).equals(inPackage)
                    && (isNamed(type.replace('$', '.'), packageOf(type).length()) || isBuilt(type))) {
                used.add(type);
            }
        }
        return used;
    }

    /** Whether the whole name stands in code, or the end of it that an import of it, of a type around it or of a member leaves. */
    private boolean isNamed(String type, int packageLength) {
        if (names.contains(type)) {
            return true;
        }
        for (String imported : imports) {
            boolean around = type.equals(imported) || type.startsWith(imported + ".");
            boolean member = imported.startsWith(type + ".") && imported.lastIndexOf('.') == type.length();
            if (around && imported.length() > packageLength) {
                if (names.contains(type.substring(imported.lastIndexOf('.') + 1))) {
                    return true;
                }
            } else if (member
                    && Character.isLowerCase(imported.charAt(type.length() + 1))
                    && names.contains(imported.substring(type.length() + 1))) {
                return true;
            }
        }
        return false;
    }

    private boolean isBuilt(String builder) {
        String type = builder.replaceFirst("\\$?Builder$", "");
        return !type.equals(builder)
                && imports.contains(type)
                && names.contains(type.substring(type.lastIndexOf('.') + 1) + ".builder");
    }

    private static String packageOf(String type) {
        return type.substring(0, type.lastIndexOf('.'));
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
