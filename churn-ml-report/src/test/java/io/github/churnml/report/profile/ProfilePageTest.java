package io.github.churnml.report.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.Tables;
import io.github.churnml.profile.GroupRate;
import io.github.churnml.profile.HistogramBin;
import io.github.churnml.profile.Interaction;
import io.github.churnml.profile.ProfileOptions;
import io.github.churnml.profile.TableExploration;
import io.github.churnml.report.html.HtmlReport;
import io.github.churnml.report.tree.Block;
import io.github.churnml.report.tree.Cell;
import io.github.churnml.report.tree.Commands;
import io.github.churnml.report.tree.Finding;
import io.github.churnml.report.tree.Grid;
import io.github.churnml.report.tree.MarkdownReport;
import io.github.churnml.report.tree.Picture;
import io.github.churnml.report.tree.Report;
import io.github.churnml.report.tree.Section;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfilePageTest {

    private static final ProfileSource SOURCE = ProfileSource.ofFile("some where/customers.csv");

    @TempDir
    Path folder;

    private Dataset read(String text) {
        try {
            return Tables.readCsv(Files.writeString(folder.resolve("table.csv"), text));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Who left depends on price and plan together; a reason stands where somebody left. */
    private static String customers(int rows) {
        Random random = new Random(3);
        StringBuilder text = new StringBuilder("id,price,plan,joined,reason,age,churned\n");
        for (int i = 0; i < rows; i++) {
            double price = random.nextGaussian();
            boolean pro = i % 3 == 0;
            boolean left = random.nextDouble() < 1 / (1 + Math.exp(1 - (pro ? 2 : -1.5) * price));
            text.append('C').append(i).append(',').append(Math.round(price * 1000) / 100.0);
            text.append(',').append(pro ? "Pro" : "Basic");
            text.append(",2024-").append(10 + i % 3).append("-0").append(1 + i % 9);
            text.append(',').append(left ? "price" : "").append(',');
            text.append(i % 7 == 0 ? "" : 20 + i % 50)
                    .append(',')
                    .append(left ? "Yes" : "No")
                    .append('\n');
        }
        return text.toString();
    }

    private static Report page(TableExploration exploration, ProfileOptions options) {
        return ProfilePage.of(exploration, SOURCE, options);
    }

    private static List<Picture> pictures(Report report) {
        List<Picture> pictures = new ArrayList<>();
        for (Section section : report.sections()) {
            for (Block block : section.blocks()) {
                if (block instanceof Picture picture) {
                    pictures.add(picture);
                } else if (block instanceof Grid grid) {
                    pictures.addAll(grid.pictures());
                }
            }
        }
        return pictures;
    }

    private static Picture picture(Report report, String title) {
        return pictures(report).stream()
                .filter(picture -> picture.figure().title().equals(title))
                .findFirst()
                .orElseThrow(() -> new AssertionError(title));
    }

    private static List<Double> column(Picture picture, int place) {
        return picture.numbers().rows().stream()
                .map(row -> row.get(place).value())
                .toList();
    }

    @Test
    void levels_thatDifferInBlanks_areTold() {
        StringBuilder text = new StringBuilder("plan,churned\n");
        for (int i = 0; i < 400; i++) {
            text.append(i % 3 == 0 ? "\" Month\"" : "Month").append(i % 4 == 0 ? ",Yes\n" : ",No\n");
        }
        ProfileOptions options = ProfileOptions.ofTarget("churned");
        Report report = page(TableExploration.of(read(text.toString()), options), options);
        assertThat(picture(report, "plan: levels").numbers().rows().stream()
                        .map(row -> row.get(0).text()))
                .containsExactlyInAnyOrder("“\u00A0Month”", "Month");
    }

    @Test
    void opening_leaksFirst_thenTheCommandThatLeavesThemOut() {
        ProfileOptions options = ProfileOptions.ofTarget("churned");
        TableExploration exploration = TableExploration.of(read(customers(3000)), options);
        Report report = page(exploration, options);
        assertThat(report.opening().get(0)).isInstanceOfSatisfying(Finding.class, finding -> assertThat(finding.text())
                .startsWith(String.format(
                        java.util.Locale.ROOT,
                        "%,d of 3,000 customers left: ",
                        exploration.profile().target().left()))
                .contains("Of what is no suspect, most is said by price"));
        assertThat(report.opening().get(1)).isInstanceOfSatisfying(Finding.class, finding -> {
            assertThat(finding.weight()).isEqualTo(Finding.Weight.WARNING);
            assertThat(finding.text()).contains("'reason'");
        });
        assertThat(report.opening().get(report.opening().size() - 1))
                .isEqualTo(new Commands(List.of(
                        "churn train --data 'some where/customers.csv' --target churned --positive Yes --exclude reason",
                        "churn compare --data 'some where/customers.csv' --target churned --positive Yes --exclude"
                                + " reason")));
    }

    @Test
    void figures_haveTheNumbersOfTheProfile_toTheDigit() {
        ProfileOptions options = ProfileOptions.ofTarget("churned");
        TableExploration exploration = TableExploration.of(read(customers(3000)), options);
        Report report = page(exploration, options);
        List<GroupRate> groups =
                exploration.profile().column("price").orElseThrow().relation().groups();
        Picture rates = picture(report, "price: churn");
        assertThat(column(rates, 1))
                .containsExactlyElementsOf(
                        groups.stream().map(group -> (double) group.rows()).toList());
        assertThat(column(rates, 3))
                .containsExactlyElementsOf(
                        groups.stream().map(group -> group.rate().value()).toList());
        assertThat(column(rates, 5))
                .containsExactlyElementsOf(
                        groups.stream().map(group -> group.rate().high()).toList());
        List<HistogramBin> bins = exploration.columns().stream()
                .filter(column -> column.name().equals("price"))
                .findFirst()
                .orElseThrow()
                .histogram()
                .bins();
        assertThat(column(picture(report, "price: values"), 3))
                .containsExactlyElementsOf(
                        bins.stream().map(bin -> (double) bin.left()).toList());
        Interaction interaction = exploration.interactions().get(0);
        Picture pair = picture(report, interaction.a() + " and " + interaction.b());
        assertThat(column(pair, 4))
                .containsExactlyElementsOf(interaction.cells().stream()
                        .map(cell -> cell.rate().value())
                        .toList());
        assertThat(column(picture(report, "joined: churn by month"), 3))
                .containsExactlyElementsOf(exploration.times().get(0).periods().stream()
                        .map(period -> period.rate().value())
                        .toList());
        String html = HtmlReport.of(report);
        groups.forEach(
                group -> assertThat(html).contains("data-v=\"" + group.rate().value() + "\">"));
    }

    @Test
    void groups_ofFewCustomers_arePointedOut() {
        StringBuilder text = new StringBuilder("plan,use,churned\n");
        for (int i = 0; i < 400; i++) {
            text.append(i < 20 ? "Rare" : i % 2 == 0 ? "A" : "B")
                    .append(',')
                    .append(i * 7 % 31)
                    .append(',');
            text.append(i < 20 || i % 4 == 0 ? "Yes" : "No").append('\n');
        }
        ProfileOptions options = ProfileOptions.ofTarget("churned");
        Picture rates = picture(page(TableExploration.of(read(text.toString()), options), options), "plan: churn");
        assertThat(rates.figure().finding())
                .isEqualTo(
                        "Churn goes from 0.0 % (B) to 50.0 % (A). One group has fewer than 30 customers: nothing follows"
                                + " from it alone.");
        assertThat(rates.numbers().rows().stream().map(row -> row.get(0).text()))
                .contains("Rare (few)");
    }

    @Test
    void page_ofAWideTableWithLongNames_isBoundedAndSaysWhatIsLeftOut() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 600; i++) {
            text.append("\"").append("\"\"".repeat(120)).append(i).append("\",");
        }
        text.append("y\n");
        for (int row = 0; row < 120; row++) {
            for (int i = 0; i < 600; i++) {
                text.append('"')
                        .append("<&>".repeat(60))
                        .append((row * 31 + i) % 12)
                        .append("\",");
            }
            text.append(row % 3 == 0 ? 1 : 0).append('\n');
        }
        ProfileOptions options = ProfileOptions.ofTarget("y");
        String html = ProfilePage.html(TableExploration.of(read(text.toString()), options), SOURCE, options);
        assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(500_000);
        assertThat(html).contains("columns are not drawn and listed under All columns", "more are in profile.json");
    }

    @Test
    void table_withoutATarget_isShown_andAsksForIt() {
        TableExploration exploration = TableExploration.of(read(customers(300)), ProfileOptions.none());
        Report report = page(exploration, ProfileOptions.none());
        assertThat(report.opening().get(0)).isInstanceOfSatisfying(Finding.class, finding -> assertThat(finding.text())
                .startsWith("It is not said who left, so this page shows"));
        assertThat(report.opening().get(report.opening().size() - 1))
                .isEqualTo(new Commands(List.of(
                        "churn profile --data 'some where/customers.csv' --target churned --html" + " profile.html")));
        assertThat(pictures(report).stream().map(picture -> picture.figure().title()))
                .contains("plan: levels", "price: values")
                .noneMatch(title -> title.endsWith(": churn"));
    }

    @Test
    void tables_withNothingToDraw_areSaidToBe() {
        for (String text : List.of("a,b,churned\n,,1\n,,0\n,,1\n", "churned\n1\n0\n1\n", "a,churned\n1,1\n2,1\n")) {
            ProfileOptions options = ProfileOptions.ofTarget("churned");
            Report report = page(TableExploration.of(read(text), options), options);
            assertThat(HtmlReport.of(report)).doesNotContain("NaN", "Infinity");
            assertThat(MarkdownReport.of(report)).startsWith("# What customers.csv holds\n");
        }
    }

    @Test
    void finding_ofEveryFigure_isThere_andEveryRowHasItsCells() {
        ProfileOptions options = ProfileOptions.ofTarget("churned");
        Report report = page(TableExploration.of(read(customers(1000)), options), options);
        assertThat(pictures(report)).hasSizeGreaterThan(10).allSatisfy(picture -> {
            assertThat(picture.figure().finding()).endsWith(".");
            assertThat(picture.numbers().rows()).isNotEmpty();
            for (List<Cell> row : picture.numbers().rows()) {
                assertThat(row).hasSize(picture.numbers().columns().size());
            }
        });
    }

    @Test
    void source_names_areQuotedForAShell() {
        assertThat(ProfileSource.ofFile("it's.csv").arguments()).isEqualTo("--data 'it'\\''s.csv'");
        assertThat(ProfileSource.ofFile("s3://bucket/a.csv").name()).isEqualTo("a.csv");
        assertThat(ProfileSource.quoted("")).isEqualTo("''");
    }
}
