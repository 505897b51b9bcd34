package io.github.churnml.resample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.churnml.SharedFiles;
import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.data.read.Tables;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NeighboursTest {

    /** The definition, as plainly as it can be put. */
    private static double squaredDistance(DistanceSpace space, int a, int b) {
        double sum = 0;
        for (double[] axis : space.numbers()) {
            if (Double.isNaN(axis[a]) != Double.isNaN(axis[b])) {
                sum += space.penalty();
            } else if (!Double.isNaN(axis[a])) {
                sum += (axis[a] - axis[b]) * (axis[a] - axis[b]);
            }
        }
        for (double[] axis : space.levels()) {
            sum += axis[a] == axis[b] ? 0 : space.penalty();
        }
        return sum;
    }

    private static int[] all(int count) {
        return IntStream.range(0, count).toArray();
    }

    @Test
    void find_moreRowsThanATile_agreesWithTheDefinition() {
        ExampleTable rows = ExampleTable.mixed(2000, 0.3, 1);
        MinorityRows minority =
                MinorityRows.of(rows.table(), Classes.of(rows.labels()).minority());
        assertThat(minority.count()).isGreaterThan(2 * DistanceTile.SIZE);
        for (DistanceSpace space : List.of(DistanceSpace.raw(minority), DistanceSpace.standardised(minority))) {
            Neighbours found = Neighbours.find(space, minority.count(), all(minority.count()), 7);
            for (int query = 0; query < minority.count(); query++) {
                int from = query;
                List<Integer> nearest = IntStream.range(0, minority.count())
                        .filter(row -> row != from)
                        .boxed()
                        .sorted(Comparator.comparingDouble(row -> squaredDistance(space, from, row)))
                        .limit(7)
                        .toList();
                for (int i = 0; i < 7; i++) {
                    double distance = found.squaredDistances()[query * 7 + i];
                    assertThat(distance)
                            .isCloseTo(squaredDistance(space, query, nearest.get(i)), within(1e-9 * (1 + distance)));
                    assertThat(squaredDistance(space, query, found.rows()[query * 7 + i]))
                            .isCloseTo(distance, within(1e-9 * (1 + distance)));
                }
            }
        }
    }

    @Test
    void find_equalDistances_prefersTheEarlierRow() {
        double[] axis = new double[600];
        axis[300] = 1;
        DistanceSpace space = new DistanceSpace(new double[][] {axis}, new double[0][], 0);
        Neighbours found = Neighbours.find(space, 600, new int[] {0, 300, 599}, 3);
        assertThat(found.rows()).containsExactly(1, 2, 3, 0, 1, 2, 0, 1, 2);
        assertThat(found.squaredDistances()).containsExactly(0, 0, 0, 1, 1, 1, 0, 0, 0);
    }

    @Test
    void find_someRows_givesWhatAllRowsGive() {
        ExampleTable rows = ExampleTable.mixed(700, 0.5, 2);
        MinorityRows minority =
                MinorityRows.of(rows.table(), Classes.of(rows.labels()).minority());
        DistanceSpace space = DistanceSpace.standardised(minority);
        Neighbours whole = Neighbours.find(space, minority.count(), all(minority.count()), 5);
        int[] some = {299, 3, 3, 77};
        Neighbours part = Neighbours.find(space, minority.count(), some, 5);
        for (int i = 0; i < part.rows().length; i++) {
            assertThat(part.rows()[i]).isEqualTo(whole.rows()[some[i / 5] * 5 + i % 5]);
            assertThat(part.squaredDistances()[i]).isEqualTo(whole.squaredDistances()[some[i / 5] * 5 + i % 5]);
        }
    }

    @Test
    void find_first600RowsOfZubale_findsWhatImbalancedLearnFinds() throws IOException {
        JsonNode golden = new JsonMapper()
                .readTree(SharedFiles.require("golden/smotenc_neighbours.json").toFile());
        ExampleTable rows = zubale(600);
        int[] minorityRows = integers(golden.get("minority_rows"));
        assertThat(Classes.of(rows.labels()).minority()).isEqualTo(minorityRows);
        MinorityRows minority = MinorityRows.of(rows.table(), minorityRows);
        assertThat(minority.nominal()).containsExactly(0, 1, 2, 3);
        DistanceSpace space = DistanceSpace.raw(minority);
        double med = golden.get("median_std").doubleValue();
        assertThat(space.penalty()).isCloseTo(med * med, within(1e-9));
        Neighbours found = Neighbours.find(space, minority.count(), all(minority.count()), 5);
        for (int row = 0; row < minority.count(); row++) {
            for (int i = 0; i < 5; i++) {
                double expected = golden.get("squared_distance").get(row).get(i).doubleValue();
                assertThat(found.squaredDistances()[row * 5 + i]).isCloseTo(expected, within(1e-8));
                assertThat(found.rows()[row * 5 + i])
                        .as("neighbour %d of row %d", i, row)
                        .isEqualTo(golden.get("neighbours").get(row).get(i).intValue());
            }
        }
        Resampled resampled = rows.resample(SmoteNc.standard().withStandardise(false), 1);
        assertThat(resampled.table().rows())
                .isEqualTo(golden.get("resampled_rows").intValue());
        assertThat(resampled.prior()).isEqualTo(0.5);
    }

    private static ExampleTable zubale(int count) {
        Dataset table = Tables.readCsv(SharedFiles.require("data/zubale/customer_churn_synth.csv"))
                .select(all(count));
        NumericColumn target = (NumericColumn) table.column("churned");
        ExampleTable rows = ExampleTable.of(
                IntStream.range(0, count).map(i -> (int) target.value(i)).toArray());
        for (Column column : table.columns()) {
            if (column instanceof CodedColumn coded) {
                rows = rows.levels(
                        column.name(),
                        IntStream.range(0, count).mapToDouble(coded::code).toArray());
            } else if (column instanceof NumericColumn numeric && column != target) {
                rows = rows.numbers(
                        column.name(),
                        IntStream.range(0, count).mapToDouble(numeric::value).toArray());
            }
        }
        return rows;
    }

    private static int[] integers(JsonNode list) {
        return IntStream.range(0, list.size()).map(i -> list.get(i).intValue()).toArray();
    }
}
