package io.github.churnml.outside;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.smile.SmileFrames;
import java.util.Map;
import org.junit.jupiter.api.Test;
import smile.data.DataFrame;
import smile.data.vector.DoubleVector;
import smile.data.vector.IntVector;
import smile.data.vector.StringVector;

/** A table that an application has in Smile becomes one of ours, and a model. */
class SmileTableTest {

    private static final int ROWS = 120;

    private static DataFrame frame() {
        int[] tenure = new int[ROWS];
        double[] usage = new double[ROWS];
        String[] plan = new String[ROWS];
        String[] churned = new String[ROWS];
        for (int i = 0; i < ROWS; i++) {
            tenure[i] = i % 40;
            usage[i] = i % 7 == 0 ? Double.NaN : (i % 11) / 2.0;
            plan[i] = i % 3 == 0 ? "Pro" : "Basic";
            churned[i] = tenure[i] < 12 ? "yes" : "no";
        }
        return DataFrame.of(
                IntVector.of("tenure", tenure),
                DoubleVector.of("usage", usage),
                StringVector.of("plan", plan),
                StringVector.of("churned", churned));
    }

    @Test
    void frame_ofFourVectors_isTrainedOn() {
        Dataset table = SmileFrames.of(frame());

        assertThat(table.column("tenure").type()).isEqualTo(ColumnType.NUMERIC);
        assertThat(table.column("plan").type()).isEqualTo(ColumnType.CATEGORICAL);
        assertThat(table.column("usage").isMissing(0)).isTrue();
        ChurnModel model = ChurnPipeline.builder().target("churned").build().fit(table);
        assertThat(model.scorer().probability(Map.of("tenure", 3, "usage", 1.5, "plan", "Pro")))
                .isGreaterThan(model.scorer().probability(Map.of("tenure", 30, "usage", 1.5, "plan", "Pro")));
    }

    @Test
    void type_declaredAnew_winsOverTheFrames() {
        Dataset table =
                SmileFrames.of(frame(), ReadOptions.standard().withTypes(Map.of("tenure", ColumnType.CATEGORICAL)));

        assertThat(table.column("tenure").type()).isEqualTo(ColumnType.CATEGORICAL);
        assertThat(table.column("tenure").text(1)).isEqualTo("1");
    }
}
