package io.github.churnml.imported;

import io.github.churnml.data.Numbers;
import io.github.churnml.data.read.MissingMarkers;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.forest.foreign.ForeignFeature;
import io.github.churnml.forest.foreign.ForeignForest;
import io.github.churnml.forest.foreign.LevelLists;
import io.github.churnml.imported.ImportSchema.Type;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which level names of the model's file belong to which feature, by the file and a schema together. What they leave open is
 * refused rather than guessed, with one exception: names that cannot be taken for numbers. Were they another column's, that
 * column's texts would be refused where its numbers are read, so no row could be scored wrong in silence.
 */
final class ImportedLevels {

    private static final int SHOWN = 5;

    private final ForeignForest foreign;
    private final List<ImportSchema.@Nullable Column> described;
    private final LevelLists lists;

    ImportedLevels(ForeignForest foreign, List<ImportSchema.@Nullable Column> described) {
        this.foreign = foreign;
        this.described = described;
        this.lists = foreign.levelLists();
    }

    /** The names by feature and code; empty for a feature without. */
    List<List<Object>> byFeature() {
        List<List<Object>> levels = new ArrayList<>();
        foreign.features().forEach(feature -> levels.add(feature.levels()));
        if (!lists.all().isEmpty()) {
            int[] places = places();
            for (int list = 0; list < places.length; list++) {
                levels.set(places[list], lists.all().get(list));
            }
        }
        for (int i = 0; i < levels.size(); i++) {
            requireNoContradiction(i, levels.get(i));
        }
        return levels;
    }

    private int[] places() {
        BitSet bound = new BitSet();
        for (int i = 0; i < described.size(); i++) {
            int feature = i;
            bound.set(
                    i, isStated(i) && IntStream.range(0, lists.all().size()).anyMatch(list -> allowed(list, feature)));
        }
        int[] places = lists.places(this::allowed, bound);
        if (places == null) {
            int[] likeliest = lists.likeliest(this::allowed, bound);
            places = likeliest != null && open().stream().allMatch(this::cannotBeNumbers) ? likeliest : null;
        }
        if (places == null) {
            int list = open().isEmpty() ? 0 : open().get(0);
            throw new ConfigurationException(
                    "The file has level names and does not say which columns they belong to: "
                            + shown(lists.all().get(list)) + " may be those of "
                            + Wording.names(names(lists.candidates(list, this::allowed))) + ".",
                    "Maybe name the columns in a schema (--schema) and give each that has levels its `levels`.",
                    Where.nowhere());
        }
        if (places.length == 0) {
            throw noPlace();
        }
        return places;
    }

    private ConfigurationException noPlace() {
        LevelLists.Allowed any = (list, feature) -> true;
        for (int list = 0; list < lists.all().size(); list++) {
            BitSet candidates = lists.candidates(list, any);
            int chosen = list;
            if (candidates.stream().noneMatch(feature -> allowed(chosen, feature))) {
                return new ConfigurationException(
                        "The file names the levels " + shown(lists.all().get(list)) + ", which "
                                + (candidates.isEmpty()
                                        ? "fit none of its features."
                                        : "may be those of " + Wording.names(names(candidates))
                                                + ", and the schema has none of these with them."),
                        candidates.isEmpty()
                                ? "Maybe the file was put together from two."
                                : "Maybe give the column these `levels`, in this order, or leave out its `type` and"
                                        + " `levels`.",
                        Where.nowhere());
            }
        }
        return new ConfigurationException(
                "The file's " + lists.all().size() + " lists of level names do not fit the columns of the schema with"
                        + " levels.",
                "Maybe a column has the levels of another.",
                Where.nowhere());
    }

    /** Lists that have more than one feature to choose from. */
    private List<Integer> open() {
        return IntStream.range(0, lists.all().size())
                .filter(list -> lists.candidates(list, this::allowed).cardinality() > 1)
                .boxed()
                .toList();
    }

    private boolean isStated(int feature) {
        ImportSchema.Column column = described.get(feature);
        return column != null && column.type() == Type.CATEGORICAL;
    }

    private boolean allowed(int list, int feature) {
        ImportSchema.Column column = described.get(feature);
        return column == null
                || column.type() == Type.AS_IN_FILE
                || column.type() == Type.CATEGORICAL && same(lists.all().get(list), column.levels(), true);
    }

    /** Whether a schema gives the names the same codes. */
    private static boolean same(List<Object> levels, Map<String, Double> codes, boolean all) {
        int found = 0;
        for (int code = 0; code < levels.size(); code++) {
            Double given = codes.get(text(levels.get(code)));
            if (given != null && given != code) {
                return false;
            }
            found += given != null ? 1 : 0;
        }
        return found == codes.size() && (!all || found == levels.size());
    }

    private void requireNoContradiction(int feature, List<Object> levels) {
        ImportSchema.Column column = described.get(feature);
        if (column == null || column.type() == Type.AS_IN_FILE) {
            return;
        }
        if (levels.isEmpty()) {
            requireHighest(column, foreign.features().get(feature));
        } else if (column.type() != Type.CATEGORICAL || !same(levels, column.levels(), false)) {
            throw new ConfigurationException(
                    "The schema reads the column " + Wording.name(column.name()) + " otherwise than the model's file,"
                            + " which names its levels " + shown(levels) + ", with codes from 0 on.",
                    "Maybe leave out its `type` and `levels`: the file's are used.",
                    Where.column(column.name()));
        }
    }

    /** A code of training beyond those of the schema belongs to a level that the schema does not know. */
    private static void requireHighest(ImportSchema.Column column, ForeignFeature feature) {
        double last = column.levels().values().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(Double.NaN);
        if (feature.highest() > last) {
            throw new ConfigurationException(
                    "The schema gives the levels of column " + Wording.name(column.name()) + " codes up to "
                            + Wording.value(Numbers.text(last)) + " where the model was trained with values up to "
                            + Wording.value(Numbers.text(feature.highest())) + ".",
                    "Maybe levels are missing, or they are those of another column.",
                    Where.column(column.name()));
        }
    }

    private boolean cannotBeNumbers(int list) {
        List<Object> levels = lists.all().get(list);
        return levels.stream().allMatch(level -> level instanceof String text && !isNumber(text))
                && levels.stream().anyMatch(level -> !MissingMarkers.standard().isMissing(text(level)));
    }

    /** Whether a column of numbers would take the text for one. */
    private static boolean isNumber(String text) {
        return !Double.isNaN(Numbers.parse(text))
                || Numbers.isInfinite(text)
                || text.strip().equalsIgnoreCase("true")
                || text.strip().equalsIgnoreCase("false");
    }

    private List<String> names(BitSet features) {
        return features.stream()
                .mapToObj(i -> {
                    ImportSchema.Column column = described.get(i);
                    String name = foreign.features().get(i).name();
                    return column != null ? column.name() : name.isEmpty() ? "f" + i : name;
                })
                .toList();
    }

    static String text(Object level) {
        return level instanceof Double number ? Numbers.text(number) : level.toString();
    }

    private static String shown(List<Object> levels) {
        StringBuilder shown = new StringBuilder("(");
        for (int i = 0; i < Math.min(SHOWN, levels.size()); i++) {
            shown.append(i > 0 ? ", " : "").append(Wording.plain(text(levels.get(i))));
        }
        int more = levels.size() - SHOWN;
        return shown.append(more > 0 ? " and " + more + " more)" : ")").toString();
    }
}
