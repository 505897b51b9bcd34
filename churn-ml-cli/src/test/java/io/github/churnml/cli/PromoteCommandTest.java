package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.churnml.registry.EventKind;
import io.github.churnml.registry.Registry;
import io.github.churnml.registry.RegistryEvent;
import io.github.churnml.registry.gate.Gates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromoteCommandTest {

    private static final Path ROOT = Path.of(System.getProperty("churn.root", ".."));

    @TempDir
    Path folder;

    private Path models;
    private Path holdout;
    private Path gates;

    @BeforeEach
    void twoVersions() {
        models = folder.resolve("models");
        holdout = folder.resolve("holdout.csv");
        gates = Cli.write(folder.resolve("gates.yaml"), "metrics: {roc_auc: {floor: 0.6, noWorseBy: 0.2}}\n");
        Cli.run("generate", "--rows", 500, "--seed", 2, "--out", holdout);
        Cli.run("registry", "register", "--registry", models, "--model", Cli.model());
        Cli.run("registry", "register", "--registry", models, "--model", Cli.otherModel());
    }

    private Cli.Result promote(String version, Object... more) {
        return Cli.run(
                folder,
                Map.of("CHURN_ACTOR", "ann"),
                Stream.concat(
                                Stream.of("promote", "--registry", models, "--version", version, "--data", holdout),
                                Stream.of(more))
                        .toArray());
    }

    private String champion() {
        return Registry.folder(models)
                .state()
                .champion()
                .map(version -> version.version().toString())
                .orElse("none");
    }

    private RegistryEvent lastEvent() {
        List<RegistryEvent> events = Registry.folder(models).state().events();
        return events.get(events.size() - 1);
    }

    private Map<String, Long> contents() throws IOException {
        Map<String, Long> all = new TreeMap<>();
        try (Stream<Path> files = Files.list(models)) {
            for (Path file : files.toList()) {
                all.put(file.getFileName().toString(), Files.size(file));
            }
        }
        return all;
    }

    @Test
    void promote_firstAndSecond_serveAfterPassingTheGates() {
        Cli.Result first = promote("1.0.0");
        Cli.Result second = promote("1.1.0", "--gates", gates, "--why", "newer");

        assertThat(first.exit()).as(first.out() + first.err()).isZero();
        assertThat(first.out())
                .contains("Version 1.0.0, without a champion, on 499 rows")
                .contains("no champion to compare with")
                .contains("Version 1.0.0 serves: all 8 gates passed, of which 2 had nothing to judge.");
        assertThat(second.exit()).as(second.out() + second.err()).isZero();
        assertThat(second.out())
                .contains("roc_auc no worse than champion")
                .contains("Version 1.1.0 serves, in place of 1.0.0: all 3 gates passed.")
                .doesNotContain("git tag");
        assertThat(champion()).isEqualTo("1.1.0");
        assertThat(lastEvent().actor()).isEqualTo("ann");
        assertThat(lastEvent().why()).isEqualTo("newer");
        assertThat(lastEvent().gates()).hasSize(3);
    }

    @Test
    void promote_gateFails_isExitFourAndTheRefusalIsKept() {
        Path strict = Cli.write(folder.resolve("strict.yaml"), "metrics: {roc_auc: {floor: 0.999}}\n");

        Cli.Result refused = promote("1.0.0", "--gates", strict);

        assertThat(refused.exit()).isEqualTo(Failure.FOUND);
        assertThat(refused.out())
                .containsPattern("roc_auc floor +0\\.\\d{4} +0\\.9990  FAILED")
                .contains("Version 1.0.0 is refused: 1 of 2 gates failed: roc_auc floor; no version serves.");
        assertThat(champion()).isEqualTo("none");
        assertThat(lastEvent().kind()).isEqualTo(EventKind.REFUSE);
        assertThat(Cli.run("registry", "list", "--registry", models).out()).contains("refused");
    }

    @Test
    void promote_byForce_needsAReason() throws IOException {
        Path strict = Cli.write(folder.resolve("strict.yaml"), "metrics: {roc_auc: {floor: 0.999}}\n");
        Map<String, Long> before = contents();

        Cli.Result without = promote("1.0.0", "--gates", strict, "--force");
        assertThat(without.exit()).isEqualTo(Failure.WRONG_USE);
        assertThat(without.err()).contains("Option --force needs --why; nothing was changed.");
        assertThat(contents()).isEqualTo(before);

        Cli.Result forced = promote("1.0.0", "--gates", strict, "--force", "--why", "nothing else is there");
        assertThat(forced.exit()).isZero();
        assertThat(forced.out()).contains("serves: forced, though 1 of 2 gates failed: roc_auc floor.");
        assertThat(lastEvent().forced()).isTrue();
    }

    @Test
    void promote_dryRun_changesNothing() throws IOException {
        Path strict = Cli.write(folder.resolve("strict.yaml"), "metrics: {roc_auc: {floor: 0.999}}\n");
        Map<String, Long> before = contents();

        Cli.Result good = promote("1.0.0", "--dry-run");
        Cli.Result bad = promote("1.0.0", "--dry-run", "--gates", strict);

        assertThat(good.exit()).isZero();
        assertThat(good.out())
                .contains(
                        "Version 1.0.0 would be promoted: all 8 gates passed, of which 2 had nothing to judge; nothing was changed.");
        assertThat(bad.exit()).isEqualTo(Failure.FOUND);
        assertThat(bad.out()).contains("would be refused: 1 of 2 gates failed: roc_auc floor; nothing was changed.");
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void promote_withoutComparison_needsAReasonThatIsKept() {
        promote("1.0.0");

        Cli.Result without = promote("1.1.0", "--skip-comparison");
        Cli.Result with = promote("1.1.0", "--skip-comparison", "--why", "other columns");

        assertThat(without.exit()).isEqualTo(Failure.WRONG_USE);
        assertThat(without.err()).contains("Option --skip-comparison needs --why; nothing was changed.");
        assertThat(with.exit()).isZero();
        assertThat(with.out()).contains("not compared with champion 1.0.0, as was asked for");
        assertThat(lastEvent().why()).isEqualTo("other columns");
        assertThat(lastEvent().from()).isEqualTo("1.0.0");
    }

    @Test
    void promote_json_isOneDocumentWithEveryGate() {
        promote("1.0.0");

        JsonNode document = promote("1.1.0", "--gates", gates, "--json").json();

        assertThat(document.get("promoted").asBoolean()).isTrue();
        assertThat(document.get("champion").asText()).isEqualTo("1.0.0");
        assertThat(document.get("gates").get(2).get("gate").asText()).isEqualTo("roc_auc no worse than champion");
        assertThat(document.get("gates").get(2).get("limit").asDouble()).isEqualTo(-0.2);
        assertThat(document.get("event").get("event").asText()).isEqualTo("promote");
    }

    @Test
    void promote_insideARepository_suggestsATag() throws IOException {
        Path git = Files.createDirectories(folder.resolve(".git"));
        Files.writeString(git.resolve("HEAD"), "0123456789abcdef0123456789abcdef01234567\n");

        assertThat(promote("1.0.0").out()).contains("To find its source again: git tag churn-1.0.0");
        assertThat(promote("1.1.0", "--gates", gates, "--quiet").out()).doesNotContain("git tag");
    }

    @Test
    void printGates_standard_readsBackAsTheStandard() {
        Cli.Result printed = Cli.run("promote", "--print-gates");

        assertThat(printed.exit()).isZero();
        assertThat(Gates.parseYaml(printed.out())).isEqualTo(Gates.standard());
    }

    @Test
    void promote_money_takesOptionsOrIsRefused() throws IOException {
        Path profit = Cli.write(folder.resolve("profit.yaml"), "metrics: {profit_gain: {floor: -100}}\n");
        Map<String, Long> before = contents();

        Cli.Result absent = promote("1.0.0", "--gates", profit);
        assertThat(absent.exit()).isEqualTo(Failure.WRONG_USE);
        assertThat(absent.err()).contains("A gate is on profit_gain, and neither version 1.0.0 nor an option says");
        assertThat(contents()).isEqualTo(before);

        Cli.Result known = promote(
                "1.0.0", "--gates", profit, "--value", "monthly_charge", "--value-missing", 30, "--acceptance", 0.3);
        assertThat(known.exit()).as(known.err()).isZero();
        assertThat(known.out()).contains("profit_gain floor");
    }

    @Test
    void promote_otherTargetName_isJudgedByIt() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(holdout));
        lines.set(0, lines.get(0).replace(",churned", ",gone_by_june"));
        Files.write(holdout, lines);

        assertThat(promote("1.0.0", "--target", "gone_by_june").exit()).isZero();
        Cli.Result wrong = promote("1.1.0", "--target", "gone_by_july");
        assertThat(wrong.exit()).isEqualTo(Failure.WRONG_USE);
        assertThat(wrong.err()).contains("'gone_by_july'", "Maybe 'gone_by_june' was meant.");
    }

    @Test
    void promote_badInput_isNamedAndChangesNothing() throws IOException {
        Path typo = Cli.write(folder.resolve("typo.yaml"), "metrics:\n  roc_auc: {flor: 0.7}\n");
        Path few = folder.resolve("few.csv");
        Files.write(few, Files.readAllLines(holdout).subList(0, 50));
        Map<String, Long> before = contents();

        assertThat(promote("9.9.9").err()).contains("There is no version (9.9.9)");
        assertThat(promote("newest").exit()).isEqualTo(Failure.WRONG_USE);
        Cli.Result wrong = promote("1.0.0", "--gates", typo);
        assertThat(wrong.exit()).isEqualTo(Failure.WRONG_USE);
        assertThat(wrong.err()).contains("'metrics.roc_auc.flor' (line 2) is not known.", "Maybe 'floor' was meant.");
        Cli.Result none = Cli.run("promote", "--registry", models, "--version", "1.0.0");
        assertThat(none.exit()).isEqualTo(Failure.WRONG_USE);
        assertThat(none.err()).contains("Option --data is missing.");
        Cli.Result small = Cli.run("promote", "--registry", models, "--version", "1.0.0", "--data", few);
        assertThat(small.exit()).isEqualTo(Failure.BAD_DATA);
        assertThat(small.err()).contains("where at least 200 rows and 30 of each are required to judge.");
        Cli.Result trained = Cli.run("promote", "--registry", models, "--version", "1.0.0", "--data", Cli.customers());
        assertThat(trained.exit()).isEqualTo(Failure.BAD_DATA);
        assertThat(trained.err()).contains("The hold-out is the very table that version 1.0.0 was trained on.");
        assertThat(Cli.run("promote", "--registry", folder, "--version", "1.0.0", "--data", holdout)
                        .err())
                .contains("There is no registry in");
        assertThat(contents()).isEqualTo(before);
    }

    /** The whole file that the page shows is one that can be used, and asks for something of every kind. */
    @Test
    void docs_gatesYaml_isReadAndHasEveryKey() throws IOException {
        Matcher yaml =
                Pattern.compile("(?ms)^```yaml\\n(.*?)^```").matcher(Files.readString(ROOT.resolve("docs/gates.md")));
        assertThat(yaml.find()).isTrue();

        Map<String, Object> settings = Gates.parseYaml(yaml.group(1)).toSettings();

        assertThat(settings.keySet())
                .containsExactlyInAnyOrder(
                        "holdout",
                        "metrics",
                        "calibrationInTheLarge",
                        "scoreDrift",
                        "golden",
                        "microsPerRow",
                        "bytes",
                        "segments",
                        "monotone");
    }
}
