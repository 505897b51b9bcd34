import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.FitOptions;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.Tables;
import io.github.churnml.report.ModelCard;
import io.github.churnml.report.ModelReport;
import io.github.churnml.report.TrainedOn;
import io.github.churnml.report.heldout.HeldOutFacts;
import io.github.churnml.report.html.HtmlReport;
import io.github.churnml.report.tree.MarkdownReport;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Trains on a table as {@code churn train} does, and times what the page and the card take beyond that: a line for each, seconds on
 * the clock and of processor time; compiled and started by {@code run}.
 *
 * <p>{@code TimePage FILE TARGET LEARNER}
 */
final class TimePage {

    private static final com.sun.management.OperatingSystemMXBean PROCESS =
            (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private TimePage() {}

    public static void main(String[] args) {
        Dataset table = Tables.readCsv(Path.of(args[0]));
        HeldOutFacts[] facts = new HeldOutFacts[1];
        ChurnModel[] judged = new ChurnModel[1];
        Object[] rows = new Object[3];
        ChurnModel model = timed(
                "training",
                () -> ChurnPipeline.ofSettings(
                                Map.of("target", args[1], "learner", Map.of("name", args[2]), "seed", 42))
                        .fit(table, FitOptions.standard().withJudged((kept, first, data, labels, probabilities) -> {
                            judged[0] = first;
                            rows[0] = data;
                            rows[1] = labels;
                            rows[2] = probabilities;
                        })));
        TrainedOn training =
                new TrainedOn("table.csv", table.rows(), table.columns().size(), "model.churn", List.of(), List.of(), List.of());
        for (int run = 0; run < 2; run++) {
            String warm = run == 0 ? "" : " again";
            timed("rows held out" + warm, () -> facts[0] = HeldOutFacts.of(
                    judged[0], (Dataset) rows[0], (int[]) rows[1], (double[]) rows[2], true));
            String page = timed("page and card" + warm, () -> {
                MarkdownReport.of(ModelCard.of(model, training.with(facts[0])));
                return HtmlReport.of(ModelReport.of(model, training.with(facts[0])));
            });
            System.out.printf(
                    Locale.ROOT, "page%s: %,d bytes%n", warm, page.getBytes(StandardCharsets.UTF_8).length);
        }
    }

    private static <T> T timed(String what, Supplier<T> work) {
        long cpu = PROCESS.getProcessCpuTime();
        long clock = System.nanoTime();
        T made = work.get();
        System.out.printf(
                Locale.ROOT,
                "%s: %.2f s, %.2f s of processors%n",
                what,
                (System.nanoTime() - clock) / 1e9,
                (PROCESS.getProcessCpuTime() - cpu) / 1e9);
        return made;
    }
}
