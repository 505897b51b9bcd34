package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.churnml.ChurnModel;
import io.github.churnml.registry.Promotion;
import io.github.churnml.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryCommandTest {

    @TempDir
    Path folder;

    private Path models;
    private Path second;

    @BeforeEach
    void twoModels() {
        models = folder.resolve("models");
        second = Cli.otherModel();
    }

    private Cli.Result registry(Object... args) {
        Object[] all = new Object[args.length + 3];
        all[0] = "registry";
        System.arraycopy(args, 0, all, 1, args.length);
        all[args.length + 1] = "--registry";
        all[args.length + 2] = models;
        return Cli.run(folder, Map.of("CHURN_ACTOR", "ann"), all);
    }

    private void twoChampions() {
        registry("register", "--model", Cli.model(), "--changes", "the first");
        registry("register", "--model", second);
        Registry registry = Registry.folder(models);
        registry.promote("1.0.0", new Promotion(null, List.of(), false, "first"));
        registry.promote("1.1.0", new Promotion("1.0.0", List.of(), false, "better"));
    }

    @Test
    void register_twoModels_listShowAndDiffTellThem() {
        Cli.Result first = registry("register", "--model", Cli.model(), "--changes", "the first");
        assertThat(first.exit()).isZero();
        assertThat(first.out()).contains("Registered churn 1.0.0").contains("churn promote --version 1.0.0");
        assertThat(registry("register", "--model", second).out())
                .contains("Registered churn 1.1.0")
                .contains("after 1.0.0: trained again, the same columns");

        assertThat(registry("list").out())
                .contains("churn, 2 versions, none serves:")
                .containsSubsequence("1.1.0", "1.0.0", "the first");
        JsonNode shown = registry("show", "1.0.0", "--json").json();
        assertThat(shown.get("status").asText()).isEqualTo("registered");
        assertThat(shown.get("registered_by").asText()).isEqualTo("ann");
        assertThat(shown.get("metrics").get("roc_auc").get("low").isNumber()).isTrue();
        assertThat(registry("diff", "1.0.0", "1.1.0").out()).contains("metric roc_auc", "pipeline seed");
        assertThat(registry("diff", "1.0.0", "1.0.0").out()).contains("in common");
        assertThat(registry("verify").out()).startsWith("Intact: 3 events, and 2 versions");
    }

    @Test
    void rollback_afterTwoPromotions_servesTheFirstAgain() {
        twoChampions();

        Cli.Result back = Cli.run("rollback", "--registry", models, "--why", "complaints");

        assertThat(back.exit()).isZero();
        assertThat(back.out()).contains("Version 1.0.0 serves again, in place of 1.1.0");
        assertThat(registry("list", "--json").json().get("champion").asText()).isEqualTo("1.0.0");
        assertThat(registry("history").out()).contains("roll back 1.1.0 to 1.0.0", "complaints");
        Cli.Result again = Cli.run("rollback", "--registry", models, "--why", "complaints");
        assertThat(again.exit()).isEqualTo(Failure.BAD_DATA);
        assertThat(again.err()).contains("nothing to roll back to");
        assertThat(Cli.run("rollback", "--registry", models).exit()).isEqualTo(Failure.WRONG_USE);
    }

    @Test
    void history_asOf_tellsWhoServed() {
        twoChampions();
        String day = LocalDate.now(ZoneOffset.UTC).toString();

        assertThat(registry("history", "--as-of", day).out()).contains("1.1.0 serves");
        assertThat(registry("history", "--as-of", "2020-01-01").out())
                .contains("There was no registry at 2020-01-01T23:59:59.999Z.");
        Cli.Result wrong = registry("history", "--as-of", "yesterday");
        assertThat(wrong.exit()).isEqualTo(Failure.WRONG_USE);
        assertThat(wrong.err()).contains("Option --as-of holds (yesterday) where a time is required.");
    }

    @Test
    void assign_challenger_sharesCustomersUntilReleased() {
        twoChampions();
        Cli.run("rollback", "--registry", models, "--why", "complaints");

        JsonNode event = registry("assign", "challenger", "1.1.0", "--share", "0.1", "--json")
                .json();
        assertThat(event.get("pointer").asText()).isEqualTo("challenger");
        JsonNode listed = registry("list", "--json").json().get("versions").get(1);
        assertThat(listed.get("status").asText()).isEqualTo("challenger");

        assertThat(registry("release", "challenger").out()).contains("1.1.0 is challenger no longer");
        assertThat(registry("assign", "challenger", "1.1.0", "--share", "10").err())
                .contains("Option --share holds (10.0) where a share from 0.01 to 0.99 is required.");
        assertThat(registry("assign", "challenger", "1.1.0", "--share", "0.005").exit())
                .isEqualTo(Failure.WRONG_USE);
        assertThat(registry("assign", "challenger", "1.1.0", "--experiment", "a\nb")
                        .err())
                .contains("The experiment's name is (a", "where 1 to 200 characters are required");
        assertThat(registry("assign", "shadow", "1.1.0", "--share", "0.1").exit())
                .isEqualTo(Failure.WRONG_USE);
        assertThat(registry("assign", "champion", "1.1.0").err()).contains("neither challenger nor shadow");
    }

    @Test
    void change_badInput_isNamedAndChangesNothing() throws IOException {
        assertThat(registry("list").err())
                .contains("There is no registry in (" + models + ").", "Maybe register a first version");
        twoChampions();
        byte[] log = Files.readAllBytes(models.resolve("registry.log.jsonl"));

        assertThat(registry("register", "--model", second).err()).contains("registered already, as version 1.1.0");
        assertThat(registry("register", "--model", second, "--version", "v2").exit())
                .isEqualTo(Failure.WRONG_USE);
        assertThat(registry("show", "9.0.0").err()).contains("There is no version (9.0.0) of 'churn'.");
        assertThat(registry("prune", "--keep", "-1").exit()).isEqualTo(Failure.WRONG_USE);
        assertThat(Cli.run("registry").err()).contains("No command was given");
        assertThat(Files.readAllBytes(models.resolve("registry.log.jsonl"))).isEqualTo(log);
    }

    @Test
    void verify_editedByHand_exitsWithBadData() throws IOException {
        twoChampions();
        Path json = models.resolve("registry.json");
        Files.writeString(json, Files.readString(json).replace("\"previous\"", "\"champion\""));

        Cli.Result found = registry("verify");

        assertThat(found.exit()).isEqualTo(Failure.BAD_DATA);
        assertThat(found.out()).contains("it has two champions, 1.0.0 and 1.1.0");
        assertThat(registry("verify", "--repair").exit()).isZero();

        Path log = models.resolve("registry.log.jsonl");
        Files.writeString(log, Files.readString(log).replace("\"better\"", "\"best\""));
        assertThat(registry("verify").out()).contains("line 5 was changed: its hash is another");
        assertThat(registry("list").exit()).isEqualTo(Failure.BAD_DATA);
    }

    @Test
    void register_changesWithControlCharacters_doNotReachTheTerminal() {
        Cli.Result result = registry("register", "--model", Cli.model(), "--changes", "more\nrows\u001b[31m");

        assertThat(result.out()).contains("more rows [31m.").doesNotContain("\u001b");
    }

    @Test
    void prune_filesOfNoVersion_saysWhich() throws IOException {
        twoChampions();
        Files.writeString(models.resolve("golden_v7.0.0.json"), "{}");

        assertThat(registry("prune", "--keep", "9", "--dry-run").out())
                .contains("Files that belong to no version: golden_v7.0.0.json would be deleted.");
        assertThat(models.resolve("golden_v7.0.0.json")).exists();
        assertThat(registry("prune", "--keep", "9").out()).contains("golden_v7.0.0.json deleted.");
        assertThat(models.resolve("golden_v7.0.0.json")).doesNotExist();
    }

    @Test
    void prune_oldVersions_saysWhich() {
        twoChampions();

        assertThat(registry("prune", "--keep", "0", "--dry-run").out()).contains("No version is old enough");
        registry("register", "--model", Cli.model(), "--version", "1.2.0"); // the very same is refused
        assertThat(registry("prune", "--keep", "0", "--json").json().get("versions"))
                .isEmpty();
    }

    @Test
    void list_html_hasTheNumbersOfTheAnswerAndNamesVariantsAndWhatIsBroken() throws IOException {
        twoChampions();
        Registry.folder(models.resolve("geography-us")).register(ChurnModel.load(Cli.model()), "");
        Path broken = Files.createDirectories(models.resolve("region-x"));
        Files.writeString(broken.resolve("registry.log.jsonl"), "{}\n");
        Path page = folder.resolve("page.html");

        Cli.Result result = registry("list", "--html", page);

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out()).contains("Written: " + page);
        String html = Files.readString(page);
        JsonNode versions = registry("list", "--json").json().get("versions");
        assertThat(versions).hasSize(2);
        versions.forEach(version -> assertThat(html)
                .contains(">" + version.get("roc_auc").asText() + "</td>")
                .contains(">" + version.get("pr_auc").asText() + "</td>"));
        assertThat(html)
                .contains("Version 1.1.0 serves since")
                .contains(">geography-us</td>")
                .contains("Not read: The log of the registry")
                .contains("<meta name=\"generator\" content=\"churn-ml\">");
        Files.delete(page);
        registry("list", "--html", page, "--json");
        assertThat(page).hasContent(html);
    }
}
