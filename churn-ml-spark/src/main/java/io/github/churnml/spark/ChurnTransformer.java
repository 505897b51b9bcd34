package io.github.churnml.spark;

import io.github.churnml.ChurnModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * A model as a stage of Spark's own pipelines. Saved with them: the folder of the stage has its parameters, as those of every stage, and
 * the model file, {@code model.churn}, which every other part of this library reads, too.
 */
public final class ChurnTransformer extends Transformer implements MLWritable {

    private static final long serialVersionUID = 1;
    private static final String FILE = "/model.churn";

    private final String uid;
    private final ModelBytes model;

    /** The column of scores that is added. */
    private final Param<String> outputCol;

    /** Whose clocks points in time are read by. */
    private final Param<String> timeZone;

    /** How many reasons are given at most. */
    private final IntParam reasons;

    /**
     * A stage for a model.
     *
     * @param model the model
     */
    public ChurnTransformer(ChurnModel model) {
        this(Identifiable$.MODULE$.randomUID("churn"), new ModelBytes(model));
    }

    private ChurnTransformer(String uid, ModelBytes model) {
        this.uid = uid;
        this.model = model;
        // They ask for the stage's name, which must be there first.
        this.outputCol = new Param<>(this, "outputCol", "the column of scores that is added");
        this.timeZone = new Param<>(this, "timeZone", "whose clocks points in time are read by");
        this.reasons = new IntParam(this, "reasons", "how many reasons are given at most");
        setDefault(outputCol, ChurnScorer.OUTPUT);
        setDefault(timeZone, "UTC");
        setDefault(reasons, 0);
    }

    @Override
    public String uid() {
        return uid;
    }

    /** {@return the parameter of the name of the column that is added, {@code churn} by default} */
    public Param<String> outputCol() {
        return outputCol;
    }

    /** {@return the parameter of the time zone that points in time are read in, {@code UTC} by default} */
    public Param<String> timeZone() {
        return timeZone;
    }

    /** {@return the parameter of how many reasons are given at most, 0 by default} */
    public IntParam reasons() {
        return reasons;
    }

    /**
     * Sets the name of the column that is added.
     *
     * @param column the name
     * @return this stage
     */
    public ChurnTransformer setOutputCol(String column) {
        set(outputCol, column);
        return this;
    }

    /**
     * Sets the time zone that points in time are read in.
     *
     * @param place such as {@code Europe/Berlin}
     * @return this stage
     */
    public ChurnTransformer setTimeZone(String place) {
        set(timeZone, ZoneId.of(place).getId());
        return this;
    }

    /**
     * Sets how many reasons are given at most.
     *
     * @param most 0 to 100
     * @return this stage
     */
    public ChurnTransformer setReasons(int most) {
        set(reasons, most);
        return this;
    }

    /** {@return the model} */
    public ChurnModel model() {
        return model.model();
    }

    @Override
    public Dataset<Row> transform(Dataset<?> customers) {
        return scorer().transform(customers);
    }

    @Override
    public StructType transformSchema(StructType customers) {
        return scorer().schema(customers);
    }

    @Override
    public ChurnTransformer copy(ParamMap extra) {
        return copyValues(new ChurnTransformer(uid, model), extra);
    }

    private ChurnScorer scorer() {
        return ChurnScorer.of(model, model.model())
                .inZone(ZoneId.of($(timeZone)))
                .withReasons((int) $(reasons))
                .withOutput($(outputCol));
    }

    @Override
    public MLWriter write() {
        return new MLWriter() {
            @Override
            public void saveImpl(String path) {
                try {
                    DefaultParamsWriter.saveMetadata(ChurnTransformer.this, path, sparkSession());
                    ModelFiles.write(
                            model.bytes(),
                            path + FILE,
                            sparkSession().sparkContext().hadoopConfiguration());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    /** {@return what reads such a stage, by itself or as a part of a pipeline} */
    public static MLReader<ChurnTransformer> read() {
        return new MLReader<>() {
            @Override
            public ChurnTransformer load(String path) {
                DefaultParamsReader.Metadata metadata =
                        DefaultParamsReader.loadMetadata(path, sparkSession(), ChurnTransformer.class.getName());
                ChurnModel model = ModelFiles.read(
                        path + FILE, sparkSession().sparkContext().hadoopConfiguration());
                ChurnTransformer stage = new ChurnTransformer(metadata.uid(), new ModelBytes(model));
                metadata.getAndSetParams(stage, scala.Option.empty());
                return stage;
            }
        };
    }

    /**
     * Reads such a stage.
     *
     * @param path the folder that it was saved in
     * @return the stage
     */
    public static ChurnTransformer load(String path) {
        return read().load(path);
    }
}
