import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.Tables;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Reads a CSV file again and again: a line per call, seconds on the clock and of processor time; compiled and started by
 * {@code run} on the class path of each build.
 *
 * <p>{@code ReadCsv FILE CALLS}, or {@code ReadCsv FILE print} for a fingerprint of what was read.
 */
final class ReadCsv {

    private ReadCsv() {}

    public static void main(String[] args) throws Exception {
        Path file = Path.of(args[0]);
        if (args[1].equals("print")) {
            Dataset table = Tables.readCsv(file);
            System.out.println(table.fingerprint() + " " + table.schema() + " " + table.notices());
        } else {
            var process = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            for (int call = 0; call < Integer.parseInt(args[1]); call++) {
                long cpu = process.getProcessCpuTime();
                long clock = System.nanoTime();
                int rows = Tables.readCsv(file).rows();
                System.out.printf(
                        Locale.ROOT,
                        "%.3f %.3f %d%n",
                        (System.nanoTime() - clock) / 1e9,
                        (process.getProcessCpuTime() - cpu) / 1e9,
                        rows);
            }
        }
    }
}
