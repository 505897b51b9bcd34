package io.github.churnml.cli;

import io.github.churnml.data.Notice;
import io.github.churnml.data.Progress;
import io.github.churnml.data.TargetNames;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.TableRows;
import io.github.churnml.data.read.Tables;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the target of a table by its name, where none was given and the name is plain. */
final class FoundTarget {

    private FoundTarget() {}

    /**
     * The target where none was named: that of the project's own table, or one found, of which a notice tells.
     *
     * @return its name, or null where one was named
     */
    static @Nullable String unlessNamed(TrainingInput table, boolean named, ReadOptions options, List<Notice> notices) {
        if (table.defaultTarget() != null || named) {
            return table.defaultTarget();
        }
        String found = in(table.path(), options);
        notices.add(notice(found));
        return found;
    }

    /**
     * The only column that is named as targets usually are.
     *
     * @return its name
     * @throws ConfigurationException if several are, or none is, proposing the likeliest
     */
    static String in(Path table, ReadOptions options) {
        List<String> header;
        try (TableRows rows = TableRows.open(table, options.withProgress(Progress.none()))) {
            header = List.copyOf(rows.header());
        }
        List<String> usual = TargetNames.usualAmong(header);
        if (usual.size() > 1) {
            throw new ConfigurationException(
                    "No target was given, and several columns are named like one: " + Wording.names(usual) + ".",
                    "Maybe name the one that says who left by --target, and exclude what repeats it: --target "
                            + Wording.name(usual.get(0)) + " --exclude "
                            + Wording.name(usual.get(1)) + ".",
                    Where.in(table));
        }
        if (usual.isEmpty()) {
            throw new ConfigurationException(
                    "No target was given: it is not known which column says who left.",
                    TargetCandidates.maybe(Tables.read(table, options)),
                    Where.in(table));
        }
        return usual.get(0);
    }

    private static Notice notice(String column) {
        return new Notice(
                "target-found",
                column,
                "No target was given; " + Wording.name(column) + " was found by its name. --target names another.");
    }
}
