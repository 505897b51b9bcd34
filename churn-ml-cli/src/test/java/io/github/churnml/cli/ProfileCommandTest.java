package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.data.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code churn profile}: the console, the JSON and the file say the same, and wrong use is told. */
class ProfileCommandTest {

    @TempDir
    Path folder;

    /** Every fourth customer left; one column repeats that, one is written afterwards. */
    private Path leaking() {
        StringBuilder text = new StringBuilder("id,plan,spend,status,close_date,churn\n");
        for (int i = 0; i < 400; i++) {
            boolean left = i % 4 == 1;
            text.append("C").append(1000 + i).append(',').append(i % 3 == 0 ? "Basic" : "Pro");
            text.append(',').append(i * 37 % 101).append(',').append(left ? "gone" : "here");
            text.append(',').append(left ? "2026-03-" + (10 + i % 19) : "").append(',');
            text.append(left ? "Yes" : "No").append('\n');
        }
        return Cli.write(folder.resolve("leaking.csv"), text.toString());
    }

    @Test
    void text_showsTableColumnsAndFindings_suspectsFirst() {
        Cli.Result result = Cli.run("profile", "--data", leaking(), "--target", "churn");
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .startsWith("400 rows, 6 columns\nTarget 'churn': 100 customers left (25.0 %), labelled (Yes)\n")
                .contains("\n  column ", "  with the target\n", "\nWhat matters most:\n")
                .contains("\n  1. Column 'status' repeats the target 'churn' under another name")
                .contains("\n  2. Column 'close_date' holds a date for 100.0 % of the customers who left and 0.0 %");
        assertThat(Cli.names(folder)).containsExactly("leaking.csv");
    }

    @Test
    void out_writesProfileJson_theSameAsJsonSays() throws IOException {
        Path data = leaking();
        Path out = folder.resolve("new/folder");
        Cli.Result written = Cli.run("profile", "--data", data, "--target", "churn", "--out", out);
        Cli.Result said = Cli.run("profile", "--json", "--data", data, "--target", "churn");
        assertThat(written.exit()).as(written.err()).isZero();
        assertThat(written.out()).endsWith("\nWritten: " + out.resolve("profile.json") + "\n");
        JsonNode file = new ObjectMapper().readTree(Files.readString(out.resolve("profile.json")));
        assertThat(said.json()).isEqualTo(file);
        assertThat(file.path("rows").asInt()).isEqualTo(400);
        assertThat(file.path("findings").get(0).path("code").asText()).isEqualTo("target-copy");
        assertThat(file.path("columns").size()).isEqualTo(6);
        assertThat(file.path("target").path("left").asInt()).isEqualTo(100);
    }

    @Test
    void html_hasTheNumbersThatJsonSays_andNamesTheCommand() throws IOException {
        Path data = leaking();
        Path page = folder.resolve("profile.html");
        Path document = folder.resolve("profile.md");
        Cli.Result written =
                Cli.run("profile", "--data", data, "--target", "churn", "--html", page, "--markdown", document);
        assertThat(written.exit()).as(written.err()).isZero();
        assertThat(written.out()).endsWith("\nWritten: " + page + ", " + document + "\n");
        String html = Files.readString(page);
        assertThat(html.replaceAll("</?span[^>]*>", ""))
                .contains(
                        "churn train --data " + data + " --target churn --positive Yes --exclude status,close_date\n");
        JsonNode said = Cli.run("profile", "--json", "--data", data, "--target", "churn")
                .json();
        int compared = 0;
        for (JsonNode column : said.path("columns")) {
            for (JsonNode group : column.path("relation").path("groups")) {
                assertThat(html)
                        .contains("<td class=\"n\" data-v=\""
                                + Numbers.text(group.path("low").asDouble()) + "\">"
                                + Numbers.text(group.path("low").asDouble()) + "</td>");
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(10);
        assertThat(said.path("exploration")
                        .path("columns")
                        .get(0)
                        .path("strength")
                        .asDouble())
                .isEqualTo(1);
        assertThat(Files.readString(document))
                .startsWith("# What leaking.csv holds\n")
                .contains("### spend: churn");
        assertThat(Files.readString(page)).hasSizeLessThan(500_000);
    }

    @Test
    void html_overTheTableOrTheOtherPage_isRefused() {
        Path data = leaking();
        Cli.Result over = Cli.run("profile", "--data", data, "--html", data);
        assertThat(over.exit()).isEqualTo(2);
        assertThat(over.err()).contains("would be written over the table");
        Path page = folder.resolve("p");
        assertThat(Cli.run("profile", "--data", data, "--html", page, "--markdown", page)
                        .exit())
                .isEqualTo(2);
        assertThat(Cli.names(folder)).containsExactly("leaking.csv");
    }

    @Test
    void quiet_saysNothingBesideTheProfile() {
        Cli.Result result =
                Cli.run("profile", "-q", "--data", leaking(), "--target", "churn", "--out", folder.resolve("o"));
        assertThat(result.exit()).isZero();
        assertThat(result.out()).doesNotContain("Written");
        assertThat(folder.resolve("o/profile.json")).exists();
    }

    @Test
    void noTarget_suspectsByNameAndNamesTheTarget() {
        Cli.Result result = Cli.run("profile", "--data", leaking());
        assertThat(result.exit()).isZero();
        assertThat(result.out())
                .contains("By its name, column 'close_date' is known only once a customer has left.")
                .contains("No target was given", "'churn' may be it");
    }

    @Test
    void target_misspelt_isBadDataSuggestingTheNearest() {
        Cli.Result result = Cli.run("profile", "--data", leaking(), "--target", "chur");
        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.err()).contains("There is no column 'chur'.", "Maybe 'churn' was meant.");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void positive_withoutTarget_isWrongUse() {
        Cli.Result result = Cli.run("profile", "--data", leaking(), "--positive", "Yes");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("The positive label (Yes) was given, but no target.");
    }

    @Test
    void positive_notThere_isBadDataNamingTheLabels() {
        Cli.Result result = Cli.run("profile", "--data", leaking(), "--target", "churn", "--positive", "gone");
        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.err()).contains("never holds the positive label (gone)", "'No' (300), 'Yes' (100)");
    }

    @Test
    void data_notThere_isBadData() {
        Cli.Result result = Cli.run("profile", "--data", folder.resolve("none.csv"));
        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.err()).contains("none.csv");
    }

    @Test
    void data_notGiven_isWrongUse() {
        assertThat(Cli.run("profile").exit()).isEqualTo(2);
    }

    @Test
    void out_cannotBeWritten_failsInWords() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        Cli.Result result = Cli.run("profile", "--data", leaking(), "--target", "churn", "--out", file);
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).startsWith("churn: ").contains("profile.json");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void help_hasExamples() {
        Cli.Result result = Cli.run("profile", "--help");
        assertThat(result.exit()).isZero();
        assertThat(result.out()).startsWith("Usage: churn profile").contains("Examples:\n  churn profile");
        assertThat(result.out().lines()).allMatch(line -> line.length() <= 120);
    }
}
