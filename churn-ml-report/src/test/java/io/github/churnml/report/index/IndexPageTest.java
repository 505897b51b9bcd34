package io.github.churnml.report.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.FitOptions;
import io.github.churnml.SmallModel;
import io.github.churnml.data.Numbers;
import io.github.churnml.error.DataException;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.registry.Promotion;
import io.github.churnml.registry.Registry;
import io.github.churnml.report.ModelReport;
import io.github.churnml.report.TrainedOn;
import io.github.churnml.report.html.HtmlReport;
import io.github.churnml.report.tree.Finding;
import io.github.churnml.report.tree.Report;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexPageTest {

    private static final ChurnModel MODEL = ChurnPipeline.builder()
            .target("churned")
            .build()
            .fit(SmallModel.customers(900, 21), FitOptions.standard().withCreated(SmallModel.THEN));

    @TempDir
    Path folder;

    private FolderIndex index() {
        return FolderIndex.of(folder, folder.resolve("index.html"));
    }

    private String html() {
        return HtmlReport.of(IndexPage.of(index(), ""));
    }

    private Path page(String name, Report report) throws Exception {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, HtmlReport.of(report));
    }

    private static Report empty(String title) {
        return new Report(title, "About " + title, List.of(), List.of());
    }

    @Test
    void index_ofModels_linksTheirPagesAndHasTheirMetricsToTheDigit() throws Exception {
        MODEL.save(Files.createDirectories(folder.resolve("a b")).resolve("model.churn"));
        page("a b/report.html", ModelReport.of(MODEL, TrainedOn.unknown("model.churn", List.of())));
        Files.writeString(folder.resolve("a b/model_card.md"), "card");
        String html = html();

        assertThat(html)
                .contains("<a href=\"a%20b/report.html\">")
                .contains("<a href=\"a%20b/model_card.md\">card</a>")
                .contains(">" + Numbers.text(MODEL.evaluation().rocAuc().value()) + "</td>")
                .contains(">Model churn 1.0.0</a>");
        assertThat(HtmlReport.of(IndexPage.of(index(), "../artifacts")))
                .contains("<a href=\"../artifacts/a%20b/report.html\">");
    }

    @Test
    void index_ofARegistry_saysWhichModelServes() {
        Registry registry = Registry.folder(folder.resolve("models"));
        registry.register(MODEL, "");
        registry.promote("1.0.0", new Promotion(null, List.of(), false, ""));
        FolderIndex index = index();

        assertThat(index.models()).singleElement().matches(FolderIndex.Model::isChampion);
        assertThat(index.registries().get(0).about()).isEqualTo("version 1.0.0 serves; versions: 1, events: 3");
        assertThat(((Finding) IndexPage.of(index, "").opening().get(0)).text())
                .startsWith("By a registry here, what serves is churn 1.0.0, made 2026-01-02 03:04:05: ROC-AUC 0.");
    }

    @Test
    void index_ofHostileNamesAndTitles_showsThemAsTextAndLinksThemEncoded() throws Exception {
        page("x<b>'\"&#.html", empty("<script>alert(1)</script>\"'&amp;\u202E" + "y".repeat(300)));
        page("javascript:alert(1).html", empty("z"));
        FolderIndex index = index();
        String html = html();

        assertThat(index.pages().get(1).title()).startsWith("<script>alert(1)</script>\"'&amp; yyy");
        assertThat(html)
                .doesNotContain("<script>alert")
                .contains("href=\"x%3Cb%3E%27%22%26%23.html\"")
                .contains("href=\"javascript%3Aalert%281%29.html\"")
                .doesNotContain("y".repeat(250));
    }

    @Test
    void index_ofPagesOfOthers_countsThemAndLinksNone() throws Exception {
        Files.writeString(folder.resolve("own.html"), "<!doctype html><title>mine</title><style></style>");
        Files.writeString(
                folder.resolve("quoting.html"),
                "<!doctype html><style></style><meta name=\"generator\" content=\"churn-ml\"><title>no</title>");
        Files.write(folder.resolve("bytes.html"), new byte[] {(byte) 0xFF, 0, 1});
        String html = html();

        assertThat(index().otherPages()).isEqualTo(3);
        assertThat(html).contains("3 other pages of HTML are not linked").doesNotContain("href=\"own.html\"");
    }

    @Test
    void index_ofBrokenFiles_namesThemAndGoesOn() throws Exception {
        Files.writeString(folder.resolve("broken.churn"), "no model");
        Files.writeString(folder.resolve("variants.json"), "{");
        Files.writeString(folder.resolve("registry.log.jsonl"), "{}\n");
        page("good.html", empty("Good"));
        FolderIndex index = index();

        assertThat(index.broken()).extracting(FolderIndex.Entry::file).contains("broken.churn", "registry.log.jsonl");
        assertThat(index.pages()).hasSize(1);
        assertThat(HtmlReport.of(IndexPage.of(index, ""))).contains("cannot be read: see the end of this page");
    }

    @Test
    void index_symbolicLinks_areNotFollowed() throws Exception {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Path inside = Files.createDirectories(folder.resolve("inside"));
        Files.writeString(outside.resolve("page.html"), HtmlReport.of(empty("Secret")));
        try {
            Files.createSymbolicLink(inside.resolve("link"), outside);
            Files.createSymbolicLink(inside.resolve("link.html"), outside.resolve("page.html"));
        } catch (java.io.IOException | UnsupportedOperationException e) {
            Assumptions.abort("no symbolic links here");
        }
        FolderIndex index = FolderIndex.of(inside, inside.resolve("index.html"));

        assertThat(index.pages()).isEmpty();
        assertThat(index.otherPages()).isZero();
    }

    @Test
    void index_againAndAgain_hasTheSameBytes() throws Exception {
        MODEL.save(folder.resolve("model.churn"));
        page("b/page.html", empty("B"));
        page("a/page.html", empty("A"));
        String first = html();
        Files.writeString(folder.resolve("index.html"), first);

        assertThat(html()).isEqualTo(first).doesNotContain("href=\"index.html\"");
        assertThat(IndexPage.isOurs(folder.resolve("index.html"))).isTrue();
    }

    @Test
    void index_ofManyPagesAndDeepFolders_isSmallAndSaysWhatIsLeftOut() throws Exception {
        String page = HtmlReport.of(empty("x".repeat(300)));
        for (int i = 0; i < 1_200; i++) {
            Files.writeString(folder.resolve("p" + i + ".html"), page);
        }
        Path deep = folder;
        for (int i = 0; i < 9; i++) {
            deep = deep.resolve("d");
        }
        Files.createDirectories(deep);
        Files.writeString(deep.resolve("deep.html"), page);
        FolderIndex index = index();
        String html = html();

        assertThat(index.isCut()).isTrue();
        assertThat(index.pages()).hasSize(1_000);
        assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(500_000);
        assertThat(html).contains("The first 300 of 1,000 are shown.").contains("too large to look at all of it");
    }

    @Test
    void index_ofTwoRegistries_doesNotNameOneModelAsTheOne() {
        for (String name : List.of("models", "models/region-x")) {
            Registry registry = Registry.folder(folder.resolve(name));
            registry.register(MODEL, "");
            registry.promote("1.0.0", new Promotion(null, List.of(), false, ""));
        }
        assertThat(((Finding) IndexPage.of(index(), "").opening().get(0)).text())
                .startsWith("By registries here, 2 models serve; the newest of them is churn 1.0.0");
    }

    @Test
    void index_ofPathsAsLongAsTheyMayBe_isSmall() {
        String path = ("\u0634".repeat(120) + "/").repeat(5);
        List<FolderIndex.Model> models = new ArrayList<>();
        List<FolderIndex.Entry> pages = new ArrayList<>();
        Estimate area = new Estimate(0.8, 0.7, 0.9, 0.95);
        for (int i = 0; i < 1_000; i++) {
            String name = path + i;
            pages.add(new FolderIndex.Entry(name + ".html", name, name));
            if (i < 200) {
                models.add(new FolderIndex.Model(
                        name + ".churn",
                        name,
                        "1.0.0",
                        SmallModel.THEN,
                        9,
                        area,
                        area,
                        0.5,
                        name + ".html",
                        name + ".md",
                        false));
            }
        }
        String html = HtmlReport.of(
                IndexPage.of(new FolderIndex("f", models, pages, pages, pages, pages, 0, 0, false), "../" + path));
        assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(500_000);
        assertThat(html).containsPattern("The first \\d+ of 1,000 are shown").containsPattern("The newest \\d+ of 200");
    }

    @Test
    void index_ofAnEmptyFolder_saysSo() {
        assertThat(html())
                .contains("There is no model in this folder.")
                .contains("No page of a churn command lies here.");
        assertThatThrownBy(() -> FolderIndex.of(folder.resolve("none"), folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("is not there.");
    }
}
