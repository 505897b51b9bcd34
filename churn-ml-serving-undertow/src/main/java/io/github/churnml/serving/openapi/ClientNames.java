package io.github.churnml.serving.openapi;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Which names a generated client can make a field or a constant of. Generators keep letters and digits alone, in their own
 * letter case: of {@code Monthly Charges} and {@code monthly_charges} they make the same field twice, of {@code 2nd line} a
 * class that begins with a digit, and of a name in other letters nothing; such clients do not compile.
 */
final class ClientNames {

    /** Members that generated clients have anyway. */
    private static final Set<String> TAKEN = Set.of(
            "additionalproperties",
            "tourlquerystring",
            "todict",
            "fromdict",
            "tojson",
            "fromjson",
            "tostr",
            "copy",
            "construct",
            "validate",
            "modelconfig",
            "modelfields",
            "modeldump",
            "modelextra",
            "modelcopy");

    private ClientNames() {}

    /** Those of the names, in their order, that give a field each; of several that give the same one, the first. */
    static Set<String> fields(Collection<String> names) {
        Set<String> seen = new HashSet<>(TAKEN);
        Set<String> usable = new LinkedHashSet<>();
        for (String name : names) {
            String plain = plain(name);
            if (!plain.isEmpty() && Character.isLetter(plain.charAt(0)) && seen.add(plain)) {
                usable.add(name);
            }
        }
        return usable;
    }

    /** Whether each of the values gives a constant. Of several that give the same one, generators number the later ones. */
    static boolean areConstants(Collection<String> values) {
        return values.stream().map(ClientNames::plain).noneMatch(String::isEmpty);
    }

    private static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }
}
