package io.github.churnml.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.ChurnModel;
import io.github.churnml.SmallModel;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.OutputException;
import io.github.churnml.error.RegistryException;
import io.github.churnml.error.Where;
import io.github.churnml.monitor.log.ChainedLine;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.PlainJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTest {

    private static final Promotion FREELY = new Promotion(null, List.of(), false, "first");

    @TempDir
    Path folder;

    private Registry registry;

    @BeforeEach
    void open() {
        registry = Registry.folder(folder).as("ann").with(at("2026-01-01T00:00:00Z"));
    }

    private static Clock at(String time) {
        return Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
    }

    private RegistryEvent promote(String version) {
        return registry.promote(version, new Promotion(champion(registry.state()), List.of(), false, "better"));
    }

    private static String champion(RegistryState state) {
        return state.champion().map(found -> found.version().toString()).orElse(null);
    }

    private void threeChampions() {
        registry.register(Models.FIRST, "");
        registry.register(Models.RETRAINED, "");
        registry.register(Models.THIRD, "");
        promote("1.0.0");
        registry = registry.with(at("2026-02-01T00:00:00Z"));
        promote("1.1.0");
        registry = registry.with(at("2026-03-01T00:00:00Z"));
        promote("1.2.0");
    }

    @Test
    void register_first_writesModelMetricsGoldenRowsAndJson() throws IOException {
        ModelVersion version = registry.register(Models.FIRST, "the first");

        assertThat(version.version()).hasToString("1.0.0");
        assertThat(files())
                .containsExactly(
                        "churn_v1.0.0.churn",
                        "golden_v1.0.0.json",
                        "metrics_v1.0.0.json",
                        "registry.json",
                        "registry.lock",
                        "registry.log.jsonl");
        assertThat(Files.readAllBytes(folder.resolve("churn_v1.0.0.churn"))).isEqualTo(Models.FIRST.toBytes());
        Map<?, ?> entry = (Map<?, ?>) json().get("1.0.0");
        assertThat(entry.get("date")).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(entry.get("roc_auc"))
                .isEqualTo(Models.FIRST.evaluation().rocAuc().value());
        assertThat(entry.get("pr_auc"))
                .isEqualTo(Models.FIRST.evaluation().prAuc().value());
        assertThat(entry.get("features")).isEqualTo(Models.FIRST.inputs().size());
        assertThat(entry.get("changes")).isEqualTo("the first");
        assertThat(entry.get("data_fingerprint"))
                .isEqualTo(Models.FIRST.manifest().dataFingerprint());
        assertThat(entry.get("status")).isEqualTo("registered");
        assertThat(registry.verify().isIntact()).isTrue();
    }

    @Test
    void register_eachKindOfChange_proposesTheVersion() {
        registry.register(Models.FIRST, "");

        assertThat(registry.register(Models.RETRAINED, "").version()).hasToString("1.1.0");
        assertThat(registry.propose(Models.NARROW).why()).contains("column 'contract' is gone");

        promote("1.0.0");

        assertThat(registry.register(Models.OTHER_THRESHOLD, "").version()).hasToString("1.0.1");
        assertThat(registry.register(Models.NARROW, "").version()).hasToString("2.0.0");
        assertThat(registry.propose(Models.THIRD).version())
                .as("1.1.0 is taken")
                .hasToString("2.1.0");
    }

    @Test
    void register_underAnotherVersion_stampsTheModelAndKeepsItsScores() {
        ModelVersion version = registry.register(Models.FIRST, "3.2.1", "");

        ChurnModel loaded = registry.load(version);

        assertThat(loaded.manifest().version()).isEqualTo("3.2.1");
        assertThat(loaded.scorer().score(SmallModel.customers(100, 77)).probabilities())
                .isEqualTo(Models.FIRST
                        .scorer()
                        .score(SmallModel.customers(100, 77))
                        .probabilities());
    }

    @Test
    void register_versionThatExists_isRefusedAndChangesNothing() throws IOException {
        registry.register(Models.FIRST, "");
        Map<String, String> before = contents();

        assertThatThrownBy(() -> registry.register(Models.RETRAINED, "1.0.0", ""))
                .isInstanceOf(RegistryException.class)
                .hasMessageStartingWith("Version (1.0.0) is registered already, by ann at 2026-01-01T00:00:00Z; "
                        + "a version is never overwritten.\nMaybe take 1.1.0");
        assertThatThrownBy(() -> registry.register(Models.FIRST, ""))
                .isInstanceOf(RegistryException.class)
                .hasMessageStartingWith("The very same model is registered already, as version 1.0.0.");
        assertThatThrownBy(() -> registry.register(Models.RETRAINED, "one", ""))
                .isInstanceOf(ConfigurationException.class);
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void promote_eachVersion_movesChampionAndPrevious() throws IOException {
        threeChampions();

        RegistryState state = registry.state();
        assertThat(champion(state)).isEqualTo("1.2.0");
        assertThat(state.find(Pointer.PREVIOUS).orElseThrow().version()).hasToString("1.1.0");
        assertThat(state.versions())
                .extracting(ModelVersion::status)
                .containsExactly(VersionStatus.RETIRED, VersionStatus.PREVIOUS, VersionStatus.CHAMPION);
        assertThat(((Map<?, ?>) json().get("1.2.0")).get("status")).isEqualTo("champion");
    }

    @Test
    void asOf_anyMoment_tellsWhoServedThen() {
        threeChampions();
        registry = registry.with(at("2026-04-01T00:00:00Z"));
        registry.rollback(null, "complaints");

        RegistryState state = registry.state();
        assertThat(state.asOf(Instant.parse("2025-12-31T23:59:59Z")).champion()).isEmpty();
        assertThat(champion(state.asOf(Instant.parse("2026-01-31T00:00:00Z")))).isEqualTo("1.0.0");
        assertThat(champion(state.asOf(Instant.parse("2026-02-01T00:00:00Z")))).isEqualTo("1.1.0");
        assertThat(champion(state.asOf(Instant.parse("2026-03-31T23:59:59.999Z"))))
                .isEqualTo("1.2.0");
        assertThat(champion(state.asOf(Instant.parse("2030-01-01T00:00:00Z")))).isEqualTo("1.1.0");
    }

    @Test
    void rollback_twice_goesFurtherBackAndNeverToWhatWasLeft() {
        threeChampions();

        registry.rollback(null, "complaints");
        registry.rollback(null, "more complaints");

        RegistryState state = registry.state();
        assertThat(champion(state)).isEqualTo("1.0.0");
        assertThat(state.versions())
                .extracting(ModelVersion::status)
                .containsExactly(VersionStatus.CHAMPION, VersionStatus.ROLLED_BACK, VersionStatus.ROLLED_BACK);
        assertThatThrownBy(() -> registry.rollback(null, "again"))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("has nothing to roll back to: no version served before it.");
        assertThatThrownBy(() -> registry.rollback("1.0.0", "again"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is the champion already");
        assertThatThrownBy(() -> registry.rollback("9.9.9", "again"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("There is no version (9.9.9) of 'churn'.");
        assertThatThrownBy(() -> registry.rollback("1.1.0", " "))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("does not say why");
    }

    @Test
    void rollback_toWhatNeverServed_isNoWayAroundTheGates() {
        threeChampions();
        registry.register(Models.NARROW, "3.0.0", "");
        registry.refuse("3.0.0", List.of(new GateResult("roc_auc floor", 0.5, 0.6, false, "")), "");

        assertThatThrownBy(() -> registry.rollback("3.0.0", "in a hurry"))
                .isInstanceOf(RegistryException.class)
                .hasMessage("Version 3.0.0 never served, so there is no way back to it; nothing was changed.\n"
                        + "Maybe promote it: churn promote --version 3.0.0 --data holdout.csv.");
        assertThat(champion(registry.state())).isEqualTo("1.2.0");

        registry.rollback("1.0.0", "the last good one");
        assertThat(champion(registry.state())).isEqualTo("1.0.0");
    }

    @Test
    void register_afterTheLargestNumber_asksForOne() {
        registry.register(Models.FIRST, "1.999999999.0", "");

        assertThatThrownBy(() -> registry.register(Models.RETRAINED, ""))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "The next version would be 1.1000000000.0, whose numbers are too large; nothing was changed.\n"
                                + "Maybe name another one, such as --version 2.0.0.");
        registry.register(Models.RETRAINED, "2.0.0", "");

        assertThat(registry.verify().isIntact()).isTrue();
        assertThat(registry.verify().notes()).isEmpty();
    }

    @Test
    void rollback_targetAltered_isRefusedAndTheChampionStays() throws IOException {
        threeChampions();
        Path file = folder.resolve("churn_v1.1.0.churn");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(() -> registry.rollback(null, "complaints"))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("The file 'churn_v1.1.0.churn' of version 1.1.0")
                .hasMessageContaining("was altered: its SHA-256 is");
        assertThat(champion(registry.state())).isEqualTo("1.2.0");
        assertThat(registry.verify().problems()).singleElement().asString().contains("was altered");
    }

    @Test
    void promote_championMovedMeanwhile_losesAndChangesNothing() {
        registry.register(Models.FIRST, "");
        registry.register(Models.RETRAINED, "");
        registry.register(Models.THIRD, "");
        promote("1.0.0");
        Promotion onFirst = new Promotion("1.0.0", List.of(), false, "better");
        Registry other = Registry.folder(folder);
        other.promote("1.1.0", onFirst);

        assertThatThrownBy(() -> registry.promote("1.2.0", onFirst))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("moved on: its champion is 1.1.0 by now, and the change rests on 1.0.0");
        assertThat(champion(registry.state())).isEqualTo("1.1.0");
    }

    @Test
    void promote_manyAtOnce_oneWins() throws Exception {
        registry.register(Models.FIRST, "");
        registry.register(Models.RETRAINED, "");
        registry.register(Models.THIRD, "");
        promote("1.0.0");
        CountDownLatch together = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<Boolean>> won = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String version = i % 2 == 0 ? "1.1.0" : "1.2.0";
            Registry mine = i < 4 ? registry : Registry.folder(folder);
            won.add(threads.submit(() -> {
                together.await();
                try {
                    mine.promote(version, new Promotion("1.0.0", List.of(), false, ""));
                    return true;
                } catch (RegistryException e) {
                    assertThat(e).hasMessageContaining("moved on");
                    return false;
                }
            }));
        }
        together.countDown();
        int winners = 0;
        for (Future<Boolean> one : won) {
            winners += one.get() ? 1 : 0;
        }
        threads.shutdown();

        assertThat(winners).isEqualTo(1);
        assertThat(Registry.folder(folder).verify().isIntact()).isTrue();
    }

    @Test
    void promote_failedGate_isRefusedUnlessForcedWithAReason() {
        registry.register(Models.FIRST, "");
        GateResult failed = new GateResult("roc_auc floor", 0.7, 0.8, false, "");

        assertThatThrownBy(() -> registry.promote("1.0.0", new Promotion(null, List.of(failed), false, "")))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("does not pass the gate 'roc_auc floor'");
        assertThatThrownBy(() -> registry.promote("1.0.0", new Promotion(null, List.of(failed), true, "")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("forced without saying why");

        RegistryEvent event = registry.promote("1.0.0", new Promotion(null, List.of(failed), true, "no other"));

        RegistryEvent read = Registry.folder(folder).state().events().get((int) event.seq() - 1);
        assertThat(read).isEqualTo(event);
        assertThat(read.forced()).isTrue();
        assertThat(read.gates()).containsExactly(failed);
    }

    @Test
    void assign_challengerAndShadow_followAndEndWithPromotion() {
        registry.register(Models.FIRST, "");
        registry.register(Models.RETRAINED, "");
        registry.register(Models.THIRD, "");
        promote("1.0.0");

        registry.assign(Pointer.CHALLENGER, "1.1.0", Map.of("share", 0.1), "try it");
        registry.assign(Pointer.SHADOW, "1.2.0", Map.of(), "look at it");

        RegistryState state = registry.state();
        assertThat(state.assignment(Pointer.CHALLENGER).orElseThrow().number("share"))
                .contains(0.1);
        assertThat(state.versions())
                .extracting(ModelVersion::status)
                .containsExactly(VersionStatus.CHAMPION, VersionStatus.CHALLENGER, VersionStatus.SHADOW);
        promote("1.1.0");
        assertThat(registry.state().find(Pointer.CHALLENGER)).isEmpty();
        registry.release(Pointer.SHADOW, "enough");
        assertThat(registry.state().find(Pointer.SHADOW)).isEmpty();
        assertThatThrownBy(() -> registry.release(Pointer.SHADOW, "again"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("There is no shadow");
        assertThatThrownBy(() -> registry.assign(Pointer.SHADOW, "1.1.0", Map.of(), ""))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void state_logEdited_isTold() throws IOException {
        threeChampions();
        Path log = folder.resolve("registry.log.jsonl");
        String text = Files.readString(log);
        List<String> lines = text.lines().toList();

        for (String edited : List.of(
                text.replace("\"why\":\"better\"", "\"why\":\"bitter\""),
                String.join("\n", lines.subList(1, lines.size())) + "\n",
                String.join("\n", lines.get(0), lines.get(2), lines.get(1)) + "\n",
                text + "nothing\n")) {
            Files.writeString(log, edited);

            assertThatThrownBy(() -> Registry.folder(folder).state())
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("The log of the registry")
                    .hasMessageContaining("is damaged");
            assertThat(Registry.folder(folder).verify().isIntact()).isFalse();
        }
    }

    @Test
    void state_endOfTheLogCutOff_isToldByTheJson() throws IOException {
        threeChampions();
        Path log = folder.resolve("registry.log.jsonl");
        List<String> lines = Files.readAllLines(log);
        Files.write(log, lines.subList(0, lines.size() - 1));

        assertThatThrownBy(() -> Registry.folder(folder).rollback("1.0.0", "x"))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("was cut off: it ends with event 6, and registry.json tells of event 7");
        assertThatThrownBy(() -> Registry.folder(folder).repair())
                .as("the one proof is not written over")
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("without one, delete registry.json to go on");
        assertThat(Registry.folder(folder).verify().isIntact()).isFalse();

        Files.delete(folder.resolve("registry.json"));
        Registry.folder(folder).repair();
        assertThat(Registry.folder(folder).verify().isIntact()).isTrue();
    }

    @Test
    void state_endOfTheLogCutOffMeanwhile_isTold() throws IOException {
        threeChampions();
        Path log = folder.resolve("registry.log.jsonl");
        Files.write(log, Files.readAllLines(log).subList(0, 3));

        assertThatThrownBy(registry::state)
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("is shorter than it was: events were removed from its end.");
        assertThatThrownBy(() -> registry.rollback(null, "x")).isInstanceOf(RegistryException.class);
    }

    @Test
    void append_afterACrashInTheMiddleOfALine_dropsThatLineAlone() throws IOException {
        threeChampions();
        Path log = folder.resolve("registry.log.jsonl");
        byte[] whole = Files.readAllBytes(log);
        Files.writeString(log, new String(whole, StandardCharsets.UTF_8) + "{\"seq\":8,\"at\":\"2026-0");

        Registry opened = Registry.folder(folder);
        assertThat(opened.state().seq()).isEqualTo(7);
        opened.rollback(null, "complaints");

        assertThat(Registry.folder(folder).state().seq()).isEqualTo(8);
        assertThat(Registry.folder(folder).verify().isIntact()).isTrue();
    }

    @Test
    void append_lastLineWithoutItsEnd_keepsTheEvent() throws IOException {
        threeChampions();
        Path log = folder.resolve("registry.log.jsonl");
        String text = Files.readString(log);
        Files.writeString(log, text.stripTrailing());

        Registry.folder(folder).rollback(null, "complaints");

        assertThat(Registry.folder(folder).state().seq()).isEqualTo(8);
        assertThat(Registry.folder(folder).verify().isIntact()).isTrue();
    }

    @Test
    void change_twoChampionsByHand_isRefusedUntilRepaired() throws IOException {
        threeChampions();
        Path json = folder.resolve("registry.json");
        Files.writeString(json, Files.readString(json).replace("\"previous\"", "\"champion\""));
        byte[] before = Files.readAllBytes(folder.resolve("registry.log.jsonl"));

        assertThatThrownBy(() -> registry.rollback(null, "x"))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("was changed by hand: it has two champions, 1.1.0 and 1.2.0.");
        assertThat(Files.readAllBytes(folder.resolve("registry.log.jsonl"))).isEqualTo(before);

        registry.repair();
        registry.rollback(null, "x");
        assertThat(registry.verify().isIntact()).isTrue();
    }

    @Test
    void change_jsonBehindTheLog_isNoFault() throws IOException {
        registry.register(Models.FIRST, "");
        byte[] early = Files.readAllBytes(folder.resolve("registry.json"));
        registry.register(Models.RETRAINED, "");
        Files.write(folder.resolve("registry.json"), early);

        assertThat(registry.verify().isIntact()).isTrue();
        assertThat(registry.verify().notes()).singleElement().asString().contains("is behind the log");

        registry.promote("1.0.0", FREELY);
        assertThat(registry.verify().notes()).isEmpty();
    }

    @Test
    void change_jsonThatCannotBeWritten_isMadeAllTheSame() {
        threeChampions();
        RegistryStore full = new OtherStore(RegistryStore.folder(folder)) {
            @Override
            public void write(String name, byte[] content) {
                throw new OutputException("No space left on device.", "", Where.nowhere());
            }
        };

        RegistryEvent event = Registry.of(full).rollback(null, "complaints");

        assertThat(event.to()).isEqualTo("1.1.0");
        assertThat(champion(registry.state())).isEqualTo("1.1.0");
        assertThat(registry.verify().isIntact()).isTrue();
        assertThat(registry.verify().notes()).singleElement().asString().contains("is behind the log");
    }

    @Test
    void append_eventThatDoesNotFit_isRefusedBeforeItIsWritten() {
        threeChampions();
        RegistryLog log = new RegistryLog(RegistryStore.folder(folder));
        RegistryEvent.Draft draft = RegistryEvent.Draft.of(EventKind.PRUNE, "9.9.9", "");

        assertThatThrownBy(() -> log.append(state -> draft, at("2026-04-01T00:00:00Z"), "ann"))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("The change does not fit the registry")
                .hasMessageContaining("nothing was changed");
        assertThat(Registry.folder(folder).verify().isIntact()).isTrue();
    }

    @Test
    void clock_setBack_doesNotChangeWhoServedWhen() {
        registry.register(Models.FIRST, "");
        registry.promote("1.0.0", FREELY);
        Registry early = registry.with(at("2020-01-01T00:00:00Z"));

        ModelVersion second = early.register(Models.RETRAINED, "");

        assertThat(second.date()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    void prune_oldVersions_deletesTheirFilesAndKeepsTheirHistory() throws IOException {
        threeChampions();
        Files.writeString(folder.resolve("metrics_v9.9.9.json"), "{}"); // of a process that was killed
        Files.writeString(folder.resolve("notes.txt"), "somebody's own");
        Files.writeString(folder.resolve("other_v2.0.0.churn"), "somebody's own");
        Files.writeString(folder.resolve("metrics_v2_mine.json"), "{}");
        assertThat(registry.leftovers()).containsExactly("metrics_v9.9.9.json");

        List<RegistryEvent> events = registry.prune(0, "room");

        assertThat(events).extracting(RegistryEvent::to).containsExactly("1.0.0");
        assertThat(files()).contains("notes.txt", "other_v2.0.0.churn", "metrics_v2_mine.json");
        assertThat(files()).contains("churn_v1.1.0.churn", "churn_v1.2.0.churn");
        assertThat(files()).doesNotContain("churn_v1.0.0.churn", "golden_v1.0.0.json", "metrics_v9.9.9.json");
        assertThat(registry.verify().isIntact()).isTrue();
        assertThatThrownBy(() -> registry.rollback("1.0.0", "x"))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("The files of version 1.0.0 were deleted");
        assertThatThrownBy(() -> registry.register(Models.FIRST, "1.0.0", ""))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("registered already");
        assertThat(champion(registry.state().asOf(Instant.parse("2026-01-15T00:00:00Z"))))
                .isEqualTo("1.0.0");
    }

    @Test
    void prune_versionPromotedMeanwhileWithoutLocks_staysAsItIs() {
        RegistryStore shared = new NumberedStore();
        Registry other = Registry.of(shared);
        other.register(Models.FIRST, "");
        other.register(Models.RETRAINED, "");
        RegistryStore overtaken = new OtherStore(shared) {
            @Override
            public boolean append(long number, byte[] line) {
                if (other.state().champion().isEmpty()) {
                    other.promote("1.0.0", FREELY);
                }
                return super.append(number, line);
            }
        };

        assertThatThrownBy(() -> Registry.of(overtaken).prune(1, "room"))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("moved on: version 1.0.0 is champion by now; nothing was changed.");
        assertThat(Registry.of(shared).verify().isIntact()).isTrue();
    }

    @Test
    void differences_ofTwoVersions_nameColumnsMetricsAndSettings() {
        registry.register(Models.FIRST, "");
        registry.register(Models.NARROW, "");
        RegistryState state = registry.state();

        List<VersionDifference> differences = registry.differences(state.version("1.0.0"), state.version("2.0.0"));

        assertThat(differences).extracting(VersionDifference::what).contains("column 'contract'", "metric roc_auc");
        assertThat(differences)
                .filteredOn(difference -> difference.what().equals("column 'contract'"))
                .containsExactly(new VersionDifference("column 'contract'", "categorical", ""));
        assertThat(registry.differences(state.version("1.0.0"), state.version("1.0.0")))
                .isEmpty();
    }

    @Test
    void open_folderWithoutRegistry_saysSo() {
        assertThatThrownBy(registry::state)
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("There is no registry in (" + folder + ").")
                .hasMessageContaining("churn registry register");
        assertThat(registry.exists()).isFalse();
    }

    @Test
    void history_ofAYear_isReadAndRightAtEveryMoment() throws IOException {
        registry.register(Models.FIRST, "");
        registry.register(Models.RETRAINED, "");
        promote("1.0.0");
        TreeMap<Instant, String> served = new TreeMap<>();
        served.put(Instant.parse("2026-01-01T00:00:00Z"), "1.0.0");
        RegistryStore store = RegistryStore.folder(folder);
        RegistryState state = registry.state();
        long seq = state.seq();
        String hash = state.hash();
        for (int i = 1;
                i <= 500;
                i++) { // events are written as the library writes them, without loading a model each time
            Instant at = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(6_000L * i);
            String from = i % 2 == 1 ? "1.0.0" : "1.1.0";
            String to = i % 2 == 1 ? "1.1.0" : "1.0.0";
            RegistryEvent.Draft draft =
                    RegistryEvent.Draft.of(EventKind.PROMOTE, to, "x").moving(Pointer.CHAMPION, from);
            byte[] line = ChainedLine.write(draft.toMap(at, "ann"), ++seq, hash).orElseThrow();
            hash = ChainedLine.read(line, line.length - 1).orElseThrow().hash();
            assertThat(store.append(seq, Arrays.copyOf(line, line.length - 1))).isTrue();
            served.put(at, to);
        }

        RegistryState all = Registry.folder(folder).state();

        for (Map.Entry<Instant, String> moment : served.entrySet()) {
            assertThat(champion(all.asOf(moment.getKey()))).isEqualTo(moment.getValue());
            assertThat(champion(all.asOf(moment.getKey().plusSeconds(5_999)))).isEqualTo(moment.getValue());
        }
        assertThat(store.append(seq, "{}".getBytes(StandardCharsets.UTF_8)))
                .as("a number that is taken")
                .isFalse();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        for (String name : files()) {
            contents.put(name, Files.readString(folder.resolve(name), StandardCharsets.ISO_8859_1));
        }
        return contents;
    }

    private Map<String, Object> json() throws IOException {
        return PlainJson.read(
                Files.readAllBytes(folder.resolve("registry.json")), Blame.configuration(null), "registry.json");
    }
}
