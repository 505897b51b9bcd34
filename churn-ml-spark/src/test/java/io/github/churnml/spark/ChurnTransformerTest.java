package io.github.churnml.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.ChurnModel;
import io.github.churnml.error.DataException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChurnTransformerTest {

    private static final SparkSession SPARK = LocalSpark.session();

    @TempDir
    Path folder;

    @Test
    void pipeline_savedAndLoaded_scoresTheSame() {
        Dataset<Row> customers = TypedCustomers.table(SPARK);
        ChurnTransformer stage = new ChurnTransformer(TypedCustomers.model())
                .setOutputCol("scored")
                .setTimeZone("Europe/Berlin")
                .setReasons(1);
        SQLTransformer flat = new SQLTransformer().setStatement("SELECT id, scored.* FROM __THIS__ ORDER BY id");
        PipelineModel pipeline =
                new Pipeline().setStages(new PipelineStage[] {stage, flat}).fit(customers);
        List<Row> before = pipeline.transform(customers).collectAsList();
        String path = folder.resolve("pipeline").toString();
        save(pipeline, path);
        assertThat(PipelineModel.load(path).transform(customers).collectAsList())
                .isEqualTo(before)
                .hasSize(TypedCustomers.ROWS);
    }

    @Test
    void stage_savedAndLoaded_hasModelAndParameters() throws Exception {
        ChurnTransformer stage = new ChurnTransformer(TypedCustomers.model()).setOutputCol("p");
        String path = folder.resolve("stage").toString();
        stage.save(path);
        ChurnTransformer loaded = ChurnTransformer.load(path);
        assertThat(loaded.uid()).isEqualTo(stage.uid());
        assertThat(loaded.getOrDefault(loaded.outputCol())).isEqualTo("p");
        assertThat(loaded.getOrDefault(loaded.timeZone())).isEqualTo("UTC");
        assertThat(loaded.model().toBytes()).isEqualTo(TypedCustomers.model().toBytes());
        assertThat(ChurnModel.load(folder.resolve("stage/model.churn")).toBytes())
                .isEqualTo(TypedCustomers.model().toBytes());
        assertThatThrownBy(() -> stage.save(path)).hasMessageContaining("already exists");
        stage.write().overwrite().save(path);
    }

    @Test
    void copy_withAnotherName_leavesTheFirst() {
        ChurnTransformer stage = new ChurnTransformer(TypedCustomers.model());
        ChurnTransformer copy = stage.copy(new ParamMap().put(stage.outputCol(), "other"));
        assertThat(copy.getOrDefault(copy.outputCol())).isEqualTo("other");
        assertThat(stage.getOrDefault(stage.outputCol())).isEqualTo("churn");
        assertThat(copy.transform(TypedCustomers.table(SPARK)).columns()).endsWith("other");
    }

    @Test
    void schema_isThatOfTheTable_orRefused() {
        ChurnTransformer stage = new ChurnTransformer(TypedCustomers.model()).setReasons(2);
        assertThat(stage.transformSchema(TypedCustomers.SCHEMA))
                .isEqualTo(stage.transform(TypedCustomers.table(SPARK)).schema());
        assertThatThrownBy(() -> stage.transformSchema(new StructType().add("tenure", "int")))
                .isInstanceOf(DataException.class);
    }

    private static void save(PipelineModel pipeline, String path) {
        try {
            pipeline.save(path);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
