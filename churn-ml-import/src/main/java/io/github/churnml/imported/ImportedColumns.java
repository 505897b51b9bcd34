package io.github.churnml.imported;

import io.github.churnml.data.Notice;
import io.github.churnml.data.Numbers;
import io.github.churnml.data.read.MissingMarkers;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.ModelFileException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.forest.Forest;
import io.github.churnml.forest.ForestBuilder;
import io.github.churnml.forest.foreign.ForeignForest;
import io.github.churnml.prepare.GivenColumn;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Brings together what a model file says of its features and what a schema says of a table's columns. */
final class ImportedColumns {

    /** As many as a reader lets a table have. */
    private static final int MOST_COLUMNS = 10_000;

    private final ForeignForest foreign;
    private final ImportSchema schema;
    private final List<Notice> notices;
    private final BitSet onLevels;

    ImportedColumns(ForeignForest foreign, ImportSchema schema, List<Notice> notices) {
        this.foreign = foreign;
        this.schema = schema;
        this.notices = notices;
        this.onLevels = onLevels(foreign.forest());
    }

    List<GivenColumn> columns() {
        int count = foreign.features().size();
        if (count == 0 || count > MOST_COLUMNS) {
            throw new ModelFileException(
                    "The model has " + count + " features where 1 to " + MOST_COLUMNS + " can be scored.",
                    "Maybe another model was meant.",
                    Where.nowhere());
        }
        List<ImportSchema.@Nullable Column> described = described();
        requireNames(described);
        List<List<Object>> levels = new ImportedLevels(foreign, described).byFeature();
        List<GivenColumn> columns = new ArrayList<>();
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ImportSchema.Column column = described.get(i);
            columns.add(
                    !levels.get(i).isEmpty()
                            ? named(i, column, levels.get(i))
                            : column == null ? undescribed(i, codes) : described(i, column));
        }
        if (!Double.isNaN(foreign.missing())) {
            notices.add(new Notice(
                    "missing-value",
                    "",
                    "The file says that training took " + Numbers.text(foreign.missing())
                            + " for a missing value; so does this model, in every column."));
        }
        if (!codes.isEmpty()) {
            notices.add(new Notice(
                    "codes",
                    "",
                    "Split by level, and read as codes since the file does not name their levels: "
                            + Wording.names(codes) + ". Maybe name their levels in a schema."));
        }
        return columns;
    }

    /** The schema's column of each feature, null where it has none. */
    private List<ImportSchema.@Nullable Column> described() {
        List<String> names = foreign.featureNames();
        if (names.isEmpty()) {
            return byPosition();
        }
        Map<String, ImportSchema.Column> byFeature = new HashMap<>();
        for (ImportSchema.Column column : schema.columns()) {
            if (!names.contains(column.featureName())) {
                throw new ConfigurationException(
                        "The schema has the column " + Wording.name(column.featureName())
                                + ", which is no feature of the model.",
                        Wording.nearest(column.featureName(), names)
                                .map(near ->
                                        "Maybe " + Wording.name(near) + " was meant; if the table spells it otherwise,"
                                                + " add `feature: " + near + "`.")
                                .orElse("Maybe add `feature` with the model's name for it, such as "
                                        + Wording.name(names.get(0)) + "."),
                        Where.column(column.name()));
            }
            byFeature.put(column.featureName(), column);
        }
        List<ImportSchema.@Nullable Column> described = new ArrayList<>();
        names.forEach(name -> described.add(byFeature.get(name)));
        return described;
    }

    private List<ImportSchema.@Nullable Column> byPosition() {
        int count = foreign.features().size();
        List<ImportSchema.@Nullable Column> described = new ArrayList<>(schema.columns());
        if (described.isEmpty()) {
            for (int i = 0; i < count; i++) {
                described.add(null);
            }
            notices.add(new Notice(
                    "no-names",
                    "",
                    "The file names no features, so tables need "
                            + (count == 1 ? "the column 'f0'" : "columns 'f0' to 'f" + (count - 1) + "'")
                            + ", in the order of training. Maybe name them in a schema."));
        } else if (described.size() != count) {
            throw new ConfigurationException(
                    "The schema has " + described.size() + " columns where the model has " + count
                            + " features, which its file does not name.",
                    "Maybe list all columns in the order of training.",
                    Where.nowhere());
        }
        return described;
    }

    private void requireNames(List<ImportSchema.@Nullable Column> described) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < described.size(); i++) {
            ImportSchema.Column column = described.get(i);
            String name = column == null ? name(i) : column.name();
            if (!seen.add(name.strip())) {
                throw new ConfigurationException(
                        "Two features of the model would be read from the column " + Wording.name(name) + ".",
                        "Maybe give one of them another name in the schema.",
                        Where.column(name));
            }
            if (name.strip().equals(schema.target().column().strip())) {
                throw new ConfigurationException(
                        "The column " + Wording.name(name) + " is both the target and a feature of the model.",
                        "Maybe give the schema a `target` with another column.",
                        Where.column(name));
            }
        }
    }

    private String name(int feature) {
        String name = foreign.features().get(feature).name();
        return name.isEmpty() ? "f" + feature : name;
    }

    /** A column whose levels the file names: they are what they are, and markers only what is no level. */
    private GivenColumn named(int place, ImportSchema.@Nullable Column column, List<Object> levels) {
        String name = column == null ? name(place) : column.name();
        for (String marker : column == null ? List.<String>of() : column.missing()) {
            if (levels.stream().anyMatch(level -> ImportedLevels.text(level).equals(marker))) {
                throw new ConfigurationException(
                        "The schema lists " + Wording.value(marker) + " of column " + Wording.name(name)
                                + " as a missing value; the model knows it as a level.",
                        "Maybe leave it out of `missing`.",
                        Where.column(name));
            }
        }
        if (foreign.missing() >= 0 && foreign.missing() < levels.size()) {
            throw new ModelFileException(
                    "The model takes " + Numbers.text(foreign.missing()) + " for missing, which is a code of column "
                            + Wording.name(name) + ".",
                    "Maybe train with missing=NaN.",
                    Where.column(name));
        }
        return GivenColumn.exactLevels(
                name, levels, missing(column == null ? List.of() : column.missing()), onLevels.get(place));
    }

    private GivenColumn undescribed(int place, List<String> codes) {
        MissingMarkers missing = missing(List.of());
        if (!onLevels.get(place)) {
            return GivenColumn.number(name(place), missing);
        }
        codes.add(name(place));
        return GivenColumn.code(name(place), missing);
    }

    private GivenColumn described(int place, ImportSchema.Column column) {
        MissingMarkers missing = missing(column.missing());
        return switch (column.type()) {
            case NUMBER, AS_IN_FILE ->
                onLevels.get(place)
                        ? GivenColumn.code(column.name(), missing)
                        : GivenColumn.number(column.name(), missing);
            case BOOLEAN -> flag(place, column, missing);
            case CATEGORICAL -> {
                requireCodes(place, column);
                yield levels(place, column);
            }
        };
    }

    private GivenColumn flag(int place, ImportSchema.Column column, MissingMarkers missing) {
        if (foreign.missing() == 0 || foreign.missing() == 1) {
            throw new ConfigurationException(
                    "The schema reads the column " + Wording.name(column.name()) + " as boolean, and the model takes "
                            + Numbers.text(foreign.missing()) + " for missing, which is one of its two values.",
                    "Maybe leave out its type: true and false are 1 and 0 then.",
                    Where.column(column.name()));
        }
        return GivenColumn.flag(column.name(), missing, onLevels.get(place));
    }

    /** A level whose code the model takes for missing is a text that stands for a missing value. */
    private GivenColumn levels(int place, ImportSchema.Column column) {
        Map<String, Double> codes = new LinkedHashMap<>(column.levels());
        List<String> more = new ArrayList<>(column.missing());
        column.levels().forEach((level, code) -> {
            if (code == foreign.missing()) {
                codes.remove(level);
                more.add(level);
            }
        });
        return GivenColumn.levels(column.name(), codes, missing(more), onLevels.get(place));
    }

    /** The usual markers, the model's own, and all that the schema lists. */
    private MissingMarkers missing(List<String> more) {
        MissingMarkers all = MissingMarkers.standard().and(schema.missing()).and(more);
        return Double.isNaN(foreign.missing()) ? all : all.and(List.of(Numbers.text(foreign.missing())));
    }

    /** Trees that tell levels apart know whole codes only. */
    private void requireCodes(int place, ImportSchema.Column column) {
        column.levels().forEach((level, code) -> {
            boolean whole = code >= 0 && code < ForestBuilder.MOST_LEVELS && code == Math.rint(code);
            if (onLevels.get(place) && !whole) {
                throw new ConfigurationException(
                        "The schema gives level " + Wording.value(level) + " of column " + Wording.name(column.name())
                                + " the code " + Wording.value(code) + " where a whole number from 0 to "
                                + (ForestBuilder.MOST_LEVELS - 1) + " is required.",
                        "Maybe use the codes of training.",
                        Where.column(column.name()));
            }
        });
    }

    /** The features that the trees split by level, and never at a threshold. */
    private static BitSet onLevels(Forest forest) {
        BitSet onLevels = new BitSet();
        BitSet atThreshold = new BitSet();
        for (int node = 0; node < forest.nodes(); node++) {
            if (!forest.isLeaf(node)) {
                (forest.isOnLevels(node) ? onLevels : atThreshold).set(forest.feature(node));
            }
        }
        onLevels.andNot(atThreshold);
        return onLevels;
    }
}
