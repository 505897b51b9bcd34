package io.github.churnml.spark;

import io.github.churnml.ChurnModel;
import io.github.churnml.RowBuffer;
import io.github.churnml.Scorer;
import io.github.churnml.drift.DriftWindow;
import io.github.churnml.drift.RowCounter;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/** Counts the customers of one partition over the bins of the model's training, and scores them on the way. */
final class DriftCount implements FlatMapFunction<Iterator<InternalRow>, DriftTally> {

    private static final long serialVersionUID = 1;

    private final ModelBytes bytes;
    private final StructType type;
    private final ZoneId zone;

    DriftCount(ModelBytes bytes, StructType type, ZoneId zone) {
        this.bytes = bytes;
        this.type = type;
        this.zone = zone;
    }

    /** What counts rows of a model. */
    static RowCounter counter(ChurnModel model) {
        return RowCounter.of(model.referenceProfile(), model.inputs())
                .orElseThrow(() -> new ConfigurationException(
                        "The model " + Wording.name(model.manifest().name()) + " does not say what it was trained on.",
                        "Maybe it was imported from another system: compare with its training table.",
                        Where.nowhere()));
    }

    @Override
    public Iterator<DriftTally> call(Iterator<InternalRow> rows) {
        ChurnModel model = bytes.model();
        Scorer scorer = model.scorer();
        RowCounter counter = counter(model);
        CustomerRow customer = new CustomerRow(scorer, type, zone);
        RowBuffer buffer = scorer.newRow();
        DriftWindow window = counter.newWindow();
        ScoreSums scores = new ScoreSums(counter.profile());
        double[] row = new double[counter.rowLength()];
        while (rows.hasNext()) {
            customer.read(rows.next(), row);
            for (int j = 0; j < row.length - 1; j++) {
                buffer.setRead(j, row[j]);
            }
            double probability = scorer.probability(buffer);
            row[row.length - 1] = probability;
            counter.count(row, 0, window);
            scores.add(probability);
        }
        return List.of(DriftTally.of(window, scores)).iterator();
    }
}
