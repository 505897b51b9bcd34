package io.github.churnml.cli;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.report.watch.DriftComparison.Uncompared;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which columns count as drift, as options. */
final class DriftColumns {

    @Option(
            names = "--exclude",
            paramLabel = "COLUMN",
            split = ",",
            description = "Columns that are reported and not counted.")
    List<String> exclude = new ArrayList<>();

    @Option(
            names = "--target",
            paramLabel = "COLUMN",
            description = "The column that says who left: reported and not counted; the new table may lack it.")
    @Nullable
    String target;

    @Option(
            names = "--count",
            paramLabel = "COLUMN",
            split = ",",
            description = "Columns to count though they are named like a target.")
    List<String> count = new ArrayList<>();

    /** All names that were given must be there. */
    void requireKnown(DriftReference reference) {
        List<String> known = reference.layout().names();
        for (String name : exclude) {
            requireKnown(name, known, "--exclude");
        }
        for (String name : count) {
            requireKnown(name, known, "--count");
            if (exclude.contains(name) || name.equals(target)) {
                throw new ConfigurationException(
                        "--count names the column " + Wording.name(name) + ", which is not to be counted.",
                        "Maybe take it out of " + (name.equals(target) ? "--target" : "--exclude") + ", or of --count.",
                        Where.column(name));
            }
        }
        if (target != null && !reference.target().filter(target::equals).isPresent()) {
            requireKnown(target, known, "--target");
        }
    }

    private static void requireKnown(String name, Collection<String> known, String option) {
        if (!known.contains(name)) {
            throw new ConfigurationException(
                    option + " names the column " + Wording.name(name) + ", which the reference does not have.",
                    Wording.maybeNearest(name, known),
                    Where.column(name));
        }
    }

    /** Columns that are not counted because of their names. */
    List<String> targets(DriftReference reference) {
        List<String> settled = new ArrayList<>(reference.ignored());
        settled.addAll(count);
        settled.addAll(excluded());
        return reference.targets().stream()
                .filter(name -> !settled.contains(name))
                .toList();
    }

    /** Columns that are not counted because an option says so. */
    Set<String> excluded() {
        Set<String> excluded = new LinkedHashSet<>(exclude);
        if (target != null) {
            excluded.add(target);
        }
        return excluded;
    }

    /** All columns of the reference must be there, but those that are not compared or not counted. */
    static void requireAll(DriftReference reference, Set<String> uncounted, Path table, List<String> header) {
        List<String> ignored = reference.ignored();
        List<String> lacking = reference.layout().names().stream()
                .filter(name -> !header.contains(name) && !ignored.contains(name) && !uncounted.contains(name))
                .toList();
        if (!lacking.isEmpty()) {
            throw new DataException(
                    "The table " + Wording.path(table) + " lacks "
                            + (lacking.size() == 1 ? "the column " : lacking.size() + " columns of the reference: ")
                            + Wording.names(lacking) + ".",
                    "Maybe it is another table, or leave out what it need not have with --exclude.",
                    Where.column(lacking.get(0)).path(table));
        }
    }

    /** What is to be said of columns that take no part. */
    Uncompared uncompared(DriftReference reference, List<String> header) {
        List<String> names = reference.layout().names();
        String known = reference.target().orElse("");
        return new Uncompared(
                header.stream()
                        .filter(name -> !names.contains(name) && !name.equals(target) && !name.equals(known))
                        .toList(),
                names.stream().filter(name -> !header.contains(name)).toList(),
                reference.ignored().stream().filter(header::contains).toList(),
                targets(reference));
    }
}
