package io.github.churnml.serving;

import io.github.churnml.drift.ColumnProfile;
import io.github.churnml.drift.DriftWindow;
import io.github.churnml.drift.LevelProfile;
import io.github.churnml.drift.ReferenceProfile;
import io.github.churnml.prepare.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model's rows are compared with: its reference profile, as far as its columns are the model's, with the place of each
 * in a row and the profile's level of each of the model's level codes. Immutable, shared by all threads.
 *
 * <p>A row is the values of all columns in the model's order, as the model has read them, and after them the probability that
 * it gave.
 */
final class ServedReference {

    private final ReferenceProfile profile;
    private final int scorePlace;
    /** Where in a row each column of the profile stands. */
    private final int[] places;
    /** The profile's level by the model's code; no codes for numbers. */
    private final int[][] levels;

    private final boolean[] nominal;

    private ServedReference(ReferenceProfile profile, List<ColumnRule> rules, int rowColumns) {
        this.profile = profile;
        this.scorePlace = rowColumns;
        this.places = new int[rules.size()];
        this.levels = new int[rules.size()][];
        this.nominal = new boolean[rules.size()];
        for (int i = 0; i < places.length; i++) {
            ColumnRule rule = rules.get(i);
            places[i] = rule.position();
            nominal[i] = rule.isNominal();
            levels[i] = profile.columns().get(i) instanceof LevelProfile known ? codes(rule, known) : new int[0];
        }
    }

    /** Null if nothing is known of the training rows, as of an imported model. */
    static @Nullable ServedReference of(ReferenceProfile profile, List<ColumnRule> rules) {
        List<ColumnProfile> columns = new ArrayList<>();
        List<ColumnRule> of = new ArrayList<>();
        for (ColumnRule rule : rules) {
            profile.find(rule.name())
                    .filter(column -> column instanceof LevelProfile == rule.isNominal())
                    .ifPresent(column -> {
                        columns.add(column);
                        of.add(rule);
                    });
        }
        return columns.isEmpty() || profile.rows() == 0
                ? null
                : new ServedReference(
                        new ReferenceProfile(
                                profile.rows(), columns, profile.scores().orElse(null)),
                        of,
                        rules.size());
    }

    ReferenceProfile profile() {
        return profile;
    }

    /** How many numbers a row has. */
    int rowLength() {
        return scorePlace + 1;
    }

    /** Counts the row that begins at a place. */
    void count(double[] rows, int from, DriftWindow into) {
        for (int i = 0; i < places.length; i++) {
            double value = rows[from + places[i]];
            if (nominal[i]) {
                into.addLevel(i, level(levels[i], (int) value));
            } else {
                into.addNumber(i, value);
            }
        }
        into.addScore(rows[from + scorePlace]);
        into.endRow();
    }

    private static int level(int[] ofCode, int code) {
        return code >= 0 ? ofCode[code] : code == Variable.MISSING ? DriftWindow.MISSING : DriftWindow.UNSEEN;
    }

    /** A level that is rare in training has a code of the model's, but no place in the profile. */
    private static int[] codes(ColumnRule rule, LevelProfile profile) {
        int[] codes = new int[rule.levels().size()];
        Map<String, Integer> known = new HashMap<>();
        for (String level : profile.levels()) {
            known.put(level, known.size());
        }
        for (int code = 0; code < codes.length; code++) {
            codes[code] = known.getOrDefault(rule.levels().get(code), DriftWindow.UNSEEN);
        }
        return codes;
    }
}
