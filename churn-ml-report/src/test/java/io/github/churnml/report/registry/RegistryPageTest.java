package io.github.churnml.report.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.FitOptions;
import io.github.churnml.SmallModel;
import io.github.churnml.data.Numbers;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.registry.GateResult;
import io.github.churnml.registry.Pointer;
import io.github.churnml.registry.Promotion;
import io.github.churnml.registry.Registry;
import io.github.churnml.report.figure.Axis;
import io.github.churnml.report.figure.Figure;
import io.github.churnml.report.figure.Mark;
import io.github.churnml.report.figure.Unit;
import io.github.churnml.report.html.HtmlReport;
import io.github.churnml.report.tree.Finding;
import io.github.churnml.report.tree.Picture;
import io.github.churnml.report.tree.Report;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryPageTest {

    private static final ChurnModel FIRST = model(7);
    private static final ChurnModel SECOND = model(8);
    private static final String HOSTILE = "<script>alert(1)</script>\"'\u202E" + "x".repeat(300);

    @TempDir
    Path folder;

    private static ChurnModel model(long seed) {
        return ChurnPipeline.builder()
                .target("churned")
                .seed(seed)
                .build()
                .fit(SmallModel.customers(900, 21), FitOptions.standard().withCreated(SmallModel.THEN));
    }

    private Registry twoChampions() {
        Registry registry = at("2026-01-01T10:00:00Z");
        registry.register(FIRST, "the first");
        registry.promote("1.0.0", new Promotion(null, List.of(), false, "first"));
        at("2026-03-01T10:00:00Z").register(SECOND, HOSTILE);
        at("2026-03-01T12:00:00Z")
                .promote(
                        "1.1.0",
                        new Promotion(
                                "1.0.0",
                                List.of(
                                        new GateResult("ece ceiling", 0.05, 0.1, true, ""),
                                        new GateResult("roc_auc floor", 0.6123456789, 0.7, false, HOSTILE)),
                                true,
                                HOSTILE));
        return registry;
    }

    private Registry at(String time) {
        return Registry.folder(folder).as("ann <b>").with(Clock.fixed(Instant.parse(time), ZoneOffset.UTC));
    }

    private static Report page(Registry registry) {
        return RegistryPage.of(RegistryFacts.of(registry, "models"), List.of());
    }

    @Test
    void page_championByForce_saysSinceWhenAndWhichGateFailed() {
        Report report = page(twoChampions());

        assertThat(report.opening().get(0))
                .isEqualTo(Finding.main("Version 1.1.0 serves since 2026-03-01 12:00: 1.1.0 took the place of 1.0.0, by"
                        + " force although it did not pass: roc_auc floor."));
        assertThat(((Finding) report.opening().get(1)).text())
                .startsWith("It was promoted by force although it did not pass: roc_auc floor.");
        assertThat(((Finding) report.opening().get(1)).weight()).isEqualTo(Finding.Weight.WARNING);
    }

    @Test
    void numbers_ofThePage_areThoseOfTheLogAndTheMetricsToTheDigit() {
        Registry registry = twoChampions();
        String html = HtmlReport.of(page(registry));

        for (ChurnModel model : List.of(FIRST, SECOND)) {
            Estimate area = model.evaluation().rocAuc();
            assertThat(html)
                    .contains(">" + Numbers.text(area.value()) + "</td>")
                    .contains(">" + Numbers.text(area.low()) + "</td>")
                    .contains(">" + Numbers.text(area.high()) + "</td>");
        }
        assertThat(html)
                .contains(">0.6123456789</td>")
                .contains(registry.state().hash());
        registry.differences(registry.state().version("1.0.0"), registry.state().version("1.1.0"))
                .forEach(difference ->
                        assertThat(html).contains(difference.what().replace("'", "&#39;")));
    }

    @Test
    void page_hostileWords_areShownAsText() {
        String html = HtmlReport.of(page(twoChampions()));

        assertThat(html)
                .doesNotContain("<script>alert")
                .contains("&lt;script&gt;alert(1)")
                .doesNotContain("\u202E")
                .doesNotContain("x".repeat(200));
    }

    @Test
    void page_sameRegistry_sameBytes() {
        Registry registry = twoChampions();
        assertThat(HtmlReport.of(page(registry))).isEqualTo(HtmlReport.of(page(registry)));
    }

    @Test
    void page_clockThatWasPutBack_drawsAllWithinTheAxis() {
        at("2026-03-01T10:00:00Z").register(FIRST, "");
        at("2026-03-02T10:00:00Z").promote("1.0.0", new Promotion(null, List.of(), false, "first"));
        at("2026-02-01T10:00:00Z").register(SECOND, "");
        Registry registry = at("2026-02-02T10:00:00Z");
        registry.promote("1.1.0", new Promotion("1.0.0", List.of(), false, "second"));

        List<Figure> figures = page(registry).sections().stream()
                .flatMap(section -> section.blocks().stream())
                .filter(Picture.class::isInstance)
                .map(block -> ((Picture) block).figure())
                .filter(figure -> figure.x() instanceof Axis.Numbers axis && axis.unit() == Unit.TIME)
                .toList();
        assertThat(figures).hasSize(2);
        for (Figure figure : figures) {
            Axis.Numbers axis = (Axis.Numbers) figure.x();
            for (Mark mark : figure.marks()) {
                if (mark instanceof Mark.Points points) {
                    assertThat(points.points())
                            .allSatisfy(point -> assertThat(point.x()).isBetween(axis.from(), axis.to()));
                } else if (mark instanceof Mark.Boxes boxes) {
                    assertThat(boxes.boxes()).allSatisfy(box -> {
                        assertThat(box.low()).isBetween(axis.from(), box.high());
                        assertThat(box.high()).isLessThanOrEqualTo(axis.to());
                    });
                }
            }
        }
    }

    @Test
    void page_championOfToday_isNotSaidToHaveServedShorterThanItDid() {
        assertThat(HtmlReport.of(page(twoChampions())))
                .contains("Of the last 2 champions version 1.0.0 served longest up to the last event, from");
    }

    @Test
    void page_noChampion_saysThatNoneServes() {
        Registry registry = at("2026-01-01T10:00:00Z");
        registry.register(FIRST, "");
        Report report = page(registry);

        assertThat(report.opening().get(0)).isEqualTo(Finding.main("No version serves: none was promoted yet."));
        assertThat(HtmlReport.of(report)).contains("No version was held against a gate");
    }

    @Test
    void page_metricsFileChanged_namesItAndGoesOn() throws Exception {
        Registry registry = twoChampions();
        Files.writeString(folder.resolve("metrics_v1.0.0.json"), "{}");
        Report report = page(Registry.folder(folder));

        assertThat(report.opening()).anySatisfy(block -> assertThat(((Finding) block).text())
                .startsWith("Not read: ")
                .contains("1.0.0"));
        assertThat(HtmlReport.of(report)).contains(registry.state().hash());
    }

    @Test
    void page_fiveThousandEvents_isSmallAndSaysWhatIsLeftOut() {
        Registry registry = Registry.of(new MemoryStore()).as("ann");
        registry.register(FIRST, "");
        registry.register(SECOND, "");
        registry.promote("1.0.0", new Promotion(null, List.of(), false, "first"));
        for (int i = 0; i < 2_500; i++) {
            registry.assign(Pointer.SHADOW, "1.1.0", Map.of(), HOSTILE);
            registry.release(Pointer.SHADOW, HOSTILE);
        }
        String html = HtmlReport.of(page(registry));

        assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(500_000);
        assertThat(html).contains("The newest 200 of 5,004 events are shown; churn registry history has all.");
    }

    @Test
    void page_variantsBelow_areNamedWithTheirChampions() {
        Registry registry = twoChampions();
        RegistryFacts facts = RegistryFacts.of(registry, "models");
        String html = HtmlReport.of(RegistryPage.of(facts, List.of(RegistryFacts.of(registry, "geography-us"))));

        assertThat(html)
                .contains(">geography-us</td>")
                .contains("Each segment of customers may have a model of its own");
    }
}
