package io.github.churnml.benchmarks.defaults;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for on the command line; {@code benchmarks/defaults/run} documents each.
 *
 * @param quick whether fewer splits and tables are taken, and none of more than 100,000 rows
 * @param candidates the YAML that has them
 * @param only the names of those to try; empty for all
 * @param tables the kinds to try them on, {@code shared} and {@code generated} standing for all of these; empty for all
 * @param threads how many fits run at once
 * @param finalists how many of the best are tried on tables of more than 100,000 rows
 * @param csv where every fit's figures are written, or null
 */
record Options(
        boolean quick,
        Path candidates,
        Set<String> only,
        Set<String> tables,
        int threads,
        int finalists,
        @Nullable Path csv) {

    static final String SHARED = "shared";
    static final String GENERATED = "generated";

    private static final List<String> KEYS =
            List.of("--quick", "--candidates", "--only", "--tables", "--threads", "--finalists", "--csv");

    static Options parse(Path candidates, String... arguments) {
        Options options = new Options(false, candidates, Set.of(), Set.of(), 2, 5, null);
        for (int i = 0; i < arguments.length; i++) {
            String key = arguments[i];
            if (key.equals("--quick")) {
                options = options.with(key, "");
                continue;
            }
            if (!KEYS.contains(key)) {
                throw refused("Argument " + Wording.value(key) + " is not known.", Wording.maybeNearest(key, KEYS));
            }
            if (++i == arguments.length) {
                throw refused("Argument " + key + " has no value.", "Maybe write one behind it.");
            }
            options = options.with(key, arguments[i]);
        }
        return options;
    }

    private Options with(String key, String value) {
        boolean isQuick = quick || key.equals("--quick");
        return new Options(
                isQuick,
                key.equals("--candidates") ? Path.of(value) : candidates,
                key.equals("--only") ? Set.of(value.split(",")) : only,
                key.equals("--tables") ? Set.of(value.split(",")) : tables,
                key.equals("--threads") ? number(key, value) : threads,
                key.equals("--finalists") ? number(key, value) : finalists,
                key.equals("--csv") ? Path.of(value) : csv);
    }

    private static int number(String key, String value) {
        if (!value.matches("[1-9]\\d{0,2}")) {
            throw refused(
                    "Argument " + key + " is (" + value + ") where a whole number from 1 to 999 is required.",
                    "Maybe: " + key + " 2");
        }
        return Integer.parseInt(value);
    }

    /** {@return whether a kind is asked for, by its name or by that of all like it} */
    boolean takes(String kind, String all) {
        return tables.isEmpty() || tables.contains(kind) || tables.contains(all);
    }

    static ConfigurationException refused(String problem, String maybe) {
        return new ConfigurationException(problem, maybe, Where.nowhere());
    }
}
