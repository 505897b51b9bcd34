package io.github.churnml;

import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.prepare.Input;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns that a model needs, found by name: exact, or without blanks around it. */
final class InputNames {

    private final String[] names;
    private final Map<String, Integer> exact = new HashMap<>();
    private final Map<String, Integer> bare = new HashMap<>();
    /** Whether a row by name may leave the column out. */
    private final boolean[] optional;

    InputNames(List<Input> inputs, ServingDefaults serving) {
        // A caller's literals and most JSON parsers' keys are interned: a look-up that meets the same object need not
        // compare characters.
        this.names = inputs.stream().map(input -> input.name().intern()).toArray(String[]::new);
        this.optional = new boolean[names.length];
        for (int j = 0; j < names.length; j++) {
            exact.putIfAbsent(names[j], j);
            bare.putIfAbsent(names[j].strip(), j);
            optional[j] = serving.mayLeaveOut(names[j]);
        }
    }

    /** The names in the order of the inputs; shared, not copied. */
    String[] names() {
        return names;
    }

    /** The place of a column among the inputs, −1 if the model does not need it. */
    int find(String name) {
        Integer place = exact.get(name);
        if (place == null) {
            place = bare.get(name.strip());
        }
        return place == null ? -1 : place;
    }

    /** The place of a column that the model must need. */
    int require(String name) {
        int place = find(name);
        if (place < 0) {
            throw new DataException(
                    "Column " + Wording.name(name) + " is none that the model needs.",
                    Wording.maybeNearest(name, List.of(names)),
                    Where.column(name));
        }
        return place;
    }

    /**
     * The value of a column whose exact name is no key of a row: under a name with other blanks around it; null if the column
     * may be left out.
     */
    @Nullable
    Object underBareName(int place, Map<String, ?> row) {
        String wanted = names[place].strip();
        for (Map.Entry<String, ?> entry : row.entrySet()) {
            if (entry.getKey() != null && entry.getKey().strip().equals(wanted)) {
                return entry.getValue();
            }
        }
        List<String> given = new ArrayList<>(row.keySet());
        given.removeIf(key -> key == null);
        if (!optional[place]) {
            throw missing(given, true);
        }
        // One that is misspelt would else be imputed in silence.
        given.removeIf(key -> find(key) >= 0);
        if (Wording.nearest(names[place], given).isPresent()) {
            throw missing(List.of(names[place]), given, "are left out", "");
        }
        return null;
    }

    /** Which position of a header each input stands at. */
    int[] positions(List<String> columns) {
        int[] positions = new int[names.length];
        for (int j = 0; j < names.length; j++) {
            positions[j] = columns.indexOf(names[j]);
            for (int c = 0; positions[j] < 0 && c < columns.size(); c++) {
                positions[j] = columns.get(c).strip().equals(names[j].strip()) ? c : -1;
            }
            if (positions[j] < 0) {
                throw missing(columns, false);
            }
        }
        return positions;
    }

    /** What is wrong with a table or row that has some other columns only. */
    private DataException missing(Collection<String> given, boolean lenient) {
        List<String> absent = new ArrayList<>();
        for (int j = 0; j < names.length; j++) {
            String name = names[j];
            if (!(lenient && optional[j])
                    && given.stream().noneMatch(other -> other.strip().equals(name.strip()))) {
                absent.add(name);
            }
        }
        return missing(
                absent,
                given,
                "are missing",
                "Maybe give an empty value where it is not known; missing values are treated as in training.");
    }

    static DataException missing(List<String> absent, Collection<String> given, String what, String otherwise) {
        String first = absent.get(0);
        return new DataException(
                absent.size() == 1
                        ? "Column " + Wording.name(first) + " " + what.replace("are", "is") + "; the model needs it."
                        : "Columns " + Wording.names(absent) + " " + what + "; the model needs them.",
                Wording.nearest(first, given)
                        .map(near -> "Maybe " + Wording.name(near) + " should be named " + Wording.name(first) + ".")
                        .orElse(otherwise),
                Where.column(first));
    }
}
