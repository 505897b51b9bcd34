import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.data.Progress;
import io.github.churnml.snapshot.Feature;
import io.github.churnml.snapshot.SnapshotPlan;
import io.github.churnml.snapshot.Snapshots;
import java.nio.file.Path;
import java.util.List;

/** Makes all snapshots of a plan, some customers at a time, and prints rows, leavers and each feature's sum and count. */
public final class SnapshotSums {

    public static void main(String[] args) {
        long start = System.nanoTime();
        SnapshotPlan plan = SnapshotPlan.read(Path.of(args[0])).orElseThrow();
        Snapshots snapshots = plan.snapshots(plan.read(Path.of(args[1]), Progress.none()));
        long read = System.nanoTime();
        List<Feature> features = snapshots.features();
        double[] sums = new double[features.size()];
        long[] counts = new long[features.size()];
        long[] rows = new long[2];
        snapshots.forEach(Integer.getInteger("at.once", 2_048), table -> add(table, features, sums, counts, rows));
        long made = System.nanoTime();
        System.out.printf("rows %d %d%n", rows[0], rows[1]);
        for (int i = 0; i < sums.length; i++) {
            System.out.printf("%s %.6e %d%n", features.get(i).name(), sums[i], counts[i]);
        }
        System.err.printf("reading %.1f s, snapshots %.1f s%n", (read - start) / 1e9, (made - read) / 1e9);
    }

    private static void add(Dataset table, List<Feature> features, double[] sums, long[] counts, long[] rows) {
        CodedColumn target = (CodedColumn) table.column("churned");
        rows[0] += table.rows();
        for (int row = 0; row < table.rows(); row++) {
            rows[1] += target.code(row);
        }
        for (int i = 0; i < sums.length; i++) {
            NumericColumn column = (NumericColumn) table.column(features.get(i).name());
            for (int row = 0; row < table.rows(); row++) {
                double value = column.value(row);
                if (!Double.isNaN(value)) {
                    sums[i] += value;
                    counts[i]++;
                }
            }
        }
    }
}
