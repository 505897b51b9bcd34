package io.github.churnml.registry.variant;

import io.github.churnml.ChurnModel;
import io.github.churnml.Scorer;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.TableRows;
import io.github.churnml.drift.DriftSettings;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.OutputFile;
import io.github.churnml.prepare.Target;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model of all customers with models of some segments beside it, and which of them answers for whom. Immutable, safe for any
 * thread.
 *
 * <p>On disk it is a folder: {@code variants.json}, which says all of this and the SHA-256 of each model's file, {@code model.churn}
 * of all customers, and {@code geography-us/model.churn} and so on. Each of these is an ordinary model.
 */
public final class VariantSet {

    /** What the file is named that says which model answers for whom. */
    public static final String FILE = "variants.json";

    private static final String MODEL = "model.churn";

    private final VariantNames names;
    private final List<SegmentColumn> columns;
    private final List<Segment> segments;
    private final Map<String, ChurnModel> models;
    private final Instant created;

    /** @param models by name, that of all customers first */
    VariantSet(
            VariantNames names,
            List<SegmentColumn> columns,
            List<Segment> segments,
            Map<String, ChurnModel> models,
            Instant created) {
        this.names = names;
        this.columns = List.copyOf(columns);
        this.segments = List.copyOf(segments);
        this.models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
        this.created = created;
    }

    /**
     * Loads a set; every model's file must be the one that was written with it.
     *
     * @param path the file {@code variants.json}, or its folder
     * @return the set, which scores the same bits as the one that was saved
     * @throws io.github.churnml.error.RegistryException if the file is not there or not ours, or a model's file is missing or is
     *     another than it says
     */
    public static VariantSet load(Path path) {
        return VariantJson.load(path);
    }

    /**
     * Whether a path is that of a set and not of a single model.
     *
     * @param path a file or folder, which need not be there
     * @return whether it is a folder with {@code variants.json} in it, a file of that name, or one that begins as it does
     */
    public static boolean isSet(Path path) {
        return VariantJson.isSet(path);
    }

    /**
     * Writes {@code variants.json} and the models whole or not at all: all of them are written aside before the first is moved into
     * place, {@code variants.json} last. A set in which a process was killed between two moves is refused when it is loaded.
     *
     * @param folder where to write; made if it is not there
     * @return the path of {@code variants.json}
     * @throws io.github.churnml.error.OutputException if a file cannot be written
     */
    public Path save(Path folder) {
        Path file = folder.resolve(FILE);
        OutputFile.write(file, out -> {
            out.write(toJson());
            saveFrom(new ArrayList<>(models.keySet()), folder);
        });
        return file;
    }

    private void saveFrom(List<String> left, Path folder) {
        if (!left.isEmpty()) {
            String name = left.remove(0);
            OutputFile.write(folder.resolve(file(name)), out -> {
                out.write(model(name).toBytes());
                saveFrom(left, folder);
            });
        }
    }

    /** {@return the content of {@code variants.json}} */
    public byte[] toJson() {
        return VariantJson.bytes(this);
    }

    /**
     * The file of a model.
     *
     * @param name its name
     * @return its path below the folder, such as {@code geography-us/model.churn}
     * @throws ConfigurationException if there is no such model
     */
    public String file(String name) {
        model(name);
        return segments.stream()
                        .filter(segment -> segment.answers() != Segment.Answers.POOLED
                                && segment.model().equals(name))
                        .map(segment -> segment.variant().path())
                        .findFirst()
                        .orElse("")
                + MODEL;
    }

    /**
     * One of the models.
     *
     * @param name its name
     * @return the model
     * @throws ConfigurationException if there is none of that name, naming the nearest
     */
    public ChurnModel model(String name) {
        ChurnModel model = models.get(name);
        if (model == null) {
            throw new ConfigurationException(
                    "No variant has a model named " + Wording.name(name) + ".",
                    Wording.maybeNearest(name, models.keySet()),
                    Where.nowhere());
        }
        return model;
    }

    /** {@return the model of all customers} */
    public ChurnModel pooled() {
        return model(names.model());
    }

    /** {@return all models by name, that of all customers first} */
    public Map<String, ChurnModel> models() {
        return models;
    }

    /** {@return the segments that the training knew, in the order of their values} */
    public List<Segment> segments() {
        return segments;
    }

    /** {@return what the experiment and the model of all customers are called} */
    public VariantNames names() {
        return names;
    }

    /** {@return when the set was made, in whole seconds} */
    public Instant created() {
        return created;
    }

    /** {@return the names of the columns that say to which segment a customer belongs} */
    public List<String> by() {
        return columns.stream().map(SegmentColumn::name).toList();
    }

    List<SegmentColumn> columns() {
        return columns;
    }

    /** {@return the part that applications keep at hand to score rows} */
    public VariantScorer scorer() {
        Scorer[] scorers = models.values().stream().map(ChurnModel::scorer).toArray(Scorer[]::new);
        return new VariantScorer(
                new Chooser(columns, segments), pooled().serving(), List.copyOf(models.keySet()), scorers, segments);
    }

    /**
     * Reads a table as {@link ChurnModel#read} does, and the columns that divide the customers as they are spelt.
     *
     * @param path the file
     * @param options how to read it
     * @return the table
     * @throws io.github.churnml.error.DataException if the file is not a usable table, or lacks a needed column
     */
    public Dataset read(Path path, ReadOptions options) {
        ReadOptions typed = options;
        List<String> inputs =
                pooled().inputs().stream().map(input -> input.name().strip()).toList();
        for (SegmentColumn column : columns) {
            if (!inputs.contains(column.name().strip()) && has(path, options, column.name())) {
                typed = typed.withType(column.name(), ColumnType.CATEGORICAL);
            }
        }
        return pooled().read(path, typed);
    }

    private static boolean has(Path path, ReadOptions options, String name) {
        try (TableRows rows = TableRows.open(path, options)) {
            return rows.header().stream().anyMatch(other -> other.strip().equals(name.strip()));
        }
    }

    /**
     * Tells whether the customers of each segment still look like those that its model was trained on, and all customers like
     * those of the whole training table.
     *
     * @param data customers with all columns that the models need and that divide them
     * @param settings when a column has drifted
     * @return how they differ
     * @throws io.github.churnml.error.DataException if a needed column is not there, or holds a value of a wrong type
     */
    public VariantDrift drift(Dataset data, DriftSettings settings) {
        return VariantDrift.of(this, data, settings);
    }

    /**
     * Judges the set on a table with known outcomes: together, segment by segment, and beside the model of all customers.
     *
     * @param data customers with the target column, none of which a model should have been trained on
     * @param outcomes the column and the labels that say who left and who stayed
     * @return how well it does there
     * @throws io.github.churnml.error.DataException if a needed column is not there, or no row, or only one class, can be judged
     */
    public VariantEvaluation evaluate(Dataset data, Target outcomes) {
        return VariantEvaluation.of(this, data, outcomes);
    }

    /**
     * The segment of a variant.
     *
     * @param variant its values spelt as in training
     * @return the segment; empty if the training did not know it
     */
    public Optional<Segment> find(Variant variant) {
        return segments.stream()
                .filter(segment -> segment.variant().equals(variant))
                .findFirst();
    }

    /** {@return its columns and how many models and segments there are, for logs; nothing of any customer} */
    @Override
    public String toString() {
        return "VariantSet[" + names.model() + ", by " + Wording.names(by()) + ", " + models.size() + " models, "
                + segments.size() + " segments]";
    }
}
