package io.github.churnml.data.read;

import io.github.churnml.data.Notice;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a header as a table has it into names: as they stand, blank ones made up, none twice. */
final class HeaderNames {

    private HeaderNames() {}

    /** The names of the columns; what was made up is added to the notices. */
    static List<String> names(List<String> raw, @Nullable Path path, List<Notice> notices) {
        refuseDuplicates(raw, path);
        Set<String> taken = new HashSet<>(raw);
        List<String> names = new ArrayList<>(raw.size());
        for (int i = 0; i < raw.size(); i++) {
            String name = raw.get(i);
            if (name.isBlank()) {
                name = madeUp(i + 1, taken);
                notices.add(new Notice(
                        "empty-header",
                        name,
                        "Column " + (i + 1) + " has no name in the header; it is called " + Wording.name(name) + "."));
            }
            names.add(name);
        }
        return List.copyOf(names);
    }

    private static String madeUp(int position, Set<String> taken) {
        String name = "column_" + position;
        while (!taken.add(name)) {
            name += "_";
        }
        return name;
    }

    private static void refuseDuplicates(List<String> raw, @Nullable Path path) {
        Map<String, Integer> positions = new HashMap<>();
        for (int i = 0; i < raw.size(); i++) {
            String name = raw.get(i);
            Integer before = name.isBlank() ? null : positions.put(name, i + 1);
            if (before != null) {
                throw new DataException(
                        "Columns " + before + " and " + (i + 1) + " are both named " + Wording.name(name) + ".",
                        "Maybe rename one of them in the header.",
                        Where.column(name).path(path));
            }
        }
    }
}
