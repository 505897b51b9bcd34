package io.github.churnml.outside;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.ChurnModel;
import io.github.churnml.SmallModel;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.monitor.ActionKind;
import io.github.churnml.monitor.AuditLog;
import io.github.churnml.monitor.MetricPoint;
import io.github.churnml.monitor.MonitoringAgent;
import io.github.churnml.registry.Promotion;
import io.github.churnml.registry.Registry;
import io.github.churnml.report.ModelReport;
import io.github.churnml.report.TrainedOn;
import io.github.churnml.report.figure.Axis;
import io.github.churnml.report.figure.Figure;
import io.github.churnml.report.figure.Mark;
import io.github.churnml.report.figure.Tone;
import io.github.churnml.report.figure.Unit;
import io.github.churnml.report.html.HtmlReport;
import io.github.churnml.report.index.FolderIndex;
import io.github.churnml.report.index.IndexPage;
import io.github.churnml.report.monitoring.AuditTrail;
import io.github.churnml.report.tree.Cell;
import io.github.churnml.report.tree.DotPlot;
import io.github.churnml.report.tree.Finding;
import io.github.churnml.report.tree.MarkdownReport;
import io.github.churnml.report.tree.Picture;
import io.github.churnml.report.tree.Report;
import io.github.churnml.report.tree.Section;
import io.github.churnml.report.tree.Table;
import io.github.churnml.report.tree.TextReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages that an application makes of its own numbers, in the manner of ours, and what it finds of ours in a folder. */
class PagesOfOnesOwnTest {

    @TempDir
    Path folder;

    private static Report page(Picture picture) {
        return new Report(
                "Branches",
                "June",
                List.of(Finding.main("Two branches lose customers.")),
                List.of(new Section("Churn", List.of(picture))));
    }

    @Test
    void dotPlot_ofBranches_isTheSameNumbersOnEveryPage() {
        Picture picture = DotPlot.of("Churn by branch", "branch", "churn", Unit.PLAIN)
                .rule("all", 0.2)
                .row("north", new Estimate(0.3125, 0.25, 0.375, 0.95))
                .row("south", new Estimate(0.125, 0.0625, 0.1875, 0.95))
                .picture("The north loses most.");

        assertThat(picture.numbers().columns())
                .extracting(Table.Column::name)
                .containsSubsequence("branch", "from", "to");
        assertThat(picture.numbers().rows()).hasSize(2);
        Report page = page(picture);
        assertThat(HtmlReport.of(page)).contains("<svg", "The north loses most.", ">0.3125</td>");
        assertThat(TextReport.of(page)).contains("Churn by branch: The north loses most.");
        assertThat(MarkdownReport.of(page)).contains("| north | 0.3125 |");
    }

    @Test
    void table_withColumnsOfItsOwn_setsNumbersApart() {
        Table table = new Table(
                "Offers",
                List.of(new Table.Column("offer", false), new Table.Column("kept", true)),
                List.of(List.of(Cell.of("discount"), Cell.exact(17)), List.of(Cell.of("call"), Cell.exact(4))));

        assertThat(table.columns().get(1).numbers()).isTrue();
        assertThat(table.rows().get(0).get(1).value()).isEqualTo(17);
        assertThat(TextReport.of(new Report("Offers", "", List.of(table), List.of())))
                .contains("discount", "17");
    }

    @Test
    void figure_ofSwarmAndThreads_drawsThemAll() {
        List<Mark.Point> dots = IntStream.range(0, 9)
                .mapToObj(i -> new Mark.Point(0.1 * i, i % 3 / 10.0))
                .toList();
        Mark.Swarm swarm = new Mark.Swarm("customers", Tone.values()[0], dots);
        Mark.Threads threads = new Mark.Threads(
                "each customer", Tone.values()[1], List.of(dots.subList(0, 3), dots.subList(3, 6), dots.subList(6, 9)));
        Table.Builder rows = Table.of("Numbers", "x");
        Table numbers = rows.row("0").build();

        String swarmed = HtmlReport.of(page(new Picture(
                new Figure(
                        "Swarm",
                        "Where they lie.",
                        Axis.Numbers.share("x"),
                        new Axis.Names("y", List.of("calls")),
                        List.of(swarm)),
                numbers)));
        String threaded = HtmlReport.of(page(new Picture(
                new Figure(
                        "Threads", "How they go.", Axis.Numbers.share("x"), Axis.Numbers.share("y"), List.of(threads)),
                numbers)));

        assertThat(swarmed).contains("customers");
        assertThat(threaded).contains("each customer");
        assertThat(threads.lines()).hasSize(3);
        assertThat(new Mark.Swarm("one", Tone.values()[0], dots.subList(0, 1)).points())
                .hasSize(1);
    }

    @Test
    void index_ofAFolder_findsModelsPagesAndWhatIsBroken() throws IOException {
        ChurnModel model = SmallModel.of(SmallModel.boosting(), SmallModel.customers(400, 3));
        model.save(folder.resolve("model.churn"));
        Registry registry = Registry.folder(folder.resolve("registry"));
        registry.register(model, "");
        registry.promote("1.0.0", new Promotion(null, List.of(), false, ""));
        Files.writeString(
                folder.resolve("report.html"),
                HtmlReport.of(ModelReport.of(model, TrainedOn.unknown("model.churn", List.of()))));
        Files.writeString(folder.resolve("broken.churn"), "no model");

        FolderIndex index = FolderIndex.of(folder, folder.resolve("index.html"));

        FolderIndex.Model plain = index.models().stream()
                .filter(found -> found.file().equals("model.churn"))
                .findFirst()
                .orElseThrow();
        assertThat(plain.rocAuc().value()).isEqualTo(model.evaluation().rocAuc().value());
        assertThat(plain.threshold()).isEqualTo(model.threshold());
        assertThat(index.models()).anyMatch(FolderIndex.Model::isChampion);
        assertThat(index.broken()).extracting(FolderIndex.Entry::file).containsExactly("broken.churn");
        FolderIndex.Entry kept = index.registries().get(0);
        assertThat(kept.about()).contains("version 1.0.0 serves");
        assertThat(HtmlReport.of(IndexPage.of(index, ""))).contains("model.churn", "broken.churn");
    }

    @Test
    void auditTrail_ofALog_tellsWhatWasDecidedAndDone() {
        AuditLog log = new AuditLog(folder.resolve("audit.jsonl"));
        Instant now = Instant.parse("2026-05-08T00:00:00Z");
        MonitoringAgent agent = MonitoringAgent.builder()
                .clock(Clock.fixed(now, ZoneOffset.UTC))
                .auditLog(log.path())
                .dryRun(false)
                .action(ActionKind.TRIGGER_RETRAINING, plan -> "asked for")
                .build();
        List<MetricPoint> points = IntStream.rangeClosed(0, 7)
                .mapToObj(day ->
                        new MetricPoint(now.minus(Duration.ofDays(7 - day)), Map.of("roc_auc", day == 7 ? 0.865 : 0.9)))
                .toList();

        agent.act(agent.plan(points, null));

        AuditTrail trail = AuditTrail.of(log);
        assertThat(trail.check().isIntact()).isTrue();
        AuditTrail.Entry entry = trail.decisions().get(0);
        assertThat(entry.judgedAt()).isEqualTo(now);
        assertThat(entry.dryRun()).isFalse();
        assertThat(entry.actions()).containsExactly("trigger_retraining");
        assertThat(entry.outcomes()).containsExactly("trigger_retraining: done");
        assertThat(entry.rules()).isNotEmpty();
    }
}
